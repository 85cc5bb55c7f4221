#include <cstdio>

#include <typegrad.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto x1, auto x2) {
  using std::log, std::sin;
  return log(x1) + x1 * x2 - sin(x2);
};

int main() {
  auto [value, gradient] = tg::value_and_grad(f)(2.0, 5.0);
  std::printf("f = %.15g, df/dx1 = %.15g, df/dx2 = %.15g\n", value, std::get<0>(gradient),
              std::get<1>(gradient));

  constexpr auto x = tg::var<"x">;
  constexpr auto y = tg::var<"y">;
  constexpr auto g = log(x) + x * y - sin(y);
  std::printf("dg/dx = %s\n", tg::to_string(tg::diff(g, x)).c_str());
  std::printf("dg/dx = %.15g\n", tg::diff(g, x)(y = 5.0, x = 2.0));

  static_assert(tg::grad([](auto t) { return t * t * t; })(2.0) == 12.0);
  static_assert(tg::cost(tg::trace<double, double>(tg::grad(f))).multiplications == 0);
}
