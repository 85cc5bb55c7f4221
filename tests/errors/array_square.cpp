// The determinant of a matrix that is not square.
// expect: typegrad: det of shape (2, 3): the
// expect: matrices have to be square
#include <xtensor/xfixed.hpp>

#include <typegrad/xtensor.hpp>

int main() {
  const xt::xtensor_fixed<double, xt::xshape<2, 3>> x{};
  const xt::xtensor_fixed<double, xt::xshape<4>> v{};
  const auto f = [](const auto& a, [[maybe_unused]] const auto& b) { return typegrad::det(a) + b[0]; };
  typegrad::bind(f, x, v);
}
