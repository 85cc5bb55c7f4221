// tg::formula<"...">: a text in the source that the compiler reads is the program that the same
// formula of tg::var and the same text at run time are.
#include <string_view>
#include <type_traits>
#include <vector>

#include <catch2/catch.hpp>

#include <typegrad.hpp>

#include "support/real.hpp"

namespace tg = typegrad;

namespace {

constexpr auto x = tg::var<"x">;
constexpr auto y = tg::var<"y">;
constexpr auto x1 = tg::var<"x1">;
constexpr auto x2 = tg::var<"x2">;

// f = y (x² + x): f = 6, ∂f/∂x = y (2x + 1) = 5, ∂f/∂y = x² + x = 6, ∂²f/∂x∂y = 2x + 1 = 5 at (2,
// 1)
constexpr auto f = tg::formula<"y*(x^2+x)">;
static_assert(f(x = 2.0, y = 1.0) == 6);
static_assert(f(1.0, 2.0) == 6);  // y stands first
static_assert(tg::grad(f)(x = 2.0, y = 1.0)[x] == 5);
static_assert(tg::grad(f)(x = 2.0, y = 1.0)[y] == 6);
static_assert(tg::hessian(f)(x = 2.0, y = 1.0)[x][y] == 5);
static_assert(tg::diff(f, x)(x = 2.0, y = 1.0) == 5);
static_assert(std::is_empty_v<decltype(f)> && tg::is_formula<std::remove_const_t<decltype(f)>>);

static_assert(tg::cost(tg::trace<double, double>(f)).total() ==
              tg::cost(tg::trace<double, double>(y * (x * x + x))).total());

// Named values, a choice, formulas of formulas, numbers that no double is.
constexpr auto lines = tg::formula<"a = x*y; b = a - 1; select(a < 7 && b > 0, b + a, -1)">;
static_assert(lines(x = 2.0, y = 3.0) == 11 && lines(x = 2.0, y = 4.0) == -1);
static_assert((f * x + tg::formula<"x - y">)(x = 2.0, y = 1.0) == 13);
static_assert(tg::formula<"[x + 1]*x">(x = 2.0) == 6);
static_assert(tg::formula<"x + 0.1">(x = 0.0L) == 0.1L);

constexpr auto published = tg::formula<"log(x1) + x1*x2 - sin(x2)">;

TEST_CASE("a text is printed and derived as the formula that it says") {
  CHECK(tg::to_string(f) == "y * (x * x + x)");
  CHECK(tg::to_string(tg::diff(published, x1)) == "1 / x1 + x2");
  CHECK(tg::to_string(published) == tg::to_string(log(x1) + x1 * x2 - sin(x2)));
  CHECK(tg::to_string(tg::formula<"x/3 + 1/3">) == "x / 3 + 1/3");
}

TEST_CASE("one parser serves the compiler and the running program") {
  const tg::parsed_formula parsed = tg::parse_formula("log(x1) + x1*x2 - sin(x2)");
  const std::vector<std::string_view> names(parsed.variables.begin(), parsed.variables.end());
  CHECK(tg::to_formula(parsed.program, names) == tg::to_string(published));
}

TEST_CASE("a text at 50 digits") {
  using tg::test::real;
  const tg::test::working_digits digits(60);
  const auto [value, gradient] = tg::value_and_grad(published)(x1 = real(2), x2 = real(5));
  // ln 2 + 10 - sin 5, computed with 60 digits by mpmath
  CHECK(abs(value - real("11.6520714552230837783103865276141705414279616783248570322524")) <
        real("1e-57"));
  CHECK(gradient[x1] == real("5.5"));
  CHECK(abs(gradient[x2] - (2 - cos(real(5)))) < real("1e-57"));
  CHECK(abs(tg::formula<"0.1*x">(x = real(1)) - real(1) / 10) < real("1e-60"));
}

}  // namespace
