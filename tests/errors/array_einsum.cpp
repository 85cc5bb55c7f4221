// The text of einsum lacks a letter.
// expect: typegrad: einsum of shape (2, 3):
// expect: the text has not as many letters
// expect: as the array has axes
#include <xtensor/xfixed.hpp>

#include <typegrad/xtensor.hpp>

int main() {
  const xt::xtensor_fixed<double, xt::xshape<2, 3>> x{};
  const xt::xtensor_fixed<double, xt::xshape<4>> v{};
  const auto f = [](const auto& a, [[maybe_unused]] const auto& b) { return typegrad::einsum<"i,j->ij">(a, b)[0]; };
  typegrad::bind(f, x, v);
}
