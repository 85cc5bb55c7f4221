// Arrays of different rank in one.
// expect: typegrad: concatenate of shapes
// expect: (2, 3) and (4): the arrays have to
// expect: have the same number of axes
#include <xtensor/xfixed.hpp>

#include <typegrad/xtensor.hpp>

int main() {
  const xt::xtensor_fixed<double, xt::xshape<2, 3>> x{};
  const xt::xtensor_fixed<double, xt::xshape<4>> v{};
  const auto f = [](const auto& a, [[maybe_unused]] const auto& b) { return typegrad::sum(typegrad::concatenate({a, b})); };
  typegrad::bind(f, x, v);
}
