// Enclosures contain what 100-digit arithmetic gives at points of the intervals: for all operations
// of the table and for random programs, values and derivatives.
#include <cmath>
#include <random>
#include <sstream>
#include <vector>

#include <catch2/catch.hpp>

#include <typegrad/verify.hpp>

#include "support/random_graph.hpp"
#include "support/real.hpp"
#include "support/table.hpp"

namespace tg = typegrad;

namespace typegrad::test {
namespace {

/// The graph's results, and their derivatives in the given mode.
graph with_jacobian(const graph& g, mode m) {
  builder b;
  sequence<index> variables;
  for (index i = 0; i < g.inputs; ++i) variables.push_back(b.input(i));
  const sequence<index> results = remake(g, b, variables);
  const sequence<index> entries = linearize(b, m, variables, results);
  for (const index i : results) b.output(i);
  for (const index i : entries) b.output(i == absent ? b.number({0}) : i);
  return compact(std::move(b).finish());
}

double uniform(std::mt19937_64& random, double low, double high) {
  return std::fmin(high, low + (high - low) * std::ldexp(static_cast<double>(random() >> 11), -53));
}

/// Checks that results at random points of the box, and at a corner, lie inside; returns how many
/// were finite numbers.
int check_inside(const graph& g, const std::vector<tg::interval>& box, std::mt19937_64& random) {
  const working_digits digits(100);
  const std::vector<tg::interval> enclosed = enclose(g, box);
  int compared = 0;
  for (int sample = 0; sample < 12; ++sample) {
    std::vector<real> x, y(g.outputs.size());
    for (const tg::interval& i : box)
      x.emplace_back(sample == 0 ? i.lower() : uniform(random, i.lower(), i.upper()));
    interpret<real>(g, x.data(), y.data());
    for (std::size_t k = 0; k < y.size(); ++k) {
      if (!is_finite(y[k])) continue;
      ++compared;
      if (real(enclosed[k].lower()) <= y[k] && y[k] <= real(enclosed[k].upper())) continue;
      FAIL_CHECK("output " << k << " is " << y[k].str(20) << ", its enclosure " << enclosed[k]);
    }
  }
  return compared;
}

TEST_CASE("every operation and its derivatives are enclosed") {
  std::mt19937_64 random(1);
  for (const row& r : rows()) {
    builder b;
    for (index k = 0; k < r.domain.size(); ++k) b.input(k);
    b.output(b.intern(r.op, 0, r.domain.size() > 1 ? 1 : 0, r.domain.size() > 2 ? 2 : 0));
    const graph g = with_jacobian(std::move(b).finish(), mode::forward);
    for (const double width : {0.0, 1e-13, 1e-3, 0.3}) {
      for (int repeat = 0; repeat < 6; ++repeat) {
        std::vector<tg::interval> box;
        for (const auto& [lowest, highest] : r.domain) {
          const double low = uniform(random, lowest, highest);
          box.emplace_back(low, std::fmin(highest, low + width * (highest - lowest)));
        }
        INFO(info(r.op).name << " over " << box[0]);
        CHECK(check_inside(g, box, random) > 0);
      }
    }
  }
}

TEST_CASE("random programs and their gradients are enclosed, in both modes") {
  std::mt19937_64 random(2);
  int enclosed = 0;
  for (std::uint64_t seed = 0; seed < 150; seed += TYPEGRAD_ONE_IN) {
    const random_graph r(seed, 60);
    for (const mode m : {mode::forward, mode::reverse}) {
      const graph g = with_jacobian(r.program, m);
      for (const double width : {1e-10, 1e-3}) {
        std::vector<tg::interval> box;
        for (const double x : r.point) box.emplace_back(x, x + width);
        INFO("seed " << seed << ", width " << width);
        enclosed += check_inside(g, box, random) > 0;
      }
    }
  }
  CHECK(enclosed > 350 / TYPEGRAD_ONE_IN);
}

}  // namespace
}  // namespace typegrad::test

TEST_CASE("value and gradient over an interval") {
  constexpr auto f = [](auto x1, auto x2) {
    using std::log, std::sin;
    return log(x1) + x1 * x2 - sin(x2);
  };
  const auto [value, gradient] = tg::enclose(tg::value_and_grad(f))(tg::interval(2, 2.5), 5.0);
  // 1/x1 + 5 over x1 in [2, 2.5]; x1 - cos(5), cos(5) = 0.28366218546322626447
  CHECK(std::get<0>(gradient).lower() == Approx(5.4).epsilon(1e-15));
  CHECK(std::get<0>(gradient).upper() == 5.5);
  CHECK(std::get<1>(gradient).lower() == Approx(2 - 0.28366218546322626447).epsilon(1e-15));
  CHECK(value.contains(11.652071455223084));
  // At a point the enclosure is two neighbouring numbers.
  const tg::interval point = tg::enclose(f)(2.0, 5.0);
  CHECK(point.contains(11.652071455223084));
  CHECK(point.upper() == std::nextafter(point.lower(), 20));
  const tg::interval by_formula = tg::enclose(log(tg::var<"x">) / 3)(tg::interval(1, 2));
  CHECK(by_formula.lower() == 0);
  CHECK(by_formula.upper() == Approx(std::log(2.0) / 3).epsilon(1e-15));
}

TEST_CASE("what is undecided is the hull of both sides") {
  const auto choose = [](auto x) { return tg::select(x > 0, x + 1, 5 * x); };
  CHECK(tg::enclose(choose)(tg::interval(1, 2)) == tg::interval(2, 3));
  CHECK(tg::enclose(choose)(tg::interval(-2, -1)) == tg::interval(-10, -5));
  CHECK(tg::enclose(choose)(tg::interval(-1, 2)) == tg::interval(-5, 10));
  CHECK(tg::enclose(tg::grad(choose))(tg::interval(-1, 2)) == tg::interval(1, 5));
  const auto larger = [](auto x, auto y) {
    using tg::max;
    return max(x, y);
  };
  CHECK(tg::enclose(larger)(tg::interval(0, 2), tg::interval(1, 3)) == tg::interval(1, 3));
  const auto [dx, dy] = tg::enclose(tg::grad(larger))(tg::interval(0, 2), tg::interval(1, 3));
  CHECK(dx == tg::interval(0, 1));
  CHECK(dy == tg::interval(0, 1));
  const auto size = [](auto x) {
    using std::abs;
    return abs(x);
  };
  CHECK(tg::enclose(tg::grad(size))(tg::interval(-1, 3)) == tg::interval(-1, 1));
  // The root of the branch that is not taken has no value.
  const auto guarded = [](auto x) {
    using std::sqrt;
    return tg::select(x < 0, -x, sqrt(x));
  };
  CHECK(tg::enclose(guarded)(tg::interval(-4, -1)) == tg::interval(1, 4));
  CHECK_THROWS_WITH(tg::enclose(guarded)(tg::interval(-1, 1)),
                    Catch::Contains("sqrt(x0) is not defined on all of the given intervals"));
}

TEST_CASE("polygamma functions of whole orders fall towards 0") {
  const auto psi = [](int n) {
    return [n](const tg::interval& x) {
      tg::builder b;
      b.output(b.make(tg::operation::polygamma, b.input(0), b.input(1)));
      return tg::enclose(std::move(b).finish(), std::vector{tg::interval(n), x})[0];
    };
  };
  const auto check_narrow = [](const tg::interval& i, double known) {
    INFO(i << " for " << known);
    CHECK(i.lower() <= std::nextafter(known, 1e300));
    CHECK(i.upper() >= std::nextafter(known, -1e300));
    CHECK(i.upper() - i.lower() <= 2.3e-16 * std::abs(known));
  };
  // π²/6; -2 ζ(3); π⁴; -24 ζ(5) 31: A&S 6.4.2 and 6.4.4
  check_narrow(psi(1)(1.0), 1.6449340668482264365);
  check_narrow(psi(2)(1.0), -2.4041138063191885708);
  check_narrow(psi(3)(0.5), 97.409091034002437236);
  check_narrow(psi(4)(0.5), -771.47424982666722519);
  // Far from 0, (n-1)!/xⁿ (1 + n/(2x)) to 30 digits.
  check_narrow(psi(1)(1e20), 1e-20);
  const tg::interval falling = psi(1)(tg::interval(0.5, 1));
  CHECK(falling.lower() == psi(1)(1.0).lower());
  CHECK(falling.upper() == psi(1)(0.5).upper());
  CHECK(falling.contains(4.9348022005446793094));  // π²/2
  CHECK(psi(0)(1.0).contains(-0.57721566490153286061));
  const tg::interval pole = psi(1)(tg::interval(-0.5, 1));
  CHECK(std::isinf(pole.lower()));
  CHECK(std::isinf(pole.upper()));
  CHECK_THROWS_WITH(psi(-1)(1.0), Catch::Contains("polygamma(x0, x1) is not defined"));
}

TEST_CASE("loops are enclosed") {
  const auto halve = [](auto x) { return tg::iterate<3>([](auto t) { return t / 2; }, x); };
  CHECK(tg::enclose(halve)(tg::interval(8, 16)) == tg::interval(1, 2));
  CHECK(tg::enclose(tg::grad(halve))(tg::interval(8, 16)) == tg::interval(0.125));
}

TEST_CASE("bad intervals are refused with a sentence") {
  using Catch::Contains;
  CHECK_THROWS_WITH(tg::interval(2, 1), Contains("its lower to its upper end"));
  CHECK_THROWS_WITH(tg::interval(0, std::nan("")), Contains("its lower to its upper end"));
  const auto logarithm = [](auto x) {
    using std::log;
    return 2 * log(x - 1);
  };
  CHECK_THROWS_WITH(tg::enclose(logarithm)(tg::interval(0.5, 2)), Contains("log(x0 - 1) is not"));
  const tg::graph g = tg::graph_of(tg::trace<double>(logarithm));
  CHECK_THROWS_WITH(tg::enclose(g, std::vector<tg::interval>()), Contains("1 inputs, but 0"));
  std::ostringstream text;
  text << tg::interval(0.1, 2);
  CHECK(text.str() == "[0.10000000000000001, 2]");
}
