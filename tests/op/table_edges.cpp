// What the derivatives are at ties, kinks, zeros and branch points, where the limit of differences
// does not say it.
#include <cmath>
#include <limits>
#include <tuple>

#include <catch2/catch.hpp>

#include <typegrad.hpp>

#include "support/edge.hpp"

namespace tg = typegrad;
using namespace tg::test;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

constexpr auto larger = [](auto x, auto y) { return max(x, y); };
constexpr auto smaller = [](auto x, auto y) { return min(x, y); };
constexpr auto positive_difference = [](auto x, auto y) { return fdim(x, y); };

static_assert(has_gradient(larger, 2, 2, 1, 0), "a tie goes to the first argument");
static_assert(has_gradient(larger, 0.0, -0.0, 1, 0));
static_assert(has_gradient(larger, 1, 2, 0, 1));
static_assert(has_gradient(smaller, 2, 2, 1, 0), "a tie goes to the first argument");
static_assert(has_gradient(smaller, 1, 2, 1, 0));
static_assert(has_gradient(smaller, 3, 2, 0, 1));
static_assert(has_gradient(positive_difference, 2, 2, 0, 0));
static_assert(has_gradient(positive_difference, 3, 2, 1, -1));
static_assert(has_gradient([](auto x, auto y) { return max(x, y) * min(x, y); }, 3, 3, 6, 0),
              "at a tie max and min are both x, and their product x²");

constexpr auto magnitude = [](auto x) { return abs(x); };
static_assert(has_derivative(magnitude, 0, 0) && has_derivative(magnitude, -0.0, 0));
static_assert(has_derivative(magnitude, -3, -1) && has_second_derivative(magnitude, -3, 0));

constexpr auto rectified = [](auto x) { return tg::relu(x); };
static_assert(has_derivative(rectified, 0, 0) && has_derivative(rectified, 1e-300, 1) &&
              has_derivative(rectified, -1, 0));

constexpr auto bounded = [](auto x) { return tg::clamp(x, -1, 1); };
static_assert(has_derivative(bounded, -1, 1) && has_derivative(bounded, 1, 1) &&
              has_derivative(bounded, 2, 0) && has_derivative(bounded, -2, 0) &&
              has_derivative(bounded, 0.5, 1));

}  // namespace

TEST_CASE("powers at zero and of negative numbers") {
  constexpr auto power = [](auto x, auto y) {
    using std::pow;
    return pow(x, y);
  };
  const auto dx = [&](double x, double y) { return std::get<0>(tg::grad(power)(x, y)); };
  const auto dy = [&](double x, double y) { return std::get<1>(tg::grad(power)(x, y)); };
  CHECK(dx(0, 0) == 0);
  CHECK(dx(0, 1) == 1);
  CHECK(dx(0, 2) == 0);
  CHECK(dx(0, 0.5) == infinity);
  CHECK(dx(0, -1) == -infinity);
  CHECK(dx(-2, 3) == 12);
  CHECK(dx(-2, -1) == -0.25);
  CHECK(dx(-2, 2) == -4);
  CHECK(dx(-2, 0) == 0);
  CHECK(dx(5, 0) == 0);
  CHECK(dy(0, 1) == 0);
  CHECK(dy(0, 2) == 0);
  CHECK(dy(0, 0.5) == 0);
  CHECK(dy(1, 7) == 0);
  CHECK(std::isnan(dy(-2, 3)));  // the power is real at whole y alone

  // ∂²/∂x∂y x^y = x^(y-1) (1 + y log x)
  const auto mixed = std::get<1>(std::get<0>(tg::hessian(power)(2.0, 0.0)));
  CHECK(mixed == 0.5);
  CHECK(tg::grad<tg::wrt<0>>(tg::grad<tg::wrt<1>>(power))(2.0, 0.0) == 0.5);
  CHECK(tg::grad<tg::wrt<1>>(tg::grad<tg::wrt<0>>(power))(2.0, 0.0) == 0.5);

  constexpr auto square = [](auto x) { return pow(x, 2); };
  constexpr auto cube = [](auto x) { return pow(x, 3); };
  constexpr auto fifth = [](auto x) { return pow(x, 5); };
  constexpr auto inverse = [](auto x) { return pow(x, -1); };
  constexpr auto root = [](auto x) { return pow(x, 0.5); };
  constexpr auto one = [](auto x) { return pow(x, 0) + 0 * x; };
  static_assert(has_derivative(square, 0, 0) && has_derivative(square, -3, -6));
  static_assert(has_derivative(cube, 0, 0) && has_derivative(cube, -2, 12) &&
                has_second_derivative(cube, -2, -12));
  CHECK(has_derivative(fifth, 0, 0));
  CHECK(has_derivative(fifth, -2, 80));
  CHECK(has_second_derivative(fifth, -2, -160));
  CHECK(has_derivative(inverse, -2, -0.25));
  CHECK(has_derivative(inverse, 0, -infinity));
  CHECK(has_derivative(root, 0, infinity));
  CHECK(has_derivative(root, 4, 0.25));
  CHECK(has_derivative(one, 0, 0));
}

TEST_CASE("branch points") {
  using std::atan2, std::cbrt, std::hypot, std::sqrt;
  CHECK(has_derivative([](auto x) { return sqrt(x); }, 0, infinity));
  CHECK(has_derivative([](auto x) { return cbrt(x); }, 0, infinity));
  CHECK(has_derivative([](auto x) { return cbrt(x); }, -8, 1.0 / 12));

  constexpr auto norm = [](auto x, auto y) { return hypot(x, y); };
  CHECK(has_gradient(norm, 0, 0, 0, 0));
  CHECK(has_gradient(norm, 0, -2, 0, -1));
  for (const double scale : {1e-300, 1.0, 1e300}) {
    CHECK(std::get<0>(tg::grad(norm)(3 * scale, 4 * scale)) == Approx(0.6).epsilon(1e-15));
    CHECK(std::get<1>(tg::grad(norm)(3 * scale, 4 * scale)) == Approx(0.8).epsilon(1e-15));
  }

  // ∂ atan2(y, x) = (x, -y) / (x² + y²), in all quadrants and on the axes
  constexpr auto angle = [](auto y, auto x) { return atan2(y, x); };
  for (const double y : {-2.0, 0.0, 2.0})
    for (const double x : {-1.0, 0.0, 1.0}) {
      if (x == 0 && y == 0) continue;
      CAPTURE(x, y);
      const auto [dy, dx] = tg::grad(angle)(y, x);
      CHECK(dy == Approx(x / (x * x + y * y)).epsilon(1e-14));
      CHECK(dx == Approx(-y / (x * x + y * y)).epsilon(1e-14));
    }

  for (const auto& [f, at_end] :
       {std::pair{+[](double x) { return tg::grad([](auto t) { return asin(t); })(x); }, infinity},
        std::pair{+[](double x) { return tg::grad([](auto t) { return acos(t); })(x); }, -infinity},
        std::pair{+[](double x) { return tg::grad([](auto t) { return atanh(t); })(x); },
                  infinity}}) {
    CHECK(f(1) == at_end);
    CHECK(f(-1) == at_end);
  }
  constexpr auto inverse = [](auto x) { return acosh(x); };
  CHECK(has_derivative(inverse, 1, infinity));
  CHECK(has_derivative(inverse, 0x1p700, 0x1p-700));
  for (const double outside : {0.5, -1.0, -2.0}) CHECK(std::isnan(tg::grad(inverse)(outside)));
  CHECK(has_derivative([](auto x) { return log1p(x); }, -1, infinity));
  CHECK(has_derivative([](auto x) { return log(x); }, 0, infinity));
}

TEST_CASE("remainders and signs") {
  // x - y q with q = trunc(x / y), or q = x / y rounded to nearest, is linear where q is constant
  constexpr auto modulus = [](auto x, auto y) { return fmod(x, y); };
  constexpr auto nearest = [](auto x, auto y) { return remainder(x, y); };
  CHECK(has_gradient(modulus, 7.5, 2, 1, -3));
  CHECK(has_gradient(modulus, -7.5, 2, 1, 3));
  CHECK(has_gradient(modulus, 7.5, -2, 1, 3));
  CHECK(has_gradient(modulus, 1, 2, 1, 0));
  CHECK(has_gradient(nearest, 7.5, 2, 1, -4));
  CHECK(has_gradient(nearest, -7.5, 2, 1, 4));
  CHECK(has_gradient(nearest, 6.5, 2, 1, -3));

  constexpr auto signed_as = [](auto x, auto y) { return copysign(x, y); };
  CHECK(has_gradient(signed_as, 3, -2, -1, 0));
  CHECK(has_gradient(signed_as, -3, -2, 1, 0));
  CHECK(has_gradient(signed_as, -3, 2, -1, 0));
  CHECK(has_gradient(signed_as, 3, -0.0, -1, 0));

  constexpr auto steps = [](auto x) {
    return floor(x) + ceil(x) + round(x) + trunc(x) + rint(x) + tg::sign(x);
  };
  CHECK(has_derivative(steps, 1.25, 0));
  CHECK(has_derivative(steps, 1, 0));
}

TEST_CASE("the chain lgamma, digamma, polygamma") {
  // ψ(1) = -γ, ψ⁽¹⁾(1) = π²/6, ψ⁽²⁾(1) = -2 ζ(3), ψ⁽³⁾(1) = π⁴/15 (Abramowitz &
  // Stegun, 6.3.2, 6.4.2)
  const double euler = 0.57721566490153286061, pi = 3.14159265358979323846,
               zeta3 = 1.20205690315959428540;
  constexpr auto f = [](auto x) { return lgamma(x); };
  CHECK(tg::grad(f)(1.0) == Approx(-euler).epsilon(1e-15));
  CHECK(tg::grad(tg::grad(f))(1.0) == Approx(pi * pi / 6).epsilon(1e-15));
  CHECK(tg::grad(tg::grad(tg::grad(f)))(1.0) == Approx(-2 * zeta3).epsilon(1e-15));
  CHECK(tg::grad(tg::grad(tg::grad(tg::grad(f))))(1.0) ==
        Approx(std::pow(pi, 4) / 15).epsilon(1e-15));
  CHECK(tg::grad([](auto x) { return tgamma(x); })(1.0) == Approx(-euler).epsilon(1e-15));
  CHECK(tg::grad([](auto x) { return tg::polygamma(2, x); })(1.0) ==
        Approx(std::pow(pi, 4) / 15).epsilon(1e-15));
}
