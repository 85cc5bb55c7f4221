// Derivatives of derivatives, to any order, inside other programs, and over every kind of number.
#include <cmath>
#include <tuple>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/multiprecision/mpfr.hpp>
#include <catch2/catch.hpp>

#include <typegrad.hpp>

namespace tg = typegrad;

namespace {

// d/dx [x · d/dy (x + y)] = 1: the inner derivative must not see x as its own variable, though both
// have the value 1.
constexpr auto confusing = [](auto x) { return x * tg::grad([x](auto y) { return x + y; })(x); };
static_assert(tg::grad(confusing)(1.0) == 1);
static_assert(tg::grad<tg::forward>(confusing)(1.0) == 1 &&
              tg::grad<tg::reverse>(confusing)(1.0) == 1);
constexpr auto confusing2 = [](auto x, auto y) {
  return x * tg::grad([x](auto z) { return x + z; })(y);
};
static_assert(tg::grad(confusing2)(1.0, 1.0) == std::tuple(1.0, 0.0));

// d/dx [x · (d/dy (x y² ) at y = 3x)] = d/dx [6 x³] = 18 x², by every pair of modes
template <class Outer, class Inner>
constexpr bool captures() {
  constexpr auto f = [](auto x) {
    return x * tg::grad<Inner>([x](auto y) { return x * y * y; })(3 * x);
  };
  return tg::grad<Outer>(f)(2.0) == 72 && tg::grad<Outer>(tg::grad<Inner>(f))(2.0) == 72;
}
static_assert(captures<tg::forward, tg::forward>() && captures<tg::forward, tg::reverse>());
static_assert(captures<tg::reverse, tg::forward>() && captures<tg::reverse, tg::reverse>());

// Three levels, the innermost with both outer variables: ∂/∂z (x y z²) = 2 x y z, at z = y; ∂/∂y (2
// x y²) = 4 x y, at y = x; d/dx (4 x²) = 8 x
constexpr auto deep = [](auto x) {
  return tg::grad([x](auto y) { return tg::grad([x, y](auto z) { return x * y * z * z; })(y); })(x);
};
static_assert(tg::grad(deep)(3.0) == 24);

// Newton's step inside a program: x - f/f' with f = x² - a, f' taken by the library; its derivative
// in a is 1/(2x)
constexpr auto newton = [](auto x, auto a) {
  const auto [value, slope] = tg::value_and_grad([a](auto t) { return t * t - a; })(x);
  return x - value / slope;
};
static_assert(tg::grad<tg::wrt<1>>(newton)(2.0, 5.0) == 0.25);

// A Hessian, a Jacobian product and a pullback inside a program: 6x, 3x² · 2, 3x² · x
constexpr auto cube = [](auto x) { return x * x * x; };
static_assert(tg::grad([](auto x) { return tg::hessian(cube)(x); })(2.0) == 6);
static_assert(tg::grad([](auto x) {
                return tg::jvp(cube)(tg::at(x), tg::along(x * 0 + 2)).second;
              })(2.0) == 24);
static_assert(tg::grad([](auto x) { return tg::vjp(cube)(x).second(x); })(2.0) == 36);

// To the third order, in all modes: (x⁵)''' = 60 x²; x³ y² has ∂³/∂x²∂y = 12 x y
constexpr auto fifth = [](auto x) { return x * x * x * x * x; };
template <class A, class B, class C>
constexpr bool third_order() {
  return tg::grad<A>(tg::grad<B>(tg::grad<C>(fifth)))(2.0) == 240;
}
static_assert(third_order<tg::forward, tg::forward, tg::forward>() &&
              third_order<tg::reverse, tg::reverse, tg::reverse>());
static_assert(third_order<tg::forward, tg::reverse, tg::forward>() &&
              third_order<tg::reverse, tg::forward, tg::reverse>());
static_assert(third_order<tg::automatic, tg::automatic, tg::automatic>());
constexpr auto mixed = [](auto x, auto y) { return x * x * x * y * y; };
static_assert(tg::grad<tg::wrt<1>>(tg::grad<tg::wrt<0>>(tg::grad<tg::wrt<0>>(mixed)))(2.0, 3.0) ==
              72);
static_assert(tg::grad<tg::wrt<0>>(tg::grad<tg::wrt<1>>(tg::grad<tg::wrt<0>>(mixed)))(2.0, 3.0) ==
              72);
static_assert(std::get<1>(std::get<0>(std::get<0>(tg::jacobian(tg::hessian(mixed))(2.0, 3.0)))) ==
              72);

/// Numbers without any implicit conversion, to or from: a program may rely on none.
class strict {
 public:
  strict() = default;
  explicit strict(double value) : value_(value) {}
  explicit strict(int) = delete;
  double value() const { return value_; }

  friend strict operator+(strict a, strict b) { return strict(a.value_ + b.value_); }
  friend strict operator-(strict a, strict b) { return strict(a.value_ - b.value_); }
  friend strict operator*(strict a, strict b) { return strict(a.value_ * b.value_); }
  friend strict operator/(strict a, strict b) { return strict(a.value_ / b.value_); }
  friend strict operator-(strict a) { return strict(-a.value_); }
  friend bool operator<(strict a, strict b) { return a.value_ < b.value_; }
  friend strict exp(strict a) { return strict(std::exp(a.value_)); }
  friend strict sin(strict a) { return strict(std::sin(a.value_)); }
  friend strict cos(strict a) { return strict(std::cos(a.value_)); }

 private:
  double value_ = 0;
};

/// x e^(x/3) sin 2x, and its first three derivatives by the product rule: with c = 1/3 + 2i, f =
/// Im(x e^(c x)) and f⁽ⁿ⁾ = Im((cⁿ x + n cⁿ⁻¹) e^(c x)).
constexpr auto wave = [](auto x) {
  using std::exp, std::sin;
  return x * exp(x / 3) * sin(2 * x);
};
template <class T>
T wave_derivative(int n, const T& x) {
  using std::exp, std::sin, std::cos;
  T re = 1, im = 0, last_re = 0, last_im = 0;
  for (int k = 0; k < n; ++k) {
    last_re = re, last_im = im;
    re = last_re / 3 - 2 * last_im;
    im = last_im / 3 + 2 * last_re;
  }
  const T a = re * x + T(n) * last_re, b = im * x + T(n) * last_im;
  return exp(T(x / 3)) * (a * sin(T(2 * x)) + b * cos(T(2 * x)));
}

using mpfr_50 = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<50>,
                                              boost::multiprecision::et_off>;
using mpfr_100 = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<100>,
                                               boost::multiprecision::et_off>;
using binary_50 = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<50>,
                                                boost::multiprecision::et_off>;

}  // namespace

TEMPLATE_TEST_CASE("three orders over every kind of number", "", float, double, long double,
                   mpfr_50, mpfr_100, binary_50, boost::multiprecision::cpp_bin_float_50) {
  const TestType x = TestType(5) / 4;
  const TestType small = 64 * std::numeric_limits<TestType>::epsilon();
  const auto agree = [&](const TestType& got, const TestType& expected) {
    using std::abs;
    return abs(TestType(got - expected)) <= small * abs(expected);
  };
  const auto first = tg::value_and_grad(wave)(x);
  STATIC_REQUIRE(std::is_same_v<std::remove_cvref_t<decltype(first.second)>, TestType>);
  CHECK(agree(first.first, wave_derivative(0, x)));
  CHECK(agree(first.second, wave_derivative(1, x)));
  CHECK(agree(tg::grad<tg::forward>(wave)(x), wave_derivative(1, x)));
  CHECK(agree(tg::grad<tg::reverse>(wave)(x), wave_derivative(1, x)));
  CHECK(agree(tg::hessian(wave)(x), wave_derivative(2, x)));
  CHECK(agree(tg::grad(tg::grad(tg::grad(wave)))(x), wave_derivative(3, x)));
}

TEST_CASE("a number type without implicit conversions") {
  const strict x(1.25);
  CHECK(tg::grad(wave)(x).value() == tg::grad(wave)(1.25));
  CHECK(tg::grad<tg::forward>(tg::grad<tg::reverse>(wave))(x).value() ==
        tg::grad<tg::forward>(tg::grad<tg::reverse>(wave))(1.25));
  constexpr auto choice = [](auto a, auto b) { return select(a < b, a * b, a / b); };
  const auto [da, db] = tg::grad(choice)(strict(6.0), strict(2.0));
  CHECK(da.value() == 0.5);
  CHECK(db.value() == -1.5);
}
