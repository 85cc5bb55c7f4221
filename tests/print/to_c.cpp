// The C99 text of a program: small ones against text written by hand, large ones compiled and run,
// with every bit of every result compared with the library's.
#include <catch2/catch.hpp>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <typegrad.hpp>
#include <typegrad/program/printed.hpp>

#include "print/compiled_c.hpp"

namespace tg = typegrad;
using op = tg::operation;

namespace {

/// Equal bits; a NaN is any NaN, since neither language says which.
bool same(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) ||
         std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

using triple = std::array<double, 3>;

/// All triples of special values, and random ones of many magnitudes.
std::vector<triple> points() {
  constexpr double inf = std::numeric_limits<double>::infinity(),
                   nan = std::numeric_limits<double>::quiet_NaN(),
                   tiny = std::numeric_limits<double>::denorm_min(),
                   small = std::numeric_limits<double>::min(),
                   huge = std::numeric_limits<double>::max();
  const double special[] = {0.0,  -0.0, 1.0,  -1.0, 0.5,   -0.25, -0.5,  1.5, 2.0,  2.5,
                            -2.5, 3.0,  30.0, tiny, small, huge,  -huge, inf, -inf, nan};
  std::vector<triple> all;
  for (const double x : special)
    for (const double y : special)
      for (const double z : special) all.push_back({x, y, z});
  std::mt19937_64 bits(20240117);
  std::uniform_real_distribution<double> unit(-1, 1);
  for (const double scale : {1e-9, 1e-3, 1.0, 3.0, 30.0, 600.0, 1e6})
    for (int i = 0; i < 1000; ++i)
      all.push_back({scale * unit(bits), scale * unit(bits), scale * unit(bits)});
  return all;
}

/// Runs the program p of three numbers in the library and in C: equal bits everywhere.
template <class Program>
void check_bits(const Program& p, const std::vector<triple>& at = points()) {
  const tg::test::compiled_c in_c(tg::to_c(p, "program"), "program");
  std::size_t differences = 0, results = 0;
  std::string first;
  std::vector<double> y(10000, -77.0);
  for (const triple& x : at) {
    in_c(x.data(), y.data());
    const auto expected = p(x);
    std::size_t i = 0;
    tg::structure_of<decltype(expected)>::each(expected, [&](const double& e) {
      ++results;
      if (!same(e, y[i]) && differences++ == 0)
        first = "output " + std::to_string(i) + " at (" + tg::print::decimal(x[0]) + ", " +
                tg::print::decimal(x[1]) + ", " + tg::print::decimal(x[2]) +
                "): " + tg::print::decimal(e) + " in the library, " + tg::print::decimal(y[i]) +
                " in C";
      ++i;
    });
  }
  INFO(first);
  CHECK(results >= at.size());
  CHECK(differences == 0);
}

/// A choice by the truth value o(p, q).
constexpr tg::symbol chosen(op o, const auto& p, const auto& q, tg::symbol x, tg::symbol y) {
  tg::builder& b = *x.owner();
  const tg::index made = b.make(o, p, q);
  return tg::select(tg::condition(b, made), x, y);
}

/// Every row of the table but polygamma, whose order is an integer.
struct every_operation {
  constexpr auto operator()(std::array<tg::symbol, 3> at) const {
    const auto [x, y, z] = at;
    tg::builder& b = *x.owner();
    const tg::index i = x.in(b), j = y.in(b);
    const tg::index p = b.make(op::less, i, j), q = b.make(op::less, j, z.in(b));
    return std::array{
#define TYPEGRAD_UNARY(name, ...) tg::symbol::apply(op::name, x),
#define TYPEGRAD_BINARY(name, ...) \
  op::name == op::polygamma ? x : tg::symbol::apply(op::name, x, y),
#define TYPEGRAD_TERNARY(name, ...) tg::symbol::apply(op::name, x, y, z),
#define TYPEGRAD_COMPARE(name, ...) chosen(op::name, i, j, x, z),
#define TYPEGRAD_LOGICAL(name, arity, ...) chosen(op::name, p, arity == 2 ? q : 0, x, z),
#define TYPEGRAD_CONSTANT(name, ...) tg::symbol(b, b.make(op::name)),
#include <typegrad/op/table.def>
        tg::select(tg::condition(b, p), x, y)};
  }
};

/// ψ⁽ⁿ⁾ for the orders of the first derivatives.
struct polygammas {
  constexpr auto operator()(std::array<tg::symbol, 3> at) const {
    return std::array{tg::polygamma(0, at[0]), tg::polygamma(1, at[0]), tg::polygamma(2, at[1]),
                      tg::polygamma(3, at[1]), tg::polygamma(4, at[2]), tg::polygamma(7, at[2])};
  }
};

/// The price of a call on a share, for (share / strike - 1) / 8, log volatility / 8 and years.
struct black_scholes {
  template <class T>
  constexpr T operator()(const std::array<T, 3>& at) const {
    using std::exp, std::log, std::sqrt, std::erfc;
    const T share = 100 * (1 + at[0] / 8), volatility = exp(at[1] / 8) / 5, years = at[2];
    const T spread = volatility * sqrt(years), drift = volatility * volatility / 2 + 0.05;
    const T d1 = (log(share / 100) + drift * years) / spread;
    const T d2 = d1 - spread;
    const auto normal = [](const T& d) { return erfc(-d / sqrt(T(2))) / 2; };
    return share * normal(d1) - 100 * exp(-0.05 * years) * normal(d2);
  }
};

}  // namespace

TEST_CASE("a small program in C") {
  tg::builder b;
  const tg::index x = b.input(0), z = b.input(2);
  b.input(1);
  const tg::index smaller = b.make(op::min, x, z), third = b.number({-1, 3});
  const tg::index scaled = b.make(op::multiply, third, smaller);
  const tg::index p = b.make(op::logical_not, b.make(op::equal, x, b.number({2})));
  b.output(b.intern(op::select, p, scaled, b.make(op::divide, x, third)));
  b.make(op::sin, x);
  b.output(b.number({0.1L}));
  b.output(b.make(op::abs, b.make(op::pi)));
  CHECK(tg::to_c(b.program(), "f") ==
        R"(#include <math.h>

static double f_min(double x, double y) { return y < x ? y : x; }

void f(const double *x, double *y) {
  const double x0 = x[0];
  const double x2 = x[2];
  const double v3 = f_min(x0, x2);
  const double v5 = -1.0 / 3.0 * v3;
  const int v7 = x0 == 2.0;
  const int v8 = !v7;
  const double v9 = x0 / (-1.0 / 3.0);
  const double v10 = v8 ? v5 : v9;
  const double v14 = fabs((double)3.14159265358979323846264338327950288L);
  y[0] = v10;
  y[1] = 0.1;
  y[2] = v14;
}
)");
}

TEST_CASE("numbers are those of the library, to the last bit") {
  constexpr double inf = std::numeric_limits<double>::infinity();
  const std::pair<tg::literal, std::string> numbers[] = {
      {{7}, "7.0"},
      {{-0.0L}, "-0.0"},
      {{0.1}, "0.1"},
      {{1e300L}, "1e+300"},
      {{1, 3}, "1.0 / 3.0"},
      {{1, 2731}, "0.00036616623947272064"},  // rounding 1/2731 to long double first goes up
      {{inf}, "INFINITY"},
      {{-inf}, "-INFINITY"},
      {{std::numeric_limits<double>::quiet_NaN()}, "NAN"}};
  tg::builder b;
  std::string expected = "#include <math.h>\n\nvoid f(const double *x, double *y) {\n  (void)x;\n";
  std::size_t i = 0;
  for (const auto& [value, text] : numbers) {
    b.output(b.number(value));
    expected += "  y[" + std::to_string(i++) + "] = " + text + ";\n";
  }
  const std::string text = tg::to_c(b.program(), "f");
  CHECK(text == expected + "}\n");
  double y[std::size(numbers)];
  tg::test::compiled_c(text, "f")(nullptr, y);
  for (i = 0; i < std::size(numbers); ++i)
    CHECK(
        same(y[i], static_cast<double>(numbers[i].first.numerator / numbers[i].first.denominator)));
}

TEST_CASE("results may take the place of arguments") {
  tg::builder b;
  const tg::index x = b.input(0), y = b.input(1);
  b.output(y);
  b.output(x);
  double v[] = {1, 2};
  tg::test::compiled_c(tg::to_c(b.program(), "swap"), "swap")(v, v);
  CHECK(v[0] == 2);
  CHECK(v[1] == 1);
}

TEST_CASE("a program without outputs is a program in C too") {
  double v[] = {1};
  tg::test::compiled_c(tg::to_c(tg::graph{}, "nothing"), "nothing")(v, v);
  CHECK(v[0] == 1);
}

TEST_CASE("every operation has the library's bits") {
  check_bits(tg::trace<triple>(every_operation{}));
}

TEST_CASE("the derivative of every operation has the library's bits") {
  check_bits(tg::trace<triple>(tg::jacobian(every_operation{})));
}

TEST_CASE("polygamma functions have the library's bits") {
  check_bits(tg::trace<triple>(polygammas{}));
}

TEST_CASE("prices and Greeks have the library's bits") {
  check_bits(tg::trace<triple>(tg::value_and_grad<tg::reverse>(black_scholes{})));
  check_bits(tg::trace<triple>(tg::hessian(black_scholes{})));
}

TEST_CASE("a name that C has taken is refused") {
  tg::builder b;
  b.output(b.input(0));
  for (const char* name : {"f", "gradient_2", "sinus", "Int", "maxf"})
    CHECK_NOTHROW(tg::to_c(b.program(), name));
  for (const char* name :
       {"", "2f", "a b", "_f", "f'", "int", "main", "sin", "sinf", "powl", "NAN"})
    CHECK_THROWS_WITH(tg::to_c(b.program(), name),
                      "typegrad: \"" + std::string(name) +
                          "\" cannot be the name of a C function beside <math.h>; choose a word of "
                          "letters and digits, such as \"gradient\"");
}
