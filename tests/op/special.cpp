// digamma and polygamma in the standard types against MPFR; sign.
#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "support/polygamma.hpp"

namespace typegrad::test {
namespace {

using math::digamma, math::polygamma;

// What is left of the errors of a wider type is 1/40 of a rounding; where there is none, the bound
// is that of its own.
constexpr double bound_of_double = std::numeric_limits<long double>::digits >= 64 ? 0.525 : 4;

TEST_CASE("digamma is rounded once for positive arguments", "[special]") {
  const working_digits scope(60);
  for (const region& r : positive) {
    CAPTURE(r.name);
    CHECK(worst_ulps<double>(0, r, 1000) < bound_of_double);
    CHECK(worst_ulps<long double>(0, r, 300) < 4);
  }
  CHECK(worst_ulps<double>(0, {"huge", 1e40, 1e307}, 1000) < bound_of_double);
}

TEST_CASE("digamma has its digits next to its root", "[special]") {
  const working_digits scope(60);
  const double root = 1.4616321449683623;  // A&S 6.3.19
  double worst = 0;
  for (int k = -500; k <= 500; ++k) {
    const double step = std::ldexp(1.0, -52);
    const double close = root + k * step,
                 further = root + std::copysign(std::exp(-0.035 * std::abs(k)), k);
    for (const double x : {close, further})
      if (x > 0) worst = std::max(worst, ulps(digamma(x), exact(0, x)));
  }
  CHECK(worst < bound_of_double);
}

TEST_CASE("digamma of negative arguments is as good as their rounding allows", "[special]") {
  const working_digits scope(60);
  for (const region& r : negative) {
    CAPTURE(r.name);
    CHECK(worst_roundings<double>(0, r, 1000) < 4);
  }
  CHECK(worst_roundings<double>(0, {"next to the pole", -1e-3, 0}, 1000) < 4);
}

TEST_CASE("polygamma is within 4 ulp to second order and within 8 to sixth", "[special]") {
  const working_digits scope(130);
  for (int n = 1; n <= 6; ++n) {
    for (region r : positive) {
      CAPTURE(n, r.name);
      if (r.low == 1e-300) r.low = 1e-40;
      CHECK(worst_ulps<double>(n, r, 100) < (n <= 2 ? 4 : 8));
    }
    for (const region& r : negative) {
      CAPTURE(n, r.name);
      CHECK(worst_roundings<double>(n, r, 40) < (n <= 2 ? 4 : 8));
    }
  }
  CHECK(worst_ulps<long double>(2, positive[4], 100) < 4);
}

TEST_CASE("polygamma neither overflows nor underflows before its value does", "[special]") {
  const working_digits scope(130);
  CHECK(worst_ulps<double>(1, {"1/x^2 up to the largest double", 7.6e-155, 1e-140}, 100) < 4);
  CHECK(worst_ulps<double>(1, {"1/x down to subnormal numbers", 1e40, 1e308}, 100) < 4);
  CHECK(worst_ulps<double>(6, {"720/x^7 up to the largest double", 1.1e-43, 1e-30}, 100) < 8);
  CHECK(worst_ulps<double>(6, {"120/x^6 down to the least normal double", 1e40, 4e51}, 100) < 8);
  CHECK(polygamma(6, 1e60) == 0);
  CHECK(std::isnan(polygamma(171, 1000.0)));  // 171! is not a double
}

TEST_CASE("float is rounded from double", "[special]") {
  const working_digits scope(60);
  for (const region& r : {positive[2], positive[3], positive[4], positive[6]}) {
    CAPTURE(r.name);
    CHECK(worst_ulps<float>(0, r, 200) < 0.5001);
    CHECK(worst_ulps<float>(1, r, 50) < 0.5001);
  }
}

TEST_CASE("the sign keeps the sign of zero", "[special]") {
  CHECK(std::signbit(math::sign(-0.0)));
  CHECK_FALSE(std::signbit(math::sign(0.0)));
}

static_assert(math::sign(-2.5) == -1 && math::sign(0.0) == 0 && math::sign(7.0f) == 1);

#ifndef __clang__  // whose <cmath> functions are not constant expressions
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr bool near(double got, double expected) {
  const double difference = got - expected;
  return (difference < 0 ? -difference : difference) <=
         1e-15 * (expected < 0 ? -expected : expected);
}
// -γ, -γ - 2 log 2, π²/6, -2 ζ(3), π⁴ (A&S 6.3.2, 6.3.3, 6.4.2, 6.4.4, Tables 1.1 and 23.3)
static_assert(near(digamma(1.0), -0.57721566490153286));
static_assert(near(digamma(0.5), -1.9635100260214235));
static_assert(near(polygamma(1, 1.0), 1.6449340668482264));
static_assert(near(polygamma(2, 1.0), -2.4041138063191886));
static_assert(near(polygamma(3, 0.5), 97.409091034002437));
static_assert(near(polygamma(2, -0.5), -0.8287966442343199956));  // ψ''(1/2) + 16
static_assert(digamma(0.0) == -infinity && digamma(infinity) == infinity);
#endif

}  // namespace
}  // namespace typegrad::test
