// A right-hand side of another length.
// expect: typegrad: solve of shapes (2, 2)
// expect: and (4, 1): the extents differ
#include <xtensor/xfixed.hpp>

#include <typegrad/xtensor.hpp>

int main() {
  const xt::xtensor_fixed<double, xt::xshape<2, 3>> x{};
  const xt::xtensor_fixed<double, xt::xshape<4>> v{};
  const auto f = [](const auto& a, [[maybe_unused]] const auto& b) { return typegrad::sum(typegrad::solve(typegrad::matmul(a, typegrad::transpose(a)), b)); };
  typegrad::bind(f, x, v);
}
