// What the branch of a choice that is not taken does to a derivative: nothing, be it NaN or
// infinite.
#include <cmath>

#include <catch2/catch.hpp>

#include <typegrad.hpp>

#include "support/edge.hpp"

namespace tg = typegrad;
using namespace tg::test;

namespace {

constexpr auto half_open = [](auto x) {
  return select(x >= 1 && x < 2, x * x, select(x < 1, x, 4 - x));
};
static_assert(has_derivative(half_open, 1, 2) && has_derivative(half_open, 2, -1) &&
              has_derivative(half_open, 0.5, 1));
static_assert(has_second_derivative(half_open, 1.5, 2) && has_second_derivative(half_open, 0.5, 0));

}  // namespace

TEST_CASE("a choice keeps NaN and infinity of the branch not taken out of every derivative") {
  constexpr auto root = [](auto x) {
    using std::sqrt;
    return select(x > 0, sqrt(x), 0);
  };
  CHECK(has_derivative(root, 0, 0));
  CHECK(has_derivative(root, -1, 0));
  CHECK(has_derivative(root, 4, 0.25));
  CHECK(has_second_derivative(root, -1, 0));
  CHECK(has_second_derivative(root, 0, 0));
  CHECK(has_second_derivative(root, 4, -1.0 / 32));

  constexpr auto sinc = [](auto x) {
    using std::sin;
    return select(x != 0, sin(x) / x, 1);
  };
  CHECK(has_derivative(sinc, 0, 0));
  CHECK(has_second_derivative(sinc, 0, 0));
  CHECK(tg::grad(sinc)(1.0) == Approx(std::cos(1.0) - std::sin(1.0)).epsilon(1e-14));

  constexpr auto nested = [](auto x) {
    using std::log;
    return x * select(x > 0, select(x > 1, log(x - 1), log(x)), select(x < -1, log(-1 - x), x));
  };
  CHECK(has_derivative(nested, 0.5, std::log(0.5) + 1));
  CHECK(has_derivative(nested, 1, 1));
  CHECK(has_derivative(nested, -0.5, -1));
  CHECK(has_derivative(nested, 0, 0));
  CHECK(has_second_derivative(nested, 0, 2));
  CHECK(has_second_derivative(nested, 0.5, 2));
  CHECK(has_derivative(nested, 2, 2));
  CHECK(has_derivative(nested, -2, 2));

  // u = 1/x is part of both branches and of the condition
  constexpr auto shared = [](auto x) {
    const auto u = 1 / x;
    return select(x != 0, select(u > 0, u * u, u), 3 * x) + x;
  };
  CHECK(has_derivative(shared, 0, 4));
  CHECK(has_derivative(shared, 2, 0.75));
  CHECK(has_derivative(shared, -2, 0.75));
  CHECK(has_second_derivative(shared, 0, 0));
  CHECK(has_second_derivative(shared, 2, 6.0 / 16));

  // the choice further down in a chain: its adjoint is not one
  constexpr auto chained = [](auto x) {
    using std::exp, std::sqrt;
    const auto s = select(x > 0, sqrt(x), -x);
    return exp(s) * s;
  };
  CHECK(has_derivative(chained, 0, -1));
  CHECK(tg::grad<tg::reverse>(chained)(-1.0) == Approx(-2 * std::exp(1.0)).epsilon(1e-14));

  // used twice, once guarded and once not
  constexpr auto both = [](auto x) {
    using std::sqrt;
    const auto r = sqrt(x * x);
    return select(x != 0, r * x, 0) + select(x == 0, x, r);
  };
  CHECK(has_derivative(both, 0, 1));
  CHECK(has_derivative(both, 2, 5));
  CHECK(has_derivative(both, -2, 3));
}
