// The largest of no elements.
// expect: typegrad: amax of shape (0, 3): no
// expect: elements have neither a largest
// expect: nor a smallest one
#include <xtensor/xfixed.hpp>

#include <typegrad/xtensor.hpp>

int main() {
  const xt::xtensor_fixed<double, xt::xshape<2, 3>> x{};
  const xt::xtensor_fixed<double, xt::xshape<4>> v{};
  const auto f = [](const auto& a, [[maybe_unused]] const auto& b) { return typegrad::amax(typegrad::slice(a, typegrad::range(0))) + b[0]; };
  typegrad::bind(f, x, v);
}
