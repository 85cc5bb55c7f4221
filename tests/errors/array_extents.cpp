// expect: typegrad: add of shapes (2, 3) and
// expect: (4): the extents differ
#include <typegrad/xtensor.hpp>
int main() {
  const xt::xtensor_fixed<double, xt::xshape<2, 3>> a{};
  const xt::xtensor_fixed<double, xt::xshape<4>> b{};
  return static_cast<int>(
      typegrad::grad([](auto x, auto y) { return typegrad::sum(x + y); })(a, b).index());
}
