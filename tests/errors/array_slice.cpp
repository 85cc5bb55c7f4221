// A range beyond its axis.
// expect: typegrad: slice of shape (2, 3): a
// expect: range reaches beyond its axis
#include <xtensor/xfixed.hpp>

#include <typegrad/xtensor.hpp>

int main() {
  const xt::xtensor_fixed<double, xt::xshape<2, 3>> x{};
  const xt::xtensor_fixed<double, xt::xshape<4>> v{};
  const auto f = [](const auto& a, [[maybe_unused]] const auto& b) { return typegrad::sum(typegrad::slice(a, typegrad::range(3))) + b[0]; };
  typegrad::bind(f, x, v);
}
