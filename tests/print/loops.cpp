// Loops in every notation, against text written by hand; the C text compiled, run, and compared
// with the library to the bit.
#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <string>

#include <typegrad.hpp>
#include <typegrad/program/printed.hpp>

#include "print/compiled_c.hpp"

namespace tg = typegrad;

namespace {

constexpr auto horner = [](auto x, auto r) {
  return tg::iterate<9>([&](auto y, auto t) { return y * r + t; }, x);
};

/// A loop with two carries, a counter, a constant, a choice and a loop inside.
struct wave {
  template <class T>
  constexpr T operator()(const std::array<T, 2>& at) const {
    using std::sin;
    const T x = at[0], w = at[1];
    const auto s = tg::iterate<6>(
        [&](const auto& p, const auto& t) {
          const auto u = tg::iterate<4>([&](auto z) { return sin(w * z) + p[1]; }, p[0]);
          return std::array{u, tg::select(u < p[1], p[1] / 3, p[0] - t / 8)};
        },
        std::array{x, w});
    return s[0] + s[1];
  }
};

template <class F>
void check_bits(const F& f) {
  const auto p = tg::trace<std::array<double, 2>>(f);
  const tg::test::compiled_c in_c(tg::to_c(p, "program"), "program");
  for (int i = -20; i <= 20; ++i)
    for (int k = -20; k <= 20; ++k) {
      const std::array<double, 2> x{0.11 * i, 0.13 * k};
      const auto expected = p(x);
      double y[16];
      in_c(x.data(), y);
      std::size_t n = 0, equal = 0;
      tg::structure_of<decltype(expected)>::each(expected, [&](double e) {
        equal += e == y[n] || (std::isnan(e) && std::isnan(y[n]));
        ++n;
      });
      CAPTURE(x[0], x[1]);
      REQUIRE(equal == n);
    }
}

}  // namespace

TEST_CASE("a loop is listed as a scan") {
  CHECK(tg::to_string(tg::trace<double, double>(horner)) ==
        "program(x0, x1) {\n"
        "  v3 = scan(v3_t = 0 ... 8, v3_c0 = x0, v3_p0 = x1) {\n"
        "    v3_2 = v3_c0 * v3_p0\n"
        "    v3_4 = v3_2 + v3_t\n"
        "    return v3_4\n"
        "  }\n"
        "  return v3_c0\n"
        "}\n");
  CHECK(tg::to_string(tg::trace<double, double>(tg::grad<tg::reverse, tg::wrt<1>>(horner))) ==
        R"(program(x0, x1) {
  v3 = scan(v3_t = 0 ... 8, v3_c0 = x0, v3_p0 = x1) {
    v3_2 = v3_c0 * v3_p0
    v3_4 = v3_2 + v3_t
    return v3_4
  }
  v10 = scan(v10_t = 8 ... 0, v10_c0 = 1, v10_c1 = 0, v10_p0 = x1, v10_s0 = v3_h0) {
    v10_2 = v10_c0 * v10_p0
    v10_4 = v10_c0 * v10_s0
    v10_6 = v10_c1 + v10_4
    return v10_2, v10_6
  }
  return v10_c1
}
)");
}

TEST_CASE("a loop in LaTeX, and as a formula") {
  CHECK(tg::to_latex(tg::trace<double, double>(horner)) == R"(\begin{aligned}
c_{3,0} &= x_{0} \\
p_{3,0} &= x_{1} \\
t_{3} = 0, \dots, 8\colon\quad v_{3,2} &= c_{3,0} \cdot p_{3,0} \\
t_{3} = 0, \dots, 8\colon\quad v_{3,4} &= v_{3,2} + t_{3} \\
t_{3} = 0, \dots, 8\colon\quad c_{3,0}' &= v_{3,4} \\
y_{0} &= c_{3,0}
\end{aligned}
)");
  CHECK(tg::to_formula(tg::trace<double, double>(horner)) ==
        tg::to_string(tg::trace<double, double>(horner)));
}

TEST_CASE("a loop is drawn as a frame around its body") {
  CHECK(tg::to_dot(tg::trace<double, double>(horner)) == R"(digraph program {
  rankdir = LR;
  node [shape = circle];
  n0 [label = "x0", shape = box];
  n1 [label = "x1", shape = box];
  subgraph cluster_3_ {
    label = "9 times";
    i3_0 [label = "v3_c0", shape = box, style = rounded];
    i3_1 [label = "v3_p0", shape = box, style = rounded];
    i3_2 [label = "v3_t", shape = box, style = rounded];
    n3_2 [label = "*"];
    i3_0 -> n3_2;
    i3_1 -> n3_2;
    n3_4 [label = "+"];
    n3_2 -> n3_4;
    i3_2 -> n3_4;
  }
  n0 -> i3_0;
  n1 -> i3_1;
  n3_4 -> i3_0 [style = dashed, constraint = false];
  y0 [shape = box, peripheries = 2];
  n3_4 -> y0;
}
)");
}

TEST_CASE("a loop in C") {
  CHECK(tg::to_c(tg::trace<double, double>(tg::grad<tg::reverse, tg::wrt<1>>(horner)), "slope") ==
        R"(#include <math.h>

void slope(const double *x, double *y) {
  const double x0 = x[0];
  const double x1 = x[1];
  double v3_c0 = x0;
  const double v3_p0 = x1;
  double v3_h0[9];
  for (long v3_t = 0; v3_t < 9; ++v3_t) {
    v3_h0[v3_t] = v3_c0;
    const double v3_2 = v3_c0 * v3_p0;
    const double v3_4 = v3_2 + (double)v3_t;
    v3_c0 = v3_4;
  }
  double v10_c0 = 1.0;
  double v10_c1 = 0.0;
  const double v10_p0 = x1;
  for (long v10_t = 8; v10_t >= 0; --v10_t) {
    const double v10_s0 = v3_h0[v10_t];
    const double v10_2 = v10_c0 * v10_p0;
    const double v10_4 = v10_c0 * v10_s0;
    const double v10_6 = v10_c1 + v10_4;
    v10_c0 = v10_2;
    v10_c1 = v10_6;
  }
  y[0] = v10_c1;
}
)");
}

TEST_CASE("loops in C have the library's bits") {
  check_bits(wave{});
  check_bits(tg::grad<tg::forward>(wave{}));
  check_bits(tg::value_and_grad<tg::reverse>(wave{}));
  check_bits(tg::jacobian<tg::reverse>(tg::grad<tg::reverse>(wave{})));
}
