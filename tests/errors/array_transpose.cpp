// An order that lacks an axis.
// expect: typegrad: transpose of shape (2,
// expect: 3): the order has to name every
// expect: axis of the array once
#include <xtensor/xfixed.hpp>

#include <typegrad/xtensor.hpp>

int main() {
  const xt::xtensor_fixed<double, xt::xshape<2, 3>> x{};
  const xt::xtensor_fixed<double, xt::xshape<4>> v{};
  const auto f = [](const auto& a, [[maybe_unused]] const auto& b) { return typegrad::sum(typegrad::transpose(a, {1})) + b[0]; };
  typegrad::bind(f, x, v);
}
