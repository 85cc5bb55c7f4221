// What a formula's text means: precedence and functions against the same expressions in C++,
// numbers against 100-digit arithmetic.
#include <cmath>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include <typegrad/eval/interpret.hpp>
#include <typegrad/graph/well_formed.hpp>
#include <typegrad/parse/model_text.hpp>

#include "support/table.hpp"
#include "support/ulp.hpp"

namespace typegrad::test {
namespace {

template <class T = double>
T evaluate(const parsed_formula& f, const std::vector<T>& x) {
  REQUIRE(is_well_formed(f.program));
  REQUIRE(f.program.outputs.size() == 1);
  REQUIRE(f.variables.size() == f.program.inputs);
  REQUIRE(f.variables.size() == x.size());
  T y(0);
  interpret<T>(f.program, x.data(), &y);
  return y;
}

double value(const std::string& text, const std::vector<double>& x = {}) {
  INFO(text);
  return evaluate(parse_formula(text), x);
}

TEST_CASE("operators bind as in C, and powers firmer") {
  const double x = 3, y = 5, z = 7;
  CHECK(value("x - y - z", {x, y, z}) == x - y - z);
  CHECK(value("x / y / z", {x, y, z}) == x / y / z);
  CHECK(value("x / y * z", {x, y, z}) == x / y * z);
  CHECK(value("x + y * z", {x, y, z}) == x + y * z);
  CHECK(value("x * y + z", {x, y, z}) == x * y + z);
  CHECK(value("(x + y) * z", {x, y, z}) == (x + y) * z);
  CHECK(value("x - (y - z)", {x, y, z}) == x - (y - z));
  CHECK(value("-x * y", {x, y}) == -x * y);
  CHECK(value("x * -y", {x, y}) == x * -y);
  CHECK(value("x - -y", {x, y}) == x - -y);
  CHECK(value("- - -x", {x}) == -x);
  CHECK(value("+x - +y", {x, y}) == x - y);
  CHECK(value("-x^2", {x}) == -9);
  CHECK(value("(-x)^2", {x}) == 9);
  CHECK(value("-x**2", {x}) == -9);
  CHECK(value("2^3^2") == 512);
  CHECK(value("2**3**2") == 512);
  CHECK(value("(2^3)^2") == 64);
  CHECK(value("2^-3") == 0.125);
  CHECK(value("2^-x*y", {x, y}) == 0.625);
  CHECK(value("2*x^2", {x}) == 18);
  CHECK(value("x^2/y^2", {x, y}) == 9.0 / 25.0);
  CHECK(value("1 - x^-1", {x}) == 1 - 1 / x);
  CHECK(value("6/2*(1+2)") == 9);
}

TEST_CASE("comparisons, logic and choice") {
  const auto chosen = [](const std::string& condition, double x, double y) {
    return value("a = x; b = y; select(" + condition + ", 1, 0)", {x, y}) == 1;
  };
  for (const double x : {1.0, 2.0, 3.0})
    for (const double y : {1.0, 2.0, 3.0}) {
      CHECK(chosen("a < b", x, y) == (x < y));
      CHECK(chosen("a <= b", x, y) == (x <= y));
      CHECK(chosen("a > b", x, y) == (x > y));
      CHECK(chosen("a >= b", x, y) == (x >= y));
      CHECK(chosen("a == b", x, y) == (x == y));
      CHECK(chosen("a != b", x, y) == (x != y));
      CHECK(chosen("!(a < b)", x, y) == !(x < y));
      CHECK(chosen("a < b || a > 2 && b < 2", x, y) == (x < y || (x > 2 && y < 2)));
      CHECK(chosen("a + 1 < b && b - 1 > 1", x, y) == (x + 1 < y && y - 1 > 1));
      CHECK(chosen("a < b && !(b > 2) || a == 3", x, y) == ((x < y && !(y > 2)) || x == 3));
    }
  CHECK(value("c = x > 0; select(c, x, -x)", {-4}) == 4);
}

TEST_CASE("names for values, on lines or behind semicolons") {
  CHECK(value("a = x*y; b = sin(a); b + a", {2, 3}) == std::sin(6.0) + 6);
  CHECK(value("a = x*y\nb = sin(a)\nb + a\n", {2, 3}) == std::sin(6.0) + 6);
  CHECK(value("a = x*y;\n\nb = sin(a);\nb + a;", {2, 3}) == std::sin(6.0) + 6);
  CHECK(value("a = x\n(a + 1)*2", {2}) == 6);
  CHECK(value("s = x; s = s*s; s = s*s; s", {3}) == 81);
  CHECK(value("y = b1*x", {2, 3}) == 6);
  CHECK(parse_formula("y2 + x1*_z + y2").variables == std::vector<std::string>{"y2", "x1", "_z"});
  CHECK(parse_formula("a = b; c*a").variables == std::vector<std::string>{"b", "c"});
}

TEST_CASE("the models of the NIST headers") {
  const double x = 2;
  CHECK(value("b1*(1-exp[-b2*x])", {3, 0.5, x}) == 3 * (1 - std::exp(-0.5 * x)));
  CHECK(value("exp[-b1*x]/(b2+b3*x)", {0.1, x, 0.2, 0.3}) == std::exp(-0.1 * x) / (0.2 + 0.3 * x));
  CHECK(value("b1*x**b2", {0.5, x, 4}) == 0.5 * std::pow(x, 4));
  CHECK(value("(b1+b2*x+b3*x**2) /\n                   (1+b4*x)", {1, 2, x, 3, 4}) ==
        (1 + 2 * x + 3 * (x * x)) / (1 + 4 * x));
  CHECK(value("y = b1*exp( -b2*x ) + b3*exp( -(x-b4)**2 / b5**2 )\n            + b6",
              {1, 0.5, x, 3, 1.5, 2, 5}) ==
        std::exp(-0.5 * x) + 3 * std::exp(-((x - 1.5) * (x - 1.5)) / 4) + 5);
}

TEST_CASE("models with a left side and an error term") {
  const double x = 2;
  const parsed_model misra = parse_model("y = b1*(1-exp[-b2*x])  +  e");
  CHECK(misra.response.variables == std::vector<std::string>{"y"});
  CHECK(misra.mean.variables == std::vector<std::string>{"b1", "b2", "x"});
  CHECK(evaluate(misra.mean, {3, 0.5, x}) == 3 * (1 - std::exp(-0.5 * x)));
  const parsed_model nelson = parse_model("log[y] = b1 - b2*x1 * exp[-b3*x2]  +  e");
  CHECK(evaluate(nelson.response, {x}) == std::log(x));
  CHECK(evaluate(nelson.mean, {1, 2, 3, 0.5, x}) == 1 - 2 * 3 * std::exp(-0.5 * x));
  const parsed_model gauss = parse_model(
      "y = b1*exp( -b2*x ) + b3*exp( -(x-b4)**2 / b5**2 )\n"
      "                    + b6*exp( -(x-b7)**2 / b8**2 ) + e");
  CHECK(gauss.mean.variables.size() == 9);
  // Elsewhere e is the number, and = gives a name.
  CHECK(evaluate(parse_model("b1*x + e").mean, {0, x}) == std::exp(1.0));
  CHECK(evaluate(parse_model("a = b1*x; a + e").mean, {0, x}) == std::exp(1.0));
  CHECK_THROWS_AS(parse_model("y = + e"), syntax_error);
  CHECK_THROWS_AS(parse_model("= x"), syntax_error);
}

TEST_CASE("the table's functions under their names, and the compositions") {
  for (const row& r : rows()) {
    std::string text;
    std::vector<double> x;
    for (const interval& d : r.domain) {
      text += text.empty() ? "" : ", ";
      text += d.lowest == d.highest ? "1" : "x" + std::to_string(x.size());
      if (d.lowest != d.highest) x.push_back(d.lowest + 0.625 * (d.highest - d.lowest));
    }
    const std::string name(info(r.op).name);
    if (r.op <= operation::negate) {
      CHECK_THROWS_AS(parse_formula(name + "(" + text + ")"), syntax_error);
      continue;
    }
    builder b;
    index a[3] = {};
    index slot = 0;
    for (index k = 0; k < r.domain.size(); ++k)
      a[k] = r.domain[k].lowest == r.domain[k].highest ? b.number({1}) : b.input(slot++);
    b.output(b.make(r.op, a[0], a[1], a[2]));
    double expected = 0;
    interpret<double>(b.program(), x.data(), &expected);
    CHECK(value(name + "(" + text + ")", x) == expected);
  }
  CHECK(value("square(x)", {3}) == 9);
  CHECK(value("hypot(x, y, z)", {2, 3, 6}) == 7);
  CHECK(value("sigmoid(x)", {0}) == 0.5);
  CHECK(value("relu(x) + relu(-x)", {-2}) == 2);
  CHECK(value("clamp(x, 0, 1)", {3}) == 1);
  CHECK(value("lerp(x, 4, 0.5)", {3}) == 3.5);
  CHECK(value("logit(sigmoid(x))", {0.25}) == Approx(0.25).epsilon(1e-15));
  CHECK(value("softplus(x)", {0}) == std::log(2.0));
  CHECK(value("logaddexp(x, y)", {0, 0}) == std::log(2.0));
  CHECK(value("silu(x)", {0}) == 0);
  CHECK(value("gelu(x)", {0}) == 0);
  CHECK(value("fabs(x) + fmax(x, y) + fmin(x, y) + nearbyint(2.6) + ln(e)", {-1, 2}) == 6);
}

TEST_CASE("constants") {
  const working_digits digits(100);
  const auto at_100_digits = [](const std::string& text) {
    return evaluate<real>(parse_formula(text), {});
  };
  CHECK(abs(at_100_digits("pi") - acos(real(-1))) < real("1e-98"));
  CHECK(abs(at_100_digits("e") - exp(real(1))) < real("1e-98"));
  CHECK(abs(at_100_digits("ln2") - log(real(2))) < real("1e-98"));
  CHECK(abs(at_100_digits("1/3") - real(1) / 3) < real("1e-98"));
  CHECK(value("e = 3; e*x", {2}) == 6);
}

/// A random decimal, of up to `most_digits` digits and an exponent of up to `largest`.
std::string random_decimal(std::mt19937_64& random, std::uint64_t most_digits, int largest) {
  std::string text;
  const std::uint64_t digits = 1 + random() % most_digits, point = random() % (digits + 1);
  for (std::uint64_t k = 0; k < digits; ++k) {
    if (k == point) text += '.';
    text += static_cast<char>('0' + random() % 10);
  }
  if (text[0] == '.') text = "0" + text;
  if (largest > 0 && random() % 2 == 0)
    text += (random() % 2 == 0 ? "e" : "E+") +
            std::to_string(random() % static_cast<unsigned>(largest));
  else if (largest > 0)
    text += "e-" + std::to_string(random() % static_cast<unsigned>(largest));
  return text;
}

TEST_CASE("decimal numbers are exact") {
  const working_digits digits(100);
  std::mt19937_64 random(4);
  for (int i = 0; i < 2000; ++i) {
    const bool is_short = i % 2 == 0;
    const std::string text =
        is_short ? random_decimal(random, 17, 0) : random_decimal(random, 60, 200);
    INFO(text);
    const parsed_formula f = parse_formula(text);
    const real exact(text);
    CHECK(abs(evaluate<real>(f, {}) - exact) <= abs(exact) * real("1e-97"));
    // In double a rational is rounded once by way of long double, others twice or three times.
    const double nearest = exact.convert_to<double>();
    CHECK(ulps(evaluate<double>(f, {}), exact, nearest) <= (is_short ? 0.5005 : 2.0));
    if (is_short) CHECK(f.program.nodes.size() == 1);
  }
  CHECK(value("0") == 0);
  CHECK(value("0.000") == 0);
  CHECK(value("00012.50") == 12.5);
  CHECK(value(".5") == 0.5);
  CHECK(value("5.") == 5);
  CHECK(value("1e3") == 1000);
  CHECK(value("1E+03") == 1000);
  CHECK(value("1e-300") == 1e-300);
  CHECK(value("1e300") == 1e300);
  CHECK(value("6.02214076e23") == 6.02214076e23);
  CHECK(value("6.62607015e-34") == 6.62607015e-34);
}

}  // namespace
}  // namespace typegrad::test
