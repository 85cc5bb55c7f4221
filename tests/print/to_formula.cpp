// Formulas with no parentheses but those that keep the order of evaluation.
#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include <typegrad.hpp>
#include <typegrad/program/printed.hpp>

namespace tg = typegrad;
using op = tg::operation;
using tg::index;

namespace {

/// A program over a, b, c whose nodes are taken as they stand, without identities.
struct formula {
  tg::builder g;
  index a = g.input(0), b = g.input(1), c = g.input(2);

  index operator()(op o, index x, index y = 0, index z = 0) { return g.intern(o, x, y, z); }
  index number(long double n, long double d = 1) { return g.number({n, d}); }
  std::string text(index output) {
    g.output(output);
    const std::string_view names[] = {"a", "b", "c"};
    return tg::to_formula(g.program(), names);
  }
};

}  // namespace

TEST_CASE("sums, products and their nesting") {
  formula f;
  const index sum = f(op::add, f.a, f.b), difference = f(op::subtract, f.b, f.c);
  const index product = f(op::multiply, f.b, f.c), quotient = f(op::divide, f.b, f.c);
  SECTION("a + (b - c)") { CHECK(f.text(f(op::add, f.a, difference)) == "a + (b - c)"); }
  SECTION("a + b - c") { CHECK(f.text(f(op::subtract, sum, f.c)) == "a + b - c"); }
  SECTION("a - (b - c)") { CHECK(f.text(f(op::subtract, f.a, difference)) == "a - (b - c)"); }
  SECTION("a - b * c") { CHECK(f.text(f(op::subtract, f.a, product)) == "a - b * c"); }
  SECTION("(a + b) * c") { CHECK(f.text(f(op::multiply, sum, f.c)) == "(a + b) * c"); }
  SECTION("a / (b * c)") { CHECK(f.text(f(op::divide, f.a, product)) == "a / (b * c)"); }
  SECTION("a / (b / c)") { CHECK(f.text(f(op::divide, f.a, quotient)) == "a / (b / c)"); }
  SECTION("b / c / a") { CHECK(f.text(f(op::divide, quotient, f.a)) == "b / c / a"); }
  SECTION("a * (b / c)") { CHECK(f.text(f(op::multiply, f.a, quotient)) == "a * (b / c)"); }
  SECTION("b / c * a") { CHECK(f.text(f(op::multiply, quotient, f.a)) == "b / c * a"); }
  SECTION("1 / b + c") {
    CHECK(f.text(f(op::add, f(op::divide, f.number(1), f.b), f.c)) == "1 / b + c");
  }
  SECTION("shared parts are spelled out") {
    CHECK(f.text(f(op::multiply, sum, sum)) == "(a + b) * (a + b)");
  }
}

TEST_CASE("minus signs") {
  formula f;
  const index minus_a = f(op::negate, f.a);
  SECTION("-(a + b)") { CHECK(f.text(f(op::negate, f(op::add, f.a, f.b))) == "-(a + b)"); }
  SECTION("-a * b") { CHECK(f.text(f(op::negate, f(op::multiply, f.a, f.b))) == "-a * b"); }
  SECTION("-a * b, of the other tree") { CHECK(f.text(f(op::multiply, minus_a, f.b)) == "-a * b"); }
  SECTION("-a + b") { CHECK(f.text(f(op::add, minus_a, f.b)) == "-a + b"); }
  SECTION("b - (-a)") { CHECK(f.text(f(op::subtract, f.b, minus_a)) == "b - (-a)"); }
  SECTION("-(-a)") { CHECK(f.text(f(op::negate, minus_a)) == "-(-a)"); }
  SECTION("b + (-2 * a)") {
    CHECK(f.text(f(op::add, f.b, f(op::multiply, f.number(-2), f.a))) == "b + (-2 * a)");
  }
  SECTION("a * (-2)") { CHECK(f.text(f(op::multiply, f.a, f.number(-2))) == "a * (-2)"); }
  SECTION("sin(-a)") { CHECK(f.text(f(op::sin, minus_a)) == "sin(-a)"); }
}

TEST_CASE("rationals, functions and choices") {
  formula f;
  const index p = f(op::less, f.a, f(op::add, f.b, f.c)), q = f(op::equal, f.a, f.number(0));
  SECTION("1/2 * a") { CHECK(f.text(f(op::multiply, f.number(1, 2), f.a)) == "1/2 * a"); }
  SECTION("a / (1/2)") { CHECK(f.text(f(op::divide, f.a, f.number(1, 2))) == "a / (1/2)"); }
  SECTION("pow(a + b, -1/2)") {
    CHECK(f.text(f(op::pow, f(op::add, f.a, f.b), f.number(-1, 2))) == "pow(a + b, -1/2)");
  }
  SECTION("select") {
    CHECK(f.text(f(op::select, p, f.a, f(op::negate, f.b))) == "select(a < b + c, a, -b)");
  }
  SECTION("logic") {
    const index both = f(op::logical_and, p, q);
    CHECK(f.text(f(op::select, f(op::logical_not, both), f.a, f.b)) ==
          "select(!(a < b + c && a == 0), a, b)");
  }
  SECTION("and inside or") {
    const index both = f(op::logical_and, p, q);
    CHECK(f.text(f(op::select, f(op::logical_or, q, both), f.a, f.b)) ==
          "select(a == 0 || a < b + c && a == 0, a, b)");
  }
  SECTION("or inside and") {
    const index any = f(op::logical_or, p, q);
    CHECK(f.text(f(op::select, f(op::logical_and, any, q), f.a, f.b)) ==
          "select((a < b + c || a == 0) && a == 0, a, b)");
  }
}

TEST_CASE("a derivative reads as one writes it") {
  constexpr auto f = [](auto x1, auto x2) {
    using std::log, std::sin;
    const auto a = log(x1);
    const auto b = x1 * x2;
    return a + b - sin(x2);
  };
  // Forward mode adds the terms in the order of the program, reverse mode from its end.
  const auto slope = tg::trace<double, double>(tg::grad<tg::wrt<0>, tg::forward>(f));
  CHECK(tg::to_formula(slope) == "1 / x0 + x1");
  const auto swept_back = tg::trace<double, double>(tg::grad<tg::wrt<0>, tg::reverse>(f));
  CHECK(tg::to_formula(swept_back) == "x1 + 1 / x0");
  CHECK(tg::to_formula(tg::trace<double, double>(tg::grad<tg::wrt<1>>(f))) == "x0 - cos(x1)");
}

TEST_CASE("a formula beyond the limit is written as a listing") {
  tg::builder b;
  index x = b.input(0);
  const int doublings = GENERATE(9, 10, 60);  // the formula has 2^(n+1) - 1 operations and leaves
  for (int i = 0; i < doublings; ++i) x = b.intern(op::add, x, x, 0);
  b.output(x);
  const std::string_view names[] = {"a"};
  const std::string text = tg::to_formula(b.program(), names);
  CHECK(text.starts_with("program(a) {\n") == (doublings > 9));
  if (doublings == 9) CHECK(std::count(text.begin(), text.end(), 'a') == 512);
}

TEST_CASE("a formula has one output") {
  tg::builder b;
  b.output(b.input(0));
  b.output(b.input(1));
  CHECK_THROWS_WITH(tg::to_formula(std::move(b).finish()),
                    "typegrad: a formula has one output, but this graph has 2; print it with "
                    "to_string");
}
