// A signal without channels.
// expect: typegrad: conv1d of shapes (2, 3)
// expect: and (4): both have three axes,
// expect: (batch, channels, places) and
// expect: (out, in, places)
#include <xtensor/xfixed.hpp>

#include <typegrad/xtensor.hpp>

int main() {
  const xt::xtensor_fixed<double, xt::xshape<2, 3>> x{};
  const xt::xtensor_fixed<double, xt::xshape<4>> v{};
  const auto f = [](const auto& a, [[maybe_unused]] const auto& b) { return typegrad::sum(typegrad::conv1d(a, b)); };
  typegrad::bind(f, x, v);
}
