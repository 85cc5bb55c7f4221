// What tg::check says of programs of every kind, at points where all is well and where it is not.
#include <array>
#include <cmath>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include <typegrad/verify.hpp>
#include <typegrad/verify/catch2.hpp>

namespace tg = typegrad;

namespace {

constexpr auto trace_example = [](auto x1, auto x2) {
  using std::log, std::sin;
  return log(x1) + x1 * x2 - sin(x2);
};

template <class T>
struct camera {
  T focal;
  std::array<T, 2> centre;
};

std::string text_of(const tg::check_report& report) {
  std::ostringstream text;
  text << report;
  return text.str();
}

}  // namespace

TEST_CASE("published digits are in the report") {
  const auto report = tg::check(trace_example)(2.0, 5.0);
  CHECK_THAT(report, tg::is_right());
  CHECK(report.ok());
  REQUIRE(report.values.size() == 1);
  REQUIRE(report.derivatives.size() == 2);
  CHECK_THAT(report.values[0].precise.digits_100, Catch::StartsWith("11.6520714552230837783"));
  CHECK(report.values[0].value.got == std::log(2.0) + 10 - std::sin(5.0));
  CHECK(report.values[0].value.ulps <= 1);
  CHECK(report.derivatives[0].forward.got == 5.5);
  CHECK_THAT(report.derivatives[1].precise_forward.digits_50,
             Catch::StartsWith("1.71633781453677373553"));
  CHECK(report.derivatives[1].precise_reverse.digits_100 ==
        report.derivatives[1].precise_forward.digits_100);
  CHECK_THAT(report.derivatives[1].precise_difference.digits_100,
             Catch::StartsWith("1.71633781453677373553"));
  // 5.5 x1 / y + 1.716… x2 / y, and 0.25 · 2 + 1 · 5 over 5.5
  CHECK(report.values[0].condition == Approx((11 + 5 * 1.7163378145367737) / 11.652071455223084));
  CHECK(report.derivatives[0].condition == Approx(1));
  CHECK(report.taylor_slope.measured == Approx(2).margin(1e-6));
  CHECK(report.second_slope.measured == Approx(3).margin(1e-6));
  CHECK(report.duality.measured < 1e-90);
}

TEST_CASE("another published trace") {
  const auto f = [](auto x1, auto x2) {
    using std::exp, std::sin;
    return (sin(x1 / x2) + x1 / x2 - exp(x2)) * (x1 / x2 - exp(x2));
  };
  const auto report = tg::check(f)(1.5, 0.5);
  CHECK_THAT(report, tg::is_right());
  CHECK_THAT(report.values[0].precise.digits_100, Catch::StartsWith("2.01664666942820140839"));
  CHECK_THAT(report.derivatives[0].precise_reverse.digits_100,
             Catch::StartsWith("3.01184332767390657101"));
  CHECK_THAT(report.derivatives[1].precise_reverse.digits_100,
             Catch::StartsWith("-13.723961509314074735"));
}

TEST_CASE("formulas are checked by name, with the constants that they hold") {
  constexpr auto x1 = tg::var<"x1">;
  constexpr auto x2 = tg::var<"x2">;
  constexpr auto f = 0.3 * log(x1) + x1 * x2 - sin(x2);
  const auto by_name = tg::check(f)(x2 = 5.0, x1 = 2.0);
  CHECK_THAT(by_name, tg::is_right());
  CHECK(by_name.variables == std::vector<std::string>{"x1", "x2"});
  CHECK(by_name.point == std::vector<long double>{2, 5});
  CHECK(by_name.derivatives[0].reverse.got == 5.15);
  CHECK_THAT(text_of(by_name), Catch::Contains("dy/dx2") && Catch::StartsWith("right at x1 = 2"));
  CHECK_THAT(tg::check(f)(2.0, 5.0), tg::is_right());
}

TEST_CASE("trees of numbers, several results, programs of derivatives, loops") {
  const auto project = [](const auto& c, const auto& p) {
    return std::array{c.focal * p[0] / p[2] + c.centre[0], c.focal * p[1] / p[2] + c.centre[1]};
  };
  const auto report =
      tg::check(project)(camera<double>{2, {0.5, 0.25}}, std::array<double, 3>{1, 2, 4});
  CHECK_THAT(report, tg::is_right());
  REQUIRE(report.derivatives.size() == 12);
  CHECK(report.derivatives[5].result == 0);
  CHECK(report.derivatives[5].variable == 5);
  CHECK(report.derivatives[5].forward.got == -0.125);
  CHECK_THAT(tg::check(tg::grad(trace_example))(2.0, 5.0), tg::is_right());
  const auto logistic = [](auto x) {
    return tg::iterate<20>([](auto l) { return 4 * l * (1 - l); }, x);
  };
  CHECK_THAT(tg::check(logistic)(0.3), tg::is_right());
}

TEST_CASE("the working precision is that of the arguments") {
  const auto single = tg::check(trace_example)(2.0f, 5.0f);
  CHECK_THAT(single, tg::is_right());
  CHECK(single.number_type == "float");
  CHECK(single.derivatives[1].forward.relative_error > 1e-9);
  const auto extended = tg::check(trace_example)(2.0L, 5.0L);
  CHECK_THAT(extended, tg::is_right());
  CHECK(extended.values[0].value.relative_error < 1e-18);
  CHECK_THAT(tg::check(trace_example)(2, 5.0), tg::is_right());
}

TEST_CASE("a kink is said to be one") {
  const auto absolute = tg::check([](auto x) {
    using std::abs;
    return abs(x);
  })(0.0);
  CHECK_THAT(absolute, tg::is_undecided());
  CHECK_FALSE(absolute.ok());
  CHECK(absolute.kinks == std::vector<std::string>{"abs(x0)"});
  CHECK_THAT(absolute.derivatives[0].conclusion.reason,
             Catch::Contains("slope is -1 below and 1 above") && Catch::Contains("give 0"));
  const auto tie = tg::check([](auto x, auto y) {
    using tg::max;
    return x * max(x, y);
  })(3.0, 3.0);
  CHECK_THAT(tie, tg::is_undecided());
  CHECK(tie.kinks == std::vector<std::string>{"max(x0, x1)"});
  // relu(x) - relu(-x) is x, but each part is given the derivative 0.
  const auto hidden = tg::check([](auto x) { return tg::relu(x) - tg::relu(-x); })(0.0);
  CHECK_THAT(hidden, tg::is_wrong());
  CHECK_THAT(text_of(hidden), Catch::Contains("is 0 by both modes and 1 by differences"));
}

TEST_CASE("a jump, an end of the domain and an infinite slope are said to be such") {
  using Catch::Contains;
  const auto jump = tg::check([](auto x) {
    using std::floor;
    return x + floor(x);
  })(2.0);
  CHECK_THAT(jump, tg::is_undecided());
  CHECK_THAT(jump.derivatives[0].conclusion.reason, Contains("jumps at this x0"));
  const auto root = tg::check([](auto x) {
    using std::sqrt;
    return sqrt(x);
  })(0.0);
  CHECK_THAT(root, tg::is_undecided());
  CHECK_THAT(root.derivatives[0].conclusion.reason, Contains("end of its domain in x0"));
  const auto cube_root = tg::check([](auto x) {
    using std::cbrt;
    return cbrt(x);
  })(0.0);
  CHECK_THAT(cube_root, tg::is_undecided());
  CHECK_THAT(cube_root.derivatives[0].conclusion.reason, Contains("change with the step"));
  const auto outside = tg::check([](auto x) {
    using std::log;
    return log(x);
  })(-1.0);
  CHECK_THAT(outside, tg::is_undecided());
  CHECK_THAT(outside.values[0].conclusion.reason, Contains("not finite"));
  // At 0 the square is smooth, although nothing tells how long a step should be.
  CHECK_THAT(tg::check([](auto x) { return x * x; })(0.0), tg::is_right());
}

TEST_CASE("what overflows in the working precision alone is wrong there") {
  const auto report = tg::check([](auto x) {
    using std::exp;
    return exp(x) / (exp(x) + 1);
  })(800.0);
  CHECK_THAT(report, tg::is_wrong());
  CHECK_THAT(report.values[0].conclusion.reason, Catch::Contains("y in double is not finite"));
}

TEST_CASE("where rounding takes the digits, the program is right and the report says so") {
  const auto report = tg::check([](auto x) {
    using std::cos;
    return (1 - cos(x)) / (x * x);
  })(1e-4);
  CHECK_THAT(report, tg::is_right());
  // y' = -x/12 + O(x³)
  CHECK_THAT(report.derivatives[0].precise_forward.digits_100, Catch::StartsWith("-8.33333"));
  CHECK(report.derivatives[0].forward.relative_error > 0.1);
  CHECK_THAT(report.derivatives[0].conclusion.reason, Catch::Contains("by rounding alone"));
}

TEST_CASE("derivatives from elsewhere are checked in place of the library's") {
  const tg::graph g = tg::graph_of(tg::trace<double, double>(trace_example));
  const std::vector<long double> point = {2, 5};
  const std::vector<long double> right = {5.5, 1.7163378145367738}, off = {5.5, 1.71634};
  CHECK_THAT(tg::check(tg::derivative_graphs(g), point, {}, {{}, right, right}), tg::is_right());
  const auto report = tg::check(tg::derivative_graphs(g), point, {}, {{}, right, off});
  CHECK_THAT(report, tg::is_wrong());
  CHECK_THAT(report.derivatives[1].conclusion.reason,
             Catch::Contains("dy/dx1 by reverse mode in double is 1.71634 in place of 1.71633781"));
  CHECK(report.derivatives[0].conclusion.found == tg::verdict::right);
}

TEST_CASE("a constant of a rule that has only the digits of a double is found") {
  // (2^x)' = 2^x ln 2, with ln 2 exact and rounded
  const auto rule = [](bool rounded) {
    tg::builder b;
    const tg::index x = b.input(0), direction = b.input(1);
    const tg::index ln2 =
        rounded ? b.number({0.693147180559945309417232121458L}) : b.make(tg::operation::ln2);
    b.output(b.make(tg::operation::multiply, direction,
                    b.make(tg::operation::multiply, b.make(tg::operation::exp2, x), ln2)));
    return std::move(b).finish();
  };
  tg::builder b;
  b.output(b.make(tg::operation::exp2, b.input(0)));
  tg::derivative_graphs subject(std::move(b).finish());
  const std::vector<long double> point = {0.75L};
  subject.tangent = subject.adjoint = rule(false);
  CHECK_THAT(tg::check(subject, point), tg::is_right());
  subject.tangent = subject.adjoint = rule(true);
  const auto report = tg::check(subject, point);
  CHECK_THAT(report, tg::is_wrong());
  CHECK(report.derivatives[0].forward.ulps <= 1);
}

TEST_CASE("a bad point is refused with a sentence") {
  using Catch::Contains;
  const tg::graph g = tg::graph_of(tg::trace<double, double>(trace_example));
  const std::vector<double> short_point = {2}, point = {2, 5};
  CHECK_THROWS_WITH(tg::check(g, short_point), Contains("at 1 numbers, but has 2 inputs"));
  CHECK_THROWS_WITH(tg::check(trace_example)(2.0, std::nan("")),
                    Contains("finite numbers; give one for x1"));
  tg::check_options named;
  named.names = {"a"};
  CHECK_THROWS_WITH(tg::check(g, point, named), Contains("2 inputs, but 1 names"));
  CHECK_THROWS_WITH(tg::check(tg::graph(), std::vector<double>()), Contains("has no inputs"));
  tg::graph broken = g;
  broken.nodes[broken.nodes.size() - 1].operands[0] = 99;
  CHECK_THROWS_WITH(tg::check(broken, point), Contains("not well formed"));
}
