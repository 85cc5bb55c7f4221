// expect: typegrad: the program cannot be called with these arguments; check their number and their types
#include <typegrad/xtensor.hpp>
int main() {
  const xt::xtensor<double, 1> a = {1, 2};
  typegrad::grad([](auto x, auto y) { return typegrad::sum(x * y); })(a);
}
