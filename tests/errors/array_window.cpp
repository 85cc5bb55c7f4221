// A window longer than the array.
// expect: typegrad: max_pool of shape (2,
// expect: 3): the window is longer than the
// expect: array
#include <xtensor/xfixed.hpp>

#include <typegrad/xtensor.hpp>

int main() {
  const xt::xtensor_fixed<double, xt::xshape<2, 3>> x{};
  const xt::xtensor_fixed<double, xt::xshape<4>> v{};
  const auto f = [](const auto& a, [[maybe_unused]] const auto& b) { return typegrad::sum(typegrad::max_pool(a, {4})) + b[0]; };
  typegrad::bind(f, x, v);
}
