// The text of einsum has no arrow.
// expect: typegrad: einsum of shape (2, 3):
// expect: the text has an arrow and, after
// expect: it, the letters of the result
#include <xtensor/xfixed.hpp>

#include <typegrad/xtensor.hpp>

int main() {
  const xt::xtensor_fixed<double, xt::xshape<2, 3>> x{};
  const xt::xtensor_fixed<double, xt::xshape<4>> v{};
  const auto f = [](const auto& a, [[maybe_unused]] const auto& b) { return typegrad::einsum<"ij">(a)[0][0] + b[0]; };
  typegrad::bind(f, x, v);
}
