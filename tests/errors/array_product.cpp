// expect: typegrad: contract of shapes (2,
// expect: 3) and (2): the extents differ
#include <array>
#include <typegrad/xtensor.hpp>
int main() {
  const xt::xtensor_fixed<double, xt::xshape<2, 3>> a{};
  typegrad::bind(typegrad::value([](auto x, auto y) { return typegrad::dot(x, y); }), a,
                 std::array{1.0, 2.0});
}
