// More places than axes.
// expect: typegrad: slice of shape (4): more
// expect: places are named than the array
// expect: has axes
#include <xtensor/xfixed.hpp>

#include <typegrad/xtensor.hpp>

int main() {
  const xt::xtensor_fixed<double, xt::xshape<2, 3>> x{};
  const xt::xtensor_fixed<double, xt::xshape<4>> v{};
  const auto f = [](const auto& a, [[maybe_unused]] const auto& b) { return a[0][0] + b(1, 2); };
  typegrad::bind(f, x, v);
}
