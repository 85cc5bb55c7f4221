// The small programs by which lectures explain derivatives, with the numbers that they show.
#include <cmath>
#include <tuple>

#include <catch2/catch.hpp>

#include <typegrad/verify.hpp>
#include <typegrad/verify/catch2.hpp>

#include "support/edge.hpp"

namespace tg = typegrad;
using tg::test::has_gradient;
using tg::test::in_every_mode;

namespace {

constexpr auto near = [](double expected) { return Approx(expected).epsilon(1e-14); };

}  // namespace

TEST_CASE("(x + y) z at (-2, 5, -4)") {
  static constexpr auto f = [](auto x, auto y, auto z) { return (x + y) * z; };
  static_assert(f(-2, 5, -4) == -12);
  static_assert(in_every_mode([]<class Mode>(Mode) {
    return tg::grad<Mode>(f)(-2.0, 5.0, -4.0) == std::tuple(-4.0, -4.0, 3.0);
  }));
  CHECK_THAT(tg::check(f)(-2.0, 5.0, -4.0), tg::is_right());
}

TEST_CASE("y (x² + x) at (2, 1)") {
  constexpr auto f = [](auto x, auto y) { return y * (x * x + x); };
  static_assert(f(2, 1) == 6);
  static_assert(has_gradient(f, 2, 1, 5, 6));
  CHECK_THAT(tg::check(f)(2.0, 1.0), tg::is_right());
}

TEST_CASE("x1 x2 + sin(x1)") {
  constexpr auto f = [](auto x1, auto x2) {
    using std::sin;
    return x1 * x2 + sin(x1);
  };
  const auto [d1, d2] = tg::grad(f)(0.5, 3.0);
  CHECK(d1 == near(3 + 0.87758256189037271612));  // x2 + cos(x1)
  CHECK(d2 == 0.5);
  CHECK_THAT(tg::check(f)(0.5, 3.0), tg::is_right());
}

TEST_CASE("ln(x1) + x1 x2 - sin(x2) at (2, 5)") {
  constexpr auto f = [](auto x1, auto x2) {
    using std::log, std::sin;
    return log(x1) + x1 * x2 - sin(x2);
  };
  const auto [value, gradient] = tg::value_and_grad(f)(2.0, 5.0);
  CHECK(value == near(11.6520714552230837783));
  CHECK(gradient == std::tuple(5.5, std::get<1>(gradient)));
  CHECK(std::get<1>(gradient) == near(1.71633781453677373553));
  const auto hessian = tg::hessian(f)(2.0, 5.0);
  const auto& [first, second] = hessian;
  CHECK(first == std::tuple(-0.25, 1.0));
  CHECK(std::get<0>(second) == 1);
  CHECK(std::get<1>(second) == near(-0.958924274663138468893));
}

TEST_CASE("a sigmoid neuron, in primitive steps and as one node") {
  // σ(1) = 0.7310585786300048793 and its slope σ (1 - σ) = 0.19661193324148185
  constexpr double slope = 0.19661193324148185;
  constexpr auto steps = [](auto w0, auto x0, auto w1, auto x1, auto w2) {
    using std::exp;
    return 1 / (1 + exp(-(w0 * x0 + w1 * x1 + w2)));
  };
  constexpr auto one_node = [](auto w0, auto x0, auto w1, auto x1, auto w2) {
    return tg::sigmoid(w0 * x0 + w1 * x1 + w2);
  };
  const auto check = [&](const auto& neuron) {
    const auto [value, g] = tg::value_and_grad(neuron)(2.0, -1.0, -3.0, -2.0, -3.0);
    CHECK(value == near(0.73105857863000487926));
    CHECK(std::get<0>(g) == near(-slope));
    CHECK(std::get<1>(g) == near(2 * slope));
    CHECK(std::get<2>(g) == near(-2 * slope));
    CHECK(std::get<3>(g) == near(-3 * slope));
    CHECK(std::get<4>(g) == near(slope));
    CHECK_THAT(tg::check(neuron)(2.0, -1.0, -3.0, -2.0, -3.0), tg::is_right());
  };
  check(steps);
  check(one_node);
  // Far out the steps overflow, and the node does not.
  CHECK(tg::grad(one_node)(0.0, 0.0, 0.0, 0.0, -800.0) == std::tuple(0.0, 0.0, 0.0, 0.0, 0.0));
}

TEST_CASE("add distributes, max routes, mul switches") {
  constexpr auto add = [](auto x, auto y) { return x + y; };
  constexpr auto mul = [](auto x, auto y) { return x * y; };
  constexpr auto larger = [](auto x, auto y) {
    using tg::max;
    return max(x, y);
  };
  static_assert(has_gradient(add, 3, -4, 1, 1));
  static_assert(has_gradient(mul, 3, -4, -4, 3));
  static_assert(has_gradient(larger, 2, -1, 1, 0));
  static constexpr auto circuit = [](auto x, auto y, auto z, auto w) {
    using tg::max;
    return 2 * (x * y + max(z, w));
  };
  static_assert(tg::value(circuit)(3.0, -4.0, 2.0, -1.0) == -20);
  static_assert(in_every_mode([]<class Mode>(Mode) {
    return tg::grad<Mode>(circuit)(3.0, -4.0, 2.0, -1.0) == std::tuple(-8.0, 6.0, 2.0, 0.0);
  }));
  CHECK_THAT(tg::check(circuit)(3.0, -4.0, 2.0, -1.0), tg::is_right());
}

TEST_CASE("the logistic map l4: by hand, symbolically, numerically, automatically") {
  constexpr auto l4 = [](auto x) {
    auto v = x;
    for (int i = 1; i <= 3; ++i) v = 4 * v * (1 - v);
    return v;
  };
  constexpr auto x = tg::var<"x">;
  constexpr auto closed = 64 * x * (1 - x) * square(1 - 2 * x) * square(1 - 8 * x + 8 * x * x);
  constexpr auto symbolic = tg::diff(closed, x);
  const auto by_hand = [](double t) {
    const double a = 1 - 2 * t, b = 1 - 8 * t + 8 * t * t;
    return 128 * t * (1 - t) * (-8 + 16 * t) * a * a * b + 64 * (1 - t) * a * a * b * b -
           64 * t * a * a * b * b - 256 * t * (1 - t) * a * b * b;
  };
  const auto forward_loop = [](double t) {
    double v = t, dv = 1;
    for (int i = 1; i <= 3; ++i) std::tie(v, dv) = std::pair(4 * v * (1 - v), 4 * dv - 8 * v * dv);
    return dv;
  };
  for (const double t : {0.1, 0.2, 0.37, 0.8, 0.95}) {
    const double expected = by_hand(t);
    const auto close = Approx(expected).epsilon(1e-12).margin(1e-12);
    CHECK(forward_loop(t) == close);
    CHECK(symbolic(t) == close);
    CHECK(tg::grad<tg::forward>(l4)(t) == close);
    CHECK(tg::grad<tg::reverse>(l4)(t) == close);
    // l4 = (1 - T_8(1 - 2x)) / 2, so |l4''| <= 2 · 8² (8² - 1) / 3 = 2688, and the difference errs
    // h/2 times that, besides its rounding.
    const double h = 1e-6;
    CHECK(std::abs((l4(t + h) - l4(t)) / h - expected) < 2688 * h / 2 + 1e-9);
    CHECK_THAT(tg::check(l4)(t), tg::is_right());
  }
}

TEST_CASE("a shared weight has the sum of the derivatives of its uses") {
  constexpr auto apart = [](auto first, auto second, auto x) {
    using std::tanh;
    return tanh(first * tanh(second * x));
  };
  constexpr auto shared = [](auto w, auto x) {
    using std::tanh;
    return tanh(w * tanh(w * x));
  };
  const auto [first, second] = tg::grad<tg::wrt<0, 1>>(apart)(0.7, 0.7, 1.3);
  CHECK(tg::grad<tg::wrt<0>>(shared)(0.7, 1.3) == near(first + second));
  CHECK_THAT(tg::check(shared)(0.7, 1.3), tg::is_right());
}
