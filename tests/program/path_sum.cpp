// Derivatives as sums over paths, and the number of paths as a constant: the logistic map has two
// paths through each iteration.
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <tuple>

#include <catch2/catch.hpp>

#include <typegrad.hpp>

namespace tg = typegrad;

namespace {

constexpr auto x = tg::var<"x">;
constexpr auto y = tg::var<"y">;

// (x + y) z at (-2, 5, -4): f = -12, ∇f = (z, z, x + y) = (-4, -4, 3)
constexpr auto gates = [](auto a, auto b, auto c) { return (a + b) * c; };
static_assert(tg::path_sum(gates)(-2.0, 5.0, -4.0) == std::tuple(-4.0, -4.0, 3.0));
static_assert(tg::path_sum<tg::wrt<2>>(gates)(-2.0, 5.0, -4.0) == 3);
static_assert(tg::path_count(tg::trace<double, double, double>(gates)) == 3);

constexpr auto f = tg::formula<"y*(x^2+x)">;
static_assert(tg::path_sum(f)(x = 2.0, y = 1.0)[x] == 5 && tg::path_count(f) == 4);

// Composes as the other transformations: ∂²(x³)/∂x² = 6x
constexpr auto cube = [](auto t) { return t * t * t; };
static_assert(tg::path_sum(tg::path_sum(cube))(2.0) == 12);
static_assert(tg::grad(tg::path_sum(cube))(2.0) == 12);

/// l_n of the logistic map l_1 = x, l_{n+1} = 4 l_n (1 - l_n), by a loop in the source.
template <int N>
struct logistic_map {
  template <class T>
  constexpr T operator()(const T& first) const {
    T l = first;
    for (int n = 1; n < N; ++n) l = 4 * l * (1 - l);
    return l;
  }
};
constexpr auto logistic_loop = [](auto first) {
  return tg::iterate<1000>([](auto l) { return 4 * l * (1 - l); }, first);
};

static_assert(tg::path_count(tg::trace<double>(logistic_map<4>{})) == 8);
static_assert(tg::path_count(tg::trace<double>(logistic_map<64>{})) == 0x1p63);
static_assert(tg::path_count(tg::trace<double>(logistic_map<1001>{})) == 0x1p1000);
static_assert(tg::path_count(tg::trace<double>(logistic_loop)) == 0x1p1000);
static_assert(tg::path_count(tg::trace<double>([](auto l) {
                return tg::iterate<2000>([](auto v) { return v * (1 - v); }, l);
              })) == std::numeric_limits<double>::infinity());
static_assert(tg::path_sum<tg::at_most<8>>(logistic_map<4>{})(0.5) == 0);

// Both modes cost a bounded number of operations an iteration, though the paths double.
template <class Mode>
constexpr auto operations =
    tg::cost(tg::trace<double>(tg::grad<Mode>(logistic_map<1001>{}))).total();
static_assert(operations<tg::forward> <= 10 * 1000 && operations<tg::reverse> <= 10 * 1000);

TEST_CASE("the derivative of l_4") {
  // l_4 = 64 x (1 - x) (1 - 2x)² (1 - 8x + 8x²)², differentiated by hand
  for (const double t : {0.1, 0.2, 0.6}) {
    const double a = 1 - 2 * t, b = 1 - 8 * t + 8 * t * t;
    const double by_hand = 128 * t * (1 - t) * (16 * t - 8) * a * a * b +
                           64 * (1 - t) * a * a * b * b - 64 * t * a * a * b * b -
                           256 * t * (1 - t) * a * b * b;
    CHECK(tg::path_sum(logistic_map<4>{})(t) == Approx(by_hand).epsilon(1e-13));
    CHECK(tg::grad<tg::reverse>(logistic_map<4>{})(t) == Approx(by_hand).epsilon(1e-13));
    CHECK(tg::grad<tg::forward>(logistic_map<4>{})(t) == Approx(by_hand).epsilon(1e-13));
  }
}

TEST_CASE("2^1000 paths, in a time linear in the iterations") {
  // l = sin²(φ) makes l_{n+1} = sin²(2φ), and dl_{n+1}/dl_1 = 2^n sin(2^(n+1) φ) / sin(2φ). At the
  // fixed point 3/4 each iteration multiplies the derivative by -2.
  CHECK(tg::grad<tg::forward>(logistic_map<1001>{})(0.75) == 0x1p1000);
  CHECK(tg::grad<tg::reverse>(logistic_map<1001>{})(0.75) == 0x1p1000);
  CHECK(tg::grad<tg::forward>(logistic_loop)(0.75) == 0x1p1000);
  CHECK(tg::grad<tg::reverse>(logistic_loop)(0.75) == 0x1p1000);
}

}  // namespace
