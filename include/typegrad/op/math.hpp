// The functions that the table's values are written with, for the standard floating-point types; a
// number type of another library brings its own, which are found by argument-dependent look-up.
#pragma once

#include <cmath>
#include <limits>
#include <type_traits>

#include <typegrad/op/special.hpp>

namespace typegrad::math {

using std::abs, std::copysign, std::fdim, std::fma, std::fmod, std::hypot, std::remainder;
using std::acos, std::acosh, std::asin, std::asinh, std::atan, std::atan2, std::atanh;
using std::cbrt, std::exp, std::exp2, std::expm1, std::log, std::log10, std::log1p, std::log2;
using std::ceil, std::floor, std::rint, std::round, std::trunc;
using std::cos, std::cosh, std::sin, std::sinh, std::tan, std::tanh;
using std::erf, std::erfc, std::lgamma, std::pow, std::sqrt, std::tgamma;

/// c ? a : b, for a plain truth value.
template <class T>
constexpr T select(bool c, const T& a, const T& b) {
  return c ? a : b;
}

/// x² - h where h is x² rounded, for |x| below 2¹²⁷. Without a fast fused operation, x² is taken in
/// a wider type that the processor knows: of a double in the x87's, whose 64 bits leave an error of
/// 2⁻⁶⁴ x². Where there is none, the sum of a² - h and (x - a)(x + a) with a = x to 24 bits: a² is
/// exact, its difference from h too (Sterbenz), and the product is 2⁻²³ x² at most, so that its
/// rounding does not matter.
template <class T>
constexpr T square_error(const T& x, const T& h) {
#ifdef FP_FAST_FMA
  return fma(x, x, -h);
#else
  constexpr bool is_x87 = std::numeric_limits<long double>::digits == 64;
  using wider = std::conditional_t<std::is_same_v<T, float>, double, long double>;
  if constexpr (std::is_same_v<T, float> || (std::is_same_v<T, double> && is_x87)) {
    return static_cast<T>(static_cast<wider>(x) * x - h);
  } else {
    const T a = static_cast<float>(x);
    return (a * a - h) + (x - a) * (x + a);
  }
#endif
}

/// exp(-x²). In the standard types the rounding error of x² is added back, x² = h + l and exp(-x²)
/// = e^(-h) (1 - l) to first order, since exp would magnify it x² times.
template <class T>
constexpr T gaussian(const T& x) {
  const T h = x * x;
  const T e = exp(-h);
  if constexpr (std::is_floating_point_v<T>) {
    return e > T(0) ? e - e * square_error(x, h) : e;
  } else {
    return e;
  }
}

/// 1 - x² as (1 - x)(1 + x), which keeps its digits where x is near ±1.
template <class T>
constexpr T one_minus_square(const T& x) {
  return (T(1) - x) * (T(1) + x);
}

/// x² - 1 with h = x - 1, which is exact: (x + 1) h, and where x + 1 may round h + h + h²; NaN for
/// x < 1.
template <class T>
constexpr T square_minus_one(const T& x) {
  const T h = x - T(1);
  if (h < T(0)) return T(std::numeric_limits<double>::quiet_NaN());
  return h < T(1) ? T(h + h + h * h) : T((x + T(1)) * h);
}

/// 1 / (1 + e^-x) by e = e^-|x|, which does not overflow; for x < 0 it is e / (1 + e).
template <class T>
constexpr T sigmoid(const T& x) {
  const bool is_negative = x < T(0);
  const T e = exp(is_negative ? x : T(-x));
  return (is_negative ? e : T(1)) / (T(1) + e);
}

/// ψ⁽ⁿ⁾(x) for an order that arrives as a number.
template <class T>
  requires(!std::is_same_v<T, int>)
constexpr T polygamma(const T& n, const T& x) {
  return polygamma(static_cast<int>(n), x);
}

}  // namespace typegrad::math
