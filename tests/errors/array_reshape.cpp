// Another number of elements.
// expect: typegrad: reshape of shapes (2, 3)
// expect: and (4, 2): the numbers of
// expect: elements differ
#include <xtensor/xfixed.hpp>

#include <typegrad/xtensor.hpp>

int main() {
  const xt::xtensor_fixed<double, xt::xshape<2, 3>> x{};
  const xt::xtensor_fixed<double, xt::xshape<4>> v{};
  const auto f = [](const auto& a, [[maybe_unused]] const auto& b) { return typegrad::sum(typegrad::reshape(a, {4, 2})) + b[0]; };
  typegrad::bind(f, x, v);
}
