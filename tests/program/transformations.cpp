// Every transformation, in every mode, on every shape of argument, against derivatives found by
// hand.
#include <array>
#include <cmath>
#include <tuple>

#include <catch2/catch.hpp>

#include <typegrad.hpp>

namespace tg = typegrad;

namespace {

template <class T>
struct vec2 {
  T x, y;
  friend constexpr bool operator==(const vec2&, const vec2&) = default;
};

template <class T>
struct body {
  vec2<T> position;
  std::array<T, 2> velocity;
  T mass;
  friend constexpr bool operator==(const body&, const body&) = default;
};

template <class Mode>
constexpr bool differentiates_all_shapes() {
  constexpr auto one = [](auto x) { return x * x * x; };
  constexpr auto two = [](auto x, auto y) { return x * x * y; };
  constexpr auto array = [](const auto& v) { return v[0] * v[1] + v[2] * v[2]; };
  constexpr auto tuple = [](const auto& t) {
    return std::get<0>(t) * std::get<1>(t)[1] * std::get<1>(t)[0];
  };
  constexpr auto energy = [](const auto& b) {
    return b.mass * (b.velocity[0] * b.velocity[0] + b.velocity[1] * b.velocity[1]) / 2 +
           10 * b.mass * b.position.y;
  };
  using pair = std::array<double, 2>;
  constexpr body<double> b{{1, 2}, {3, 4}, 5};

  static_assert(tg::grad<Mode>(one)(2.0) == 12);
  static_assert(tg::value_and_grad<Mode>(one)(2.0) == std::pair(8.0, 12.0));
  static_assert(tg::grad<Mode>(two)(3.0, 4.0) == std::tuple(24.0, 9.0));
  static_assert(tg::grad<Mode, tg::wrt<1>>(two)(3.0, 4.0) == 9);
  static_assert(tg::grad<tg::wrt<0>, Mode>(two)(3.0, 4.0) == 24);
  static_assert(tg::grad<Mode, tg::wrt<1, 0>>(two)(3.0, 4.0) == std::tuple(9.0, 24.0));
  static_assert(tg::grad<Mode>(array)(std::array{1.0, 2.0, 3.0}) == std::array{2.0, 1.0, 6.0});
  static_assert(tg::grad<Mode>(tuple)(std::tuple(2.0, pair{3, 5})) ==
                std::tuple(15.0, pair{10, 6}));
  static_assert(tg::value_and_grad<Mode>(energy)(b) ==
                std::pair(162.5, body<double>{{0, 50}, {15, 20}, 32.5}));
  return true;
}
static_assert(differentiates_all_shapes<tg::forward>());
static_assert(differentiates_all_shapes<tg::reverse>());
static_assert(differentiates_all_shapes<tg::automatic>());

constexpr auto polar = [](const auto& p) {
  return std::array{p[0] * p[1], p[0] + p[1], p[0] * p[0] * p[1]};
};

template <class Mode>
constexpr bool has_right_jacobian() {
  using row = std::array<double, 2>;
  constexpr auto several = [](auto x, auto y) { return std::tuple(x * y, x - y); };
  static_assert(tg::jacobian<Mode>(polar)(row{2, 3}) ==
                std::array{row{3, 2}, row{1, 1}, row{12, 4}});
  static_assert(tg::jacobian<Mode>(several)(2.0, 3.0) ==
                std::tuple(std::tuple(3.0, 2.0), std::tuple(1.0, -1.0)));
  static_assert(tg::jacobian<Mode, tg::wrt<1>>(several)(2.0, 3.0) == std::tuple(2.0, -1.0));
  return true;
}
static_assert(has_right_jacobian<tg::forward>());
static_assert(has_right_jacobian<tg::reverse>());
static_assert(has_right_jacobian<tg::automatic>());

// J = (3 2; 1 1; 12 4) at (2, 3)
using row = std::array<double, 2>;
using column = std::array<double, 3>;
static_assert(tg::jvp(polar)(tg::at(row{2, 3}), tg::along(row{1, -1})) ==
              std::pair(column{6, 5, 12}, column{1, 0, 8}));
static_assert(tg::vjp(polar)(row{2, 3}).first == column{6, 5, 12});
static_assert(tg::vjp(polar)(row{2, 3}).second(column{1, -1, 2}) == row{26, 9});

// x² y + y³: H = (2y 2x; 2x 6y)
constexpr auto cubic = [](auto x, auto y) { return x * x * y + y * y * y; };
static_assert(tg::hessian(cubic)(2.0, 3.0) ==
              std::tuple(std::tuple(6.0, 4.0), std::tuple(4.0, 18.0)));
static_assert(tg::hessian<tg::wrt<1>>(cubic)(2.0, 3.0) == 18);
static_assert(tg::hvp(cubic)(tg::at(2.0, 3.0), tg::along(1.0, -1.0)) == std::tuple(2.0, -14.0));
static_assert(tg::jvp<tg::wrt<1>>(cubic)(tg::at(2.0, 3.0), tg::along(2.0)) ==
              std::pair(39.0, 62.0));
static_assert(tg::vjp<tg::wrt<0>>(cubic)(2.0, 3.0).second(2.0) == 24);

// ⟨ȳ, J ẋ⟩ = ⟨Jᵀ ȳ, ẋ⟩: both are 1 (1) - 1 (0) + 2 (8) = 26 - 9
static_assert([] {
  const column left = tg::jvp(polar)(tg::at(row{2, 3}), tg::along(row{1, -1})).second;
  const row right = tg::vjp(polar)(row{2, 3}).second(column{1, -1, 2});
  return left[0] - left[1] + 2 * left[2] == 17 && right[0] - right[1] == 17;
}());

// A result that an argument does not reach, one that is an argument, one that is a constant
constexpr auto sparse = [](auto x, auto y) { return std::tuple(x, y * y, x * 0 + 7); };
static_assert(tg::jacobian(sparse)(2.0, 3.0) ==
              std::tuple(std::tuple(1.0, 0.0), std::tuple(0.0, 6.0), std::tuple(0.0, 0.0)));

// Loops, helper functions and accumulation are ordinary code: d/dx Σ_k x^k / k
constexpr auto series = [](auto x) {
  auto sum = 0 * x, power = 0 * x + 1;
  for (int k = 1; k <= 4; ++k) {
    power *= x;
    sum += power / k;
  }
  return sum;
};
static_assert(tg::grad(series)(2.0) == 15 && tg::grad(tg::grad(series))(2.0) == 17);

template <class T>
constexpr auto norm_squared(const vec2<T>& v) {
  return v.x * v.x + v.y * v.y;
}
static_assert(tg::grad([](const auto& v) { return norm_squared(v) * v.x; })(vec2<double>{2, 3}) ==
              vec2<double>{21, 12});

// Integers and mixed numbers are taken in their common floating-point type.
static_assert(tg::grad(cubic)(2, 3) == std::tuple(12.0, 31.0));
static_assert(std::is_same_v<decltype(tg::grad(cubic)(2.0f, 3.0f)), std::tuple<float, float>>);
static_assert(std::is_same_v<decltype(tg::grad(cubic)(2.0f, 3.0)), std::tuple<double, double>>);

constexpr auto example = [](auto x1, auto x2) {
  using std::log, std::sin;
  return log(x1) + x1 * x2 - sin(x2);
};

}  // namespace

TEMPLATE_TEST_CASE("value and gradient of log x1 + x1 x2 - sin x2", "", tg::forward, tg::reverse,
                   tg::automatic) {
  const auto [value, gradient] = tg::value_and_grad<TestType>(example)(2.0, 5.0);
  CHECK(value == std::log(2.0) + 10 - std::sin(5.0));
  CHECK(std::get<0>(gradient) == 5.5);
  CHECK(std::get<1>(gradient) == 2 - std::cos(5.0));
}

TEST_CASE("second derivatives of log x1 + x1 x2 - sin x2") {
  const auto hessian = tg::hessian(example)(2.0, 5.0);
  CHECK(std::get<0>(std::get<0>(hessian)) == -0.25);
  CHECK(std::get<0>(std::get<1>(hessian)) == 1);
  CHECK(std::get<1>(std::get<0>(hessian)) == 1);
  CHECK(std::get<1>(std::get<1>(hessian)) == std::sin(5.0));
}

TEST_CASE("a pullback may be called again and keeps its point") {
  double x = 2;
  const auto [value, pullback] = tg::vjp(example)(x, 5.0);
  x = 100;
  CHECK(value == example(2.0, 5.0));
  CHECK(std::get<0>(pullback(1.0)) == 5.5);
  CHECK(std::get<0>(pullback(-2.0)) == -11);
}
