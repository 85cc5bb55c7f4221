// expect: typegrad: the body given to tg::scan returns neither a state of the type of the one it is called with nor a std::pair of such a state and an element; write std::pair(state, y)
#include <typegrad/xtensor.hpp>
int main() {
  const xt::xtensor<double, 1> a = {1, 2};
  typegrad::value([](auto x) {
    return typegrad::scan([](auto s, auto e) { return std::array{s, e}; }, typegrad::symbol(0), x);
  })(a);
}
