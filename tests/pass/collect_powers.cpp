// Derivatives of the second order and above, in which products of quotients are collected.
#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include <typegrad.hpp>

namespace tg = typegrad;

namespace {

template <class F>
constexpr auto third(F) {
  return tg::trace<double>(tg::grad(tg::grad(tg::grad(F{}))));
}
constexpr auto logarithm = [](auto x) { return log(x); };
constexpr auto root = [](auto x) { return sqrt(x); };
constexpr auto cubic_root = [](auto x) { return cbrt(x); };
constexpr auto reciprocal = [](auto x) { return 1 / x; };

// log‴ x = 2 / x³
static_assert(tg::cost(third(logarithm)) ==
              tg::operation_counts{.multiplications = 2, .divisions = 1});
// √‴ x = 3/8 / (x² r), where the root is counted as a division
static_assert(tg::cost(third(root)) == tg::operation_counts{.multiplications = 2, .divisions = 2});
// ∛‴ x = 10/27 / r⁸
static_assert(tg::cost(third(cubic_root)) ==
              tg::operation_counts{.multiplications = 3, .divisions = 1, .calls = 1});
// The first order is left as it is: 1/x and its square.
static_assert(tg::cost(tg::trace<double>(tg::value_and_grad(reciprocal))).divisions == 1);

}  // namespace

TEST_CASE("a cosine keeps its value where its two sides are huge or tiny") {
  // ∂²/∂x² √(x² + y²) = y²/h³ at (3, 4) s is 16/125 / s
  constexpr auto norm = [](auto x, auto y) { return hypot(x, y); };
  for (const double scale : {1e-140, 1e-60, 1.0, 1e60, 1e140}) {
    const auto h = tg::hessian(norm)(3 * scale, 4 * scale);
    CHECK(std::get<0>(std::get<0>(h)) * scale == Approx(16.0 / 125).epsilon(1e-15));
  }
}

TEST_CASE("a power beyond the range of numbers, where the quotient by it is within") {
  // ∂²/∂y² x/y = 2x/y³
  constexpr auto quotient = [](auto x, auto y) { return x / y; };
  const auto second = [&](double x, double y) {
    return std::get<1>(std::get<1>(tg::hessian(quotient)(x, y)));
  };
  CHECK(second(1e300, 1e160) == Approx(2e-180).epsilon(1e-15));
  CHECK(second(1e-300, 1e-160) == Approx(2e180).epsilon(1e-15));
  // atan″ x = -2x / (1 + x²)²
  constexpr double largest = std::numeric_limits<double>::max();
  CHECK(tg::grad(tg::grad<tg::forward>([](auto t) { return atan(t); }))(largest) == 0);
}

TEST_CASE("second derivatives keep their digits where they vanish") {
  // asin″ x = x + 3/2 x³ + ..., atanh″ x = 2x + 4 x³ + ..., tanh″ x = -2x + 8/3 x³ - ...
  constexpr double x = 1e-9;
  CHECK(tg::grad(tg::grad([](auto t) { return asin(t); }))(x) == Approx(x).epsilon(1e-15));
  CHECK(tg::grad(tg::grad([](auto t) { return atanh(t); }))(x) == Approx(2 * x).epsilon(1e-15));
  CHECK(tg::grad(tg::grad([](auto t) { return tanh(t); }))(x) == Approx(-2 * x).epsilon(1e-15));
}

TEST_CASE("a pole stays one") {
  CHECK(std::isinf(tg::grad(tg::grad(root))(0.0)));
  CHECK(std::isinf(tg::grad(tg::grad(logarithm))(0.0)));
  CHECK(std::isinf(tg::grad(tg::grad(tg::grad(cubic_root)))(0.0)));
}
