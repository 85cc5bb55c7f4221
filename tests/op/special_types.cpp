// digamma and polygamma in types of 50 to 110 digits and in one without implicit conversions; their
// poles in every type.
#include <cmath>
#include <compare>
#include <limits>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/multiprecision/mpfr.hpp>
#include <catch2/catch.hpp>

#include "support/polygamma.hpp"

namespace typegrad::test {
namespace {

using boost::multiprecision::cpp_bin_float_50;
using math::digamma, math::polygamma;
template <unsigned Digits>
using mpfr_number = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<Digits>,
                                                  boost::multiprecision::et_off>;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// A double without implicit conversions, and of which std::numeric_limits knows nothing.
struct strict {
  double value = 0;
  strict() = default;
  explicit constexpr strict(int v) : value(v) {}
  explicit constexpr strict(double v) : value(v) {}
  friend constexpr strict operator-(strict a) { return strict(-a.value); }
  friend constexpr strict operator+(strict a, strict b) { return strict(a.value + b.value); }
  friend constexpr strict operator-(strict a, strict b) { return strict(a.value - b.value); }
  friend constexpr strict operator*(strict a, strict b) { return strict(a.value * b.value); }
  friend constexpr strict operator/(strict a, strict b) { return strict(a.value / b.value); }
  friend constexpr auto operator<=>(const strict&, const strict&) = default;
  friend strict acos(strict a) { return strict(std::acos(a.value)); }
  friend strict copysign(strict a, strict b) { return strict(std::copysign(a.value, b.value)); }
  friend strict log(strict a) { return strict(std::log(a.value)); }
  friend strict log1p(strict a) { return strict(std::log1p(a.value)); }
  friend strict round(strict a) { return strict(std::round(a.value)); }
  friend strict tan(strict a) { return strict(std::tan(a.value)); }
};

/// Up to 25: far beyond, ψ is T's own logarithm with its errors.
template <class T>
void check_high_precision() {
  const working_digits scope(500);
  for (const region& r : {positive[1], positive[2], positive[3], positive[4]}) {
    CAPTURE(r.name);
    CHECK(worst_ulps<T>(0, r, 20, 55) < 4);
    CHECK(worst_ulps<T>(1, r, 4, 110) < 4);
    CHECK(worst_ulps<T>(2, r, 4, 110) < 4);
  }
  CHECK(worst_ulps<T>(3, positive[4], 2, 90) < 8);
  for (const region& r : negative) {
    CAPTURE(r.name);
    CHECK(worst_roundings<T>(0, r, 4, 110) < 4);
    CHECK(worst_roundings<T>(1, r, 4, 110) < 4);
  }
}

TEST_CASE("digamma and polygamma have 50 and 100 digits in types that have them", "[special]") {
  check_high_precision<mpfr_number<50>>();
  check_high_precision<mpfr_number<100>>();
  check_high_precision<mpfr_number<110>>();
  check_high_precision<cpp_bin_float_50>();
}

TEST_CASE("digamma has its digits next to its root in 110 digits", "[special]") {
  const working_digits scope(250);
  using T = mpfr_number<110>;
  real root = real("1.4616321449683623412626595423257213284681962040064");
  for (int i = 0; i < 3; ++i) root -= exact(0, root) / exact(1, root, 60);
  for (int k = -5; k <= 5; ++k) {
    const T x = T(root) + T(k) * std::numeric_limits<T>::epsilon();
    CHECK(ulps(digamma(x), exact(0, widen(x))) < 4);
  }
}

TEST_CASE("a number type without implicit conversions has the digits of what it wraps",
          "[special]") {
  const working_digits scope(60);
  for (const double x : {-3.7, -0.5, 1e-5, 0.3, 1.0, 1.4616321449683623, 2.0, 7.3, 55.5, 1e10}) {
    CAPTURE(x);
    CHECK(ulps(digamma(strict(x)).value, exact(0, x)) < 4);
    CHECK(ulps(polygamma(1, strict(x)).value, exact(1, x)) < 4);
    CHECK(math::sign(strict(x)).value == (x < 0 ? -1 : 1));
  }
  CHECK(digamma(strict(-0.0)).value == infinity);
}

template <class T>
void check_special_values() {
  const T zero(0), minus_zero = -zero, large(infinity),
                   none(std::numeric_limits<double>::quiet_NaN());
  const auto is_none = [](const T& x) { return x != x; };
  CHECK(digamma(zero) == -large);
  CHECK(digamma(minus_zero) == large);
  CHECK(digamma(large) == large);
  CHECK(is_none(digamma(none)));
  for (const T& x : {T(-1), T(-2), T(-1000), T(-large)}) CHECK(is_none(digamma(x)));
  for (const T& x : {zero, minus_zero, T(-1), T(-1000)}) CHECK(polygamma(1, x) == large);
  CHECK(polygamma(2, zero) == -large);
  CHECK(polygamma(2, minus_zero) == large);
  CHECK(is_none(polygamma(2, T(-3))));
  for (const int n : {1, 2}) {
    CHECK(polygamma(n, large) == zero);
    CHECK(is_none(polygamma(n, T(-large))));
    CHECK(is_none(polygamma(n, none)));
  }
  CHECK(is_none(polygamma(-1, T(1))));
  CHECK(math::sign(T(-3)) == T(-1));
  CHECK(math::sign(T(0.25)) == T(1));
  CHECK(math::sign(zero) == zero);
  CHECK(is_none(math::sign(none)));
}

TEST_CASE("poles, infinities and NaN", "[special]") {
  check_special_values<float>();
  check_special_values<double>();
  check_special_values<long double>();
  check_special_values<mpfr_number<50>>();
  check_special_values<cpp_bin_float_50>();
}

}  // namespace
}  // namespace typegrad::test
