// The functions of the table that <cmath> lacks, for every number type: digamma, polygamma and
// sign.
#pragma once

#include <cmath>
#include <limits>
#include <type_traits>

#include <typegrad/op/polygamma.hpp>

namespace typegrad::math {

namespace detail {

template <class T>
inline constexpr polygamma_of_positive<T> standard_polygamma{precision<T>()};

/// A constant for the standard types; made anew for a number type whose arithmetic is at run time.
template <class T>
constexpr decltype(auto) positive_polygamma() {
  if constexpr (std::is_floating_point_v<T>)
    return (standard_polygamma<T>);
  else
    return polygamma_of_positive<T>(precision<T>());
}

template <class T>
constexpr T infinity() {
  return T(std::numeric_limits<double>::infinity());
}

/// x less the nearest integer, exactly; 0 for x = -∞.
template <class T>
constexpr T from_integer(const T& x) {
  using std::round;
  return x > -infinity<T>() ? T(x - T(round(x))) : T(0);
}

/// ψ⁽ⁿ⁾ at 0, -1, -2, … and -∞.
template <class T>
constexpr T polygamma_at_pole(int n, const T& x) {
  using std::copysign;
  if (n % 2 == 1 && x > -infinity<T>()) return infinity<T>();
  if (x == T(0)) return copysign(infinity<T>(), T(-x));
  return T(std::numeric_limits<double>::quiet_NaN());
}

/// π cot(πf) for 0 < |f| <= 1/2, as π tan(π(1/2 - f)) beyond 1/4, where cot loses what πf was
/// rounded by.
template <class T>
constexpr T pi_cot_pi(const T& f) {
  using std::acos, std::tan;
  T pi(0);
  if constexpr (std::is_floating_point_v<T>)
    pi = static_cast<T>(3.14159265358979323846264338327950288L);
  else
    pi = acos(T(-1));
  const T g = f < T(0) ? T(-f) : f;
  if (T(4) * g < T(1)) return pi / tan(T(pi * f));
  const T c = pi * tan(T(pi * (T(1) / T(2) - g)));
  return f < T(0) ? T(-c) : c;
}

}  // namespace detail

/// ψ(x) = d/dx log Γ(x), for all real x; ψ(±0) = ∓∞, ψ(∞) = ∞, and NaN for a negative integer, -∞
/// and NaN.
///
/// x > 0: `polygamma_of_positive`. x < 0: ψ(x) = ψ(1-x) - π cot(πx) (A&S 6.3.7, DLMF 5.5.4).
/// For x > 0 the error is below 4 ulp, next to the root 1.4616… too; of a float or a double it is
/// below 0.525 ulp, one rounding, where long double has 64 bits or more. For x < 0 it is below 4
/// roundings of |ψ| + |x ψ'|: next to a negative root, rounding x costs as much. T may have up to
/// 230 digits, 110 next to the root.
template <class T>
constexpr T digamma(const T& x) {
  if constexpr (std::is_same_v<T, float>) {
    return static_cast<float>(digamma(static_cast<double>(x)));
  } else {
    if (!(x < detail::infinity<T>())) return x;
    decltype(auto) positive = detail::positive_polygamma<T>();
    if (x > T(0)) return positive.digamma(x);
    const T f = detail::from_integer(x);
    if (f == T(0)) return detail::polygamma_at_pole(0, x);
    return positive.digamma(T(T(1) - x)) - detail::pi_cot_pi(f);
  }
}

/// ψ⁽ⁿ⁾(x), the n-th derivative of ψ, for all real x. Where n is odd it is +∞ at 0, -1, -2, …;
/// where n is even it is ∓∞ at ±0 and NaN at a negative integer. NaN for x = -∞, for n < 0 and
/// where n! exceeds the largest T (n > 170 for double).
///
/// x > 0: `polygamma_of_positive`. x < 0: with f = x less the nearest integer and s its sign, the
/// reflection ψ⁽ⁿ⁾(x) = (-1)ⁿ ψ⁽ⁿ⁾(1-x) - π dⁿ/dxⁿ cot(πx) (A&S 6.4.7, DLMF 5.15.6) is used twice:
/// its last term has the period 1 and is, at |f|, ψ⁽ⁿ⁾(|f|) - (-1)ⁿ ψ⁽ⁿ⁾(1-|f|). So
///
///     ψ⁽ⁿ⁾(x) = (-1)ⁿ ψ⁽ⁿ⁾(1-x) + s^(n+1) (ψ⁽ⁿ⁾(|f|) - (-1)ⁿ ψ⁽ⁿ⁾(1-|f|)).
///
/// For x > 0 the error is below 4 ulp where n <= 2 and below 8 where n <= 6. For x < 0 it is below
/// as many roundings of |ψ⁽ⁿ⁾| + |x ψ⁽ⁿ⁺¹⁾|. T may have up to 230 digits.
template <class T>
constexpr T polygamma(int n, const T& x) {
  if constexpr (std::is_same_v<T, float>) {
    return static_cast<float>(polygamma(n, static_cast<double>(x)));
  } else {
    if (n == 0) return math::digamma(x);
    if (n < 0) return T(std::numeric_limits<double>::quiet_NaN());
    if (x != x) return x;
    const bool odd = n % 2 == 1;
    decltype(auto) positive = detail::positive_polygamma<T>();
    if (x > T(0)) return odd ? positive.magnitude(n, x) : T(-positive.magnitude(n, x));
    const T f = detail::from_integer(x);
    if (f == T(0)) return detail::polygamma_at_pole(n, x);
    const T g = f < T(0) ? T(-f) : f;
    const T mirror = positive.magnitude(n, T(T(1) - x));
    const T left = positive.magnitude(n, g);
    const T right = positive.magnitude(n, T(T(1) - g));
    if (odd) return left + right - mirror;
    return (f < T(0) ? T(left - right) : T(right - left)) - mirror;
  }
}

/// -1, 0 or 1, the sign of x; x itself where it is ±0 or NaN.
template <class T>
constexpr T sign(const T& x) {
  return x > T(0) ? T(1) : x < T(0) ? T(-1) : x;
}

}  // namespace typegrad::math
