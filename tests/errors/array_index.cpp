// An index beyond its axis.
// expect: typegrad: slice of shape (4): an
// expect: index is beyond its axis
#include <xtensor/xfixed.hpp>

#include <typegrad/xtensor.hpp>

int main() {
  const xt::xtensor_fixed<double, xt::xshape<2, 3>> x{};
  const xt::xtensor_fixed<double, xt::xshape<4>> v{};
  const auto f = [](const auto& a, [[maybe_unused]] const auto& b) { return a[0][0] + b[4]; };
  typegrad::bind(f, x, v);
}
