// The smallest use of Typegrad and of its compiled part: ∂(x²y) = (2xy, x²), checked.
#include <tuple>
#include <typegrad.hpp>
#include <typegrad/verify.hpp>

namespace tg = typegrad;

int main() {
  constexpr auto f = [](auto x, auto y) { return x * x * y; };
  return tg::grad(f)(3.0, 5.0) == std::tuple{30.0, 9.0} && tg::check(f)(3.0, 5.0).ok() ? 0 : 1;
}
