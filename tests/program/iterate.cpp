// Loops as one operation: values and derivatives of every order against analysis, against the same
// program unrolled, and against long arithmetic.
#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <cstddef>
#include <tuple>
#include <utility>

#include <typegrad.hpp>

#include "support/real.hpp"

namespace tg = typegrad;
using tg::test::real;

namespace {

constexpr double largest(double a, double b) { return a < b ? b : a; }

/// |a - b| <= bound max(1, |a|), for each number of two trees.
template <class Tree>
void check_near(const Tree& a, const Tree& b, double bound) {
  double x[tg::structure_of<Tree>::size], y[tg::structure_of<Tree>::size];
  std::size_t i = 0, k = 0;
  tg::structure_of<Tree>::each(a, [&](double v) { x[i++] = v; });
  tg::structure_of<Tree>::each(b, [&](double v) { y[k++] = v; });
  for (std::size_t j = 0; j < i; ++j) {
    CAPTURE(j, x[j], y[j]);
    CHECK(std::abs(x[j] - y[j]) <= bound * largest(1, std::abs(x[j])));
  }
}

/// One number and its derivative, for loops written by hand.
template <class T>
struct dual {
  T value, derivative;
  friend dual operator*(const dual& a, const dual& b) {
    return {T(a.value * b.value), T(a.derivative * b.value + a.value * b.derivative)};
  }
  friend dual operator*(int a, const dual& b) { return {T(a * b.value), T(a * b.derivative)}; }
  friend dual operator-(int a, const dual& b) { return {T(a - b.value), T(-b.derivative)}; }
};

template <std::size_t N>
struct logistic {
  template <class T>
  constexpr T operator()(const T& x, const T& r) const {
    return tg::iterate<N>([&](auto l) { return r * l * (1 - l); }, x);
  }
};
struct logistic_unrolled {
  template <class T>
  constexpr T operator()(const T& x, const T& r) const {
    T l = x;
    for (int i = 0; i < 10; ++i) l = r * l * (1 - l);
    return l;
  }
};

/// A loop in a loop: a counter, captured numbers, a choice, two carries.
struct nested {
  template <class T>
  constexpr T operator()(const T& x, const T& w) const {
    using std::sin;
    const auto last = tg::iterate<5>(
        [&](const auto& s, const auto& t) {
          const auto z = tg::iterate<3>([&](auto u) { return sin(u) * w + s[0]; }, s[1]);
          return std::array{s[0] + 0.1 * z * w, tg::select(z > 0.3, z, s[1] * s[0]) - 0.1 * t};
        },
        std::array{x, T(x * w)});
    return last[0] * last[1];
  }
};
struct nested_unrolled {
  template <class T>
  constexpr T operator()(const T& x, const T& w) const {
    using std::sin;
    T a = x, b = x * w;
    for (int t = 0; t < 5; ++t) {
      T z = b;
      for (int i = 0; i < 3; ++i) z = sin(z) * w + a;
      const T next = a + 0.1 * z * w;
      b = tg::select(z > 0.3, z, b * a) - 0.1 * t;
      a = next;
    }
    return a * b;
  }
};

/// ∂/∂x ∂/∂w ∂/∂x, each in reverse mode.
template <class F>
constexpr auto third = [](auto... x) {
  return std::get<0>(tg::grad<tg::reverse>([](auto... y) {
    return std::get<1>(tg::grad<tg::reverse>(
        [](auto... z) { return std::get<0>(tg::grad<tg::reverse>(F{})(z...)); })(y...));
  })(x...));
};

template <class Loop, class Unrolled>
void check_against_unrolled(double x, double w, double bound) {
  const Loop loop;
  const Unrolled unrolled;
  CHECK(tg::trace<double, double>(loop)(x, w) == unrolled(x, w));
  CHECK(loop(x, w) == unrolled(x, w));
  check_near(tg::value_and_grad<tg::forward>(loop)(x, w),
             tg::value_and_grad<tg::forward>(unrolled)(x, w), bound);
  check_near(tg::value_and_grad<tg::reverse>(loop)(x, w),
             tg::value_and_grad<tg::reverse>(unrolled)(x, w), bound);
  check_near(tg::grad(loop)(x, w), tg::grad(unrolled)(x, w), bound);
  const auto second = tg::hessian(unrolled)(x, w);
  check_near(tg::hessian(loop)(x, w), second, bound);
  check_near(tg::jacobian<tg::forward>(tg::grad<tg::forward>(loop))(x, w), second, bound);
  check_near(tg::jacobian<tg::reverse>(tg::grad<tg::forward>(loop))(x, w), second, bound);
  check_near(tg::jacobian<tg::reverse>(tg::grad<tg::reverse>(loop))(x, w), second, bound);
  check_near(tg::hvp(loop)(tg::at(x, w), tg::along(0.6, -1.7)),
             tg::hvp(unrolled)(tg::at(x, w), tg::along(0.6, -1.7)), bound);
  check_near(third<Loop>(x, w), third<Unrolled>(x, w), bound);
}

}  // namespace

TEST_CASE("derivatives of a loop are those of the same program unrolled, to the third order") {
  check_against_unrolled<logistic<10>, logistic_unrolled>(0.3, 3.7, 1e-13);
  check_against_unrolled<nested, nested_unrolled>(0.3, 1.3, 1e-13);
}

TEST_CASE("ten iterations of the logistic map, to 50 digits") {
  // 4 l (1 - l) takes sin² θ to sin² 2θ, so l_10 = sin²(1024 θ) with θ = asin √x.
  const tg::test::working_digits digits(60);
  const real x = real(3) / 10;
  const auto f = [](const auto& l) {
    return tg::iterate<10>([](auto y) { return 4 * y * (1 - y); }, l);
  };
  const real theta = asin(sqrt(x));
  const real value = pow(sin(1024 * theta), 2);
  const real derivative = 1024 * sin(2048 * theta) / (2 * sqrt(x * (1 - x)));
  const auto [y, d] = tg::value_and_grad<tg::reverse>(f)(x);
  CHECK(abs(y - value) < 1e-50);
  CHECK(abs(d - derivative) < 1e-46);
  CHECK(abs(tg::grad<tg::forward>(f)(x) - derivative) < 1e-46);
}

TEST_CASE("a thousand iterations of a chaotic map, against dual numbers of 400 digits") {
  // One iteration doubles an error: some 301 digits are lost.
  const tg::test::working_digits digits(400);
  const real x = real(3) / 10;
  const auto f = [](const auto& l) {
    return tg::iterate<1000>([](auto y) { return 4 * y * (1 - y); }, l);
  };
  dual<real> expected{x, 1};
  for (int i = 0; i < 1000; ++i) expected = 4 * expected * (1 - expected);
  const real forward = tg::grad<tg::forward>(f)(x), reverse = tg::grad<tg::reverse>(f)(x);
  CHECK(abs(expected.derivative) > 1e200);
  CHECK(abs(forward / expected.derivative - 1) < 1e-90);
  CHECK(abs(reverse / expected.derivative - 1) < 1e-90);
}

TEST_CASE("Newton's iteration converges to the root and its derivatives") {
  const auto root = [](const auto& a) {
    return tg::iterate<8>([&](auto x) { return (x + a / x) / 2; }, (1 + a) / 2);
  };
  for (const double a : {0.5, 2.0, 7.0}) {
    const double r = std::sqrt(a);
    CHECK(std::abs(root(a) - r) <= 4e-16 * r);
    CHECK(std::abs(tg::grad<tg::forward>(root)(a) * 2 * r - 1) < 2e-15);
    CHECK(std::abs(tg::grad<tg::reverse>(root)(a) * 2 * r - 1) < 2e-15);
    CHECK(std::abs(tg::hessian(root)(a) * -4 * a * r - 1) < 1e-14);
  }
}

namespace {

/// x'' = -ω² x by the classical method of Runge and Kutta, 200 steps to the time 2: (x, x').
struct oscillator {
  template <class T>
  constexpr std::array<T, 2> operator()(const T& x, const T& v, const T& omega) const {
    constexpr double h = 2.0 / 200;
    return tg::iterate<200>(
        [&](const auto& s) {
          const auto slope = [&](const auto& p, const auto& q) {
            return std::array{q, -(omega * omega * p)};
          };
          const auto a = slope(s[0], s[1]);
          const auto b = slope(s[0] + h / 2 * a[0], s[1] + h / 2 * a[1]);
          const auto c = slope(s[0] + h / 2 * b[0], s[1] + h / 2 * b[1]);
          const auto d = slope(s[0] + h * c[0], s[1] + h * c[1]);
          return std::array{s[0] + h / 6 * (a[0] + 2 * b[0] + 2 * c[0] + d[0]),
                            s[1] + h / 6 * (a[1] + 2 * b[1] + 2 * c[1] + d[1])};
        },
        std::array{x, v});
  }
};

}  // namespace

TEST_CASE("the state of an oscillator depends on its start and frequency as analysis says") {
  const double x = 0.7, v = -0.4, w = 1.3, t = 2;
  const double c = std::cos(w * t), s = std::sin(w * t);
  const std::array<double, 2> state{x * c + v / w * s, -x * w * s + v * c};
  using row = std::tuple<double, double, double>;
  const std::array<row, 2> expected{row{c, s / w, -x * t * s - v / (w * w) * s + v / w * t * c},
                                    row{-w * s, c, -x * s - x * w * t * c - v * t * s}};
  // The method errs by h^4 w^5 t / 120.
  check_near(oscillator{}(x, v, w), state, 1e-9);
  const auto forward = tg::jacobian<tg::forward>(oscillator{})(x, v, w);
  const auto reverse = tg::jacobian<tg::reverse>(oscillator{})(x, v, w);
  check_near(forward, expected, 2e-9);
  check_near(reverse, forward, 1e-14);
}

TEST_CASE("forward and reverse mode are dual: ȳ (J v) = (Jᵀ ȳ) v") {
  const auto [y, along] = tg::jvp(oscillator{})(tg::at(0.7, -0.4, 1.3), tg::along(0.3, 1.1, -0.8));
  const auto [z, pullback] = tg::vjp(oscillator{})(0.7, -0.4, 1.3);
  const auto [a, b, c] = pullback(std::array{0.9, -1.6});
  CHECK(std::abs(0.9 * along[0] - 1.6 * along[1] - (0.3 * a + 1.1 * b - 0.8 * c)) < 1e-14);
  CHECK(y == z);
}

TEST_CASE("the counter is a number of the program") {
  const auto exponential = [](const auto& x) {
    using T = std::remove_cvref_t<decltype(x)>;
    return tg::iterate<30>(
        [&](const auto& s, const auto& t) { return std::array{s[0] + s[1], s[1] * x / (t + 1)}; },
        std::array{T(0), T(1)})[0];
  };
  for (const double x : {-1.0, 0.5, 3.0}) {
    CHECK(std::abs(tg::trace<double>(exponential)(x) - std::exp(x)) <=
          1e-15 * std::exp(std::abs(x)));
    CHECK(std::abs(tg::grad<tg::forward>(exponential)(x) - std::exp(x)) <=
          2e-15 * std::exp(std::abs(x)));
    CHECK(std::abs(tg::grad<tg::reverse>(exponential)(x) - std::exp(x)) <=
          2e-15 * std::exp(std::abs(x)));
    CHECK(std::abs(tg::hessian(exponential)(x) - std::exp(x)) <= 4e-15 * std::exp(std::abs(x)));
  }
  const auto sum = [](auto x) {
    return tg::iterate<5>([&](auto s, auto t) { return s + t * x; }, 0.0);
  };
  CHECK(sum(2.0) == 20);
  CHECK(tg::trace<double>(sum)(2.0) == 20);
  CHECK(tg::grad<tg::reverse>(sum)(2.0) == 10);
}

TEST_CASE("a loop stands where a number does: in a choice, in a derivative, around a derivative") {
  const auto safe = [](auto x) {
    using std::sqrt;
    const auto looped = tg::iterate<3>([](auto y) { return sqrt(y - 1); }, x);
    return tg::select(x > 6, looped, x * x);
  };
  CHECK(tg::trace<double>(safe)(0.5) == 0.25);
  CHECK(tg::grad<tg::reverse>(safe)(0.5) == 1);
  CHECK(tg::grad<tg::forward>(safe)(0.5) == 1);
  const double x = 30, a = std::sqrt(x - 1), b = std::sqrt(a - 1), c = std::sqrt(b - 1);
  CHECK(std::abs(tg::grad<tg::reverse>(safe)(x) * 8 * a * b * c - 1) < 1e-14);
  CHECK(std::abs(tg::grad<tg::forward>(safe)(x) * 8 * a * b * c - 1) < 1e-14);
  // In the branch not taken all derivatives are NaN.
  CHECK(tg::hessian(safe)(0.5) == 2);
  CHECK(tg::jacobian<tg::reverse>(tg::grad<tg::forward>(safe))(0.5) == 2);
  CHECK(tg::jacobian<tg::reverse>(tg::grad<tg::reverse>(safe))(0.5) == 2);

  // Gradient descent on (x - end)²: 1 - (1 - 2 rate)^20 of the way to the end.
  const auto descend = [](auto start, auto end) {
    return tg::iterate<20>(
        [&](auto at) {
          return at - 0.05 * tg::grad([&](auto y) { return (y - end) * (y - end); })(at);
        },
        start);
  };
  const double kept = std::pow(0.9, 20);
  check_near(tg::grad<tg::reverse>(descend)(3.0, 1.0), std::tuple(kept, 1 - kept), 1e-14);
  check_near(tg::grad<tg::forward>(descend)(3.0, 1.0), std::tuple(kept, 1 - kept), 1e-14);
}

TEST_CASE("carries that never change, change places, or are not used") {
  const auto fibonacci = [](auto x, auto y) {
    return tg::iterate<10>([](const auto& s) { return std::array{s[1], s[0] + s[1]}; },
                           std::array{x, y})[0];
  };
  CHECK(tg::trace<double, double>(fibonacci)(1.0, 2.0) == 34 + 2 * 55);
  CHECK(tg::grad<tg::reverse>(fibonacci)(1.0, 2.0) == std::tuple(34.0, 55.0));
  CHECK(tg::grad<tg::forward>(fibonacci)(1.0, 2.0) == std::tuple(34.0, 55.0));
  const auto swap = [](auto x, auto y) {
    return tg::iterate<3>([](const auto& s) { return std::array{s[1], s[0]}; }, std::array{x, y});
  };
  CHECK(tg::trace<double, double>(swap)(1.0, 2.0) == std::array{2.0, 1.0});
  const auto power = [](auto x, auto r, auto unused) {
    return std::get<0>(tg::iterate<6>(
        [](const auto& s) {
          const auto [y, factor, other] = s;
          return std::tuple(y * factor, factor, other * y);
        },
        std::tuple(x, r, unused)));
  };
  CHECK(tg::trace<double, double, double>(power)(3.0, 2.0, 9.0) == 192);
  CHECK(tg::grad<tg::reverse>(power)(3.0, 2.0, 9.0) == std::tuple(64.0, 576.0, 0.0));
  CHECK(tg::grad<tg::forward>(power)(3.0, 2.0, 9.0) == std::tuple(64.0, 576.0, 0.0));
}

TEST_CASE("no iteration, one iteration") {
  const auto none = [](auto x) { return tg::iterate<0>([](auto y) { return y * y; }, x); };
  const auto once = [](auto x) { return tg::iterate<1>([](auto y) { return y * y; }, x); };
  CHECK(tg::trace<double>(none)(3.0) == 3);
  CHECK(none(3.0) == 3);
  CHECK(tg::grad<tg::reverse>(none)(3.0) == 1);
  CHECK(tg::trace<double>(once)(3.0) == 9);
  CHECK(tg::grad<tg::reverse>(once)(3.0) == 6);
}

TEST_CASE("a million iterations") {
  // x -> x (1 - h x) is Euler's method for x' = -x², x(t) = 1 / (1/x + t) at t = 1.
  const auto decay = [](const auto& x) {
    return tg::iterate<1'000'000>([](auto y) { return y * (1 - 1e-6 * y); }, x);
  };
  for (const double x : {0.5, 2.0}) {
    const auto [value, derivative] = tg::value_and_grad(decay)(x);
    CHECK(std::abs(value * (1 / x + 1) - 1) < 2e-6);
    CHECK(std::abs(derivative * (1 + x) * (1 + x) - 1) < 5e-6);
    CHECK(tg::grad<tg::forward>(decay)(x) == derivative);
  }
  // In reverse mode a loop in a loop keeps 1000 states of the outer one and of the inner one.
  const auto in_turns = [](const auto& x) {
    return tg::iterate<1000>(
        [](auto outer) {
          return tg::iterate<1000>([](auto y) { return y * (1 - 1e-6 * y); }, outer);
        },
        x);
  };
  using reverse = tg::program<decltype(tg::grad<tg::reverse>(in_turns)), tg::symbol>;
  static_assert(reverse::frozen.stored_total == 2000);
  CHECK(std::abs(tg::grad<tg::reverse>(in_turns)(2.0) / tg::grad<tg::forward>(decay)(2.0) - 1) <
        1e-9);
}

TEST_CASE("what depends on a number of the state that never changes is computed before the loop") {
  constexpr auto f = [](auto x, auto y) {
    const auto [kept, sum] = tg::iterate<3>(
        [](auto s) { return std::tuple(std::get<0>(s), std::get<1>(s) + exp(std::get<0>(s))); },
        std::tuple(x, y));
    return kept * sum;
  };
  // f = x (y + 3 e^x)
  const auto [value, gradient] = tg::value_and_grad<tg::reverse>(f)(0.5, 2.0);
  CHECK(std::abs(value - 0.5 * (2 + 3 * std::exp(0.5))) < 1e-14);
  CHECK(std::abs(std::get<0>(gradient) - (2 + 4.5 * std::exp(0.5))) < 1e-14);
  CHECK(std::get<1>(gradient) == 0.5);
}

TEST_CASE("gradients of loops are constants") {
  constexpr auto cube = [](auto x) { return tg::iterate<3>([&](auto y) { return y * x; }, 1.0); };
  static_assert(cube(2.0) == 8);
  static_assert(tg::trace<double>(cube)(2.0) == 8);
  static_assert(tg::grad<tg::forward>(cube)(2.0) == 12);
  static_assert(tg::grad<tg::reverse>(cube)(2.0) == 12);
  static_assert(tg::hessian(cube)(2.0) == 12);
}
