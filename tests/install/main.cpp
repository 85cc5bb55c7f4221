// The smallest use of Typegrad: ∂(x²y) = (2xy, x²).
#include <tuple>
#include <typegrad.hpp>

namespace tg = typegrad;

int main() {
  constexpr auto f = [](auto x, auto y) { return x * x * y; };
  return tg::grad(f)(3.0, 5.0) == std::tuple{30.0, 9.0} ? 0 : 1;
}
