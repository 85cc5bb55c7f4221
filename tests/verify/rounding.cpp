// Rounding errors by the operations that make them: the known ones, and never less than the true
// error.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include <typegrad/verify.hpp>

#include "support/random_graph.hpp"

namespace tg = typegrad;

TEST_CASE("the operation whose error is magnified is named, and where the digits cancel") {
  const auto f = [](auto x) {
    using std::cos;
    return (1 - cos(x)) / (x * x);
  };
  const double x = 1e-4;
  const auto report = tg::check(f)(x);
  REQUIRE(report.rounding.size() == 1);
  const tg::rounding_report& r = report.rounding[0];
  CHECK(r.sources[0].operation == "cos(x0)");
  CHECK(static_cast<double>(r.sources[0].value) == Approx(std::cos(x)).epsilon(1e-15));
  // cos(x)/x² over y, with y = 1/2: log₁₀(2/x²)
  CHECK(r.sources[0].digits_lost == Approx(std::log10(2 / (x * x))).epsilon(1e-6));
  CHECK(r.actual_ulps > 1e6);
  CHECK(r.actual_ulps <= r.expected_ulps);
  REQUIRE(report.cancellations.size() == 1);
  CHECK(report.cancellations[0].operation == "1 - cos(x0)");
  CHECK(report.cancellations[0].digits == Approx(std::log10(2 / (x * x))).epsilon(1e-6));
}

TEST_CASE("a difference of the arguments themselves loses nothing") {
  const auto report = tg::check([](auto x, auto y) { return (x - y) * y; })(1.0, 1 - 1e-10);
  CHECK(report.cancellations.empty());
  CHECK(report.rounding[0].expected_ulps <= 2);
}

TEST_CASE("operations of a loop stand for all iterations") {
  const auto logistic = [](auto x) {
    return tg::iterate<30>([](auto l) { return 4 * l * (1 - l); }, x);
  };
  const auto report = tg::check(logistic)(0.3);
  const tg::rounding_report& r = report.rounding[0];
  // Each of 30 iterations doubles an error, about.
  CHECK(r.sources[0].digits_lost > 6);
  CHECK(r.expected_ulps > 1e6);
  CHECK(r.expected_ulps < 1e12);
}

TEST_CASE("the error of random programs is not above what their operations add up to") {
  using namespace tg::test;
  int positive = 0;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const random_graph program(seed, 60);
    tg::check_options options;
    options.second_order = false;
    const auto report = tg::check(program.program, program.point, options);
    for (const tg::rounding_report& r : report.rounding) {
      // Functions of libm err by up to some ulp, where the estimate counts half of one.
      INFO("seed " << seed << '\n' << report);
      CHECK(r.actual_ulps <= 10 * r.expected_ulps);
      positive += r.actual_ulps > 0;
    }
  }
  CHECK(positive > 20);
}
