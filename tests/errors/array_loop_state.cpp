// expect: typegrad: iterate of shapes (n1)
// expect: and (): it has to have as many
// expect: as what it belongs to
#include <typegrad/xtensor.hpp>
int main() {
  const xt::xtensor<double, 1> a = {1, 2};
  typegrad::value([](auto x) {
    return typegrad::iterate<3>([&](auto s) { return s * x; }, typegrad::sum(x));
  })(a);
}
