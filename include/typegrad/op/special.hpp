// The functions of the table that <cmath> lacks: digamma, polygamma and sign, for every number type.
#pragma once

#include <cmath>
#include <limits>
#include <type_traits>

#include <typegrad/op/polygamma.hpp>

namespace typegrad::math {

namespace detail {

template <class T>
inline constexpr stirling_series<T> standard_series{precision<T>()};

template <class T>
constexpr decltype(auto) series() {
  if constexpr (std::is_floating_point_v<T>) {
    return (standard_series<T>);
  } else {
    return stirling_series<T>(precision<T>());
  }
}

/// x - r, where ψ(r) = 0, r > 0: the sum of these numbers is r to 760 bits, so that the difference has full relative precision
/// even where x is the number of 110 digits next to r. (The root of ψ found by Newton's method at 1500 bits.)
template <class T>
constexpr T from_root(const T& x) {
  constexpr double root[] = {
      0x1.762d86356be3fp+0,    0x1.b86a722197829p-54,   0x1.e0d62a6be90c7p-109,
      -0x1.decfc5839f0f7p-166, -0x1.f0011db2b4494p-220, -0x1.78c9792ef66e9p-275,
      0x1.5362762d04c9dp-330,  0x1.c775a70ed1216p-384,  0x1.ed0a787098f13p-438,
      0x1.f92ac529230bfp-492,  0x1.f7e64595749c7p-546,  0x1.2885a3dd80663p-600,
      0x1.1fbcae5f20b21p-656,  -0x1.395ebcc7cfc3ap-713};
  T h = x;
  for (int i = 0; i < (std::is_floating_point_v<T> ? 3 : 14); ++i) h = h - T(root[i]);
  return h;
}

/// ψ(x) for x > 0. Below the series' range, ψ(x) = ψ(x) - ψ(r), taken term by term in h = x - r: with the recurrence
/// ψ(x) = ψ(x + N) - Σ_{k<N} 1/(x + k), u = x + N and v = r + N,
///
///     ψ(x) = Σ_{k<N} h/((x+k)(r+k)) + log1p(h/v) + h/(2uv) + (1/v² - 1/u²) (s_0(1/v²) - s_0(1/u²)) / (1/v² - 1/u²),
///
/// where the large terms have the sign of h: the relative error is some roundings, at the root too.
template <class T>
constexpr T digamma_of_positive(const stirling_series<T>& s, const T& x) {
  using std::log, std::log1p;
  const int n = s.least(0);
  if (!(x < T(n))) {
    const T t = T(1) / x;
    return log(x) - (t / T(2) + s(0, T(t * t)));
  }
  const T h = from_root(x);
  const T r = -from_root(T(0));
  const T u = x + T(n);
  const T v = r + T(n);
  const T uv = T(1) / (u * v);
  const T a = T(1) / (v * v);
  const T b = T(1) / (u * u);
  T sum = uv / T(2) + (u + v) * (uv * uv) * s.slope(a, b);
  for (int k = n - 1; k > 0; --k) sum = sum + T(1) / ((x + T(k)) * (r + T(k)));
  return log1p(T(h / v)) + h * sum + h / r / x;
}

/// c / (x x^n): neither overflows nor underflows where the quotient does not.
template <class T>
constexpr T over_power(const T& c, const T& x, int n) {
  return c / x / power(x, n);
}

/// |ψ⁽ⁿ⁾(x)| = n! Σ_k 1/(x + k)^(n+1) for x > 0 and n >= 1 (A&S 6.4.6, 6.4.10); all terms are positive.
template <class T>
constexpr T polygamma_of_positive(const stirling_series<T>& s, int n, const T& x, const T& factorial) {
  const int shift = x < T(s.least(n)) ? s.least(n) : 0;
  const T y = x + T(shift);
  const T t = T(1) / y;
  T sum = over_power(T(factorial / T(n)), y, n - 1) * (T(1) + T(n) * (t / T(2) + s(n, T(t * t))));
  for (int k = shift - 1; k > 0; --k) sum = sum + factorial / power(T(x + T(k)), n + 1);
  return shift > 0 ? T(sum + over_power(factorial, x, n)) : sum;
}

/// x less the integer next to it, exactly; zero where x is infinite.
template <class T>
constexpr T from_integer(const T& x, const T& infinity) {
  using std::round;
  return x > -infinity ? T(x - T(round(x))) : T(0);
}

/// ψ⁽ⁿ⁾ at 0, -1, -2, … and -∞.
template <class T>
constexpr T polygamma_at_pole(int n, const T& x, const T& infinity) {
  using std::copysign;
  if (n % 2 == 1 && x > -infinity) return infinity;
  return x < T(0) ? T(std::numeric_limits<double>::quiet_NaN()) : T(copysign(infinity, T(-x)));
}

/// π cot(πf) for 0 < |f| <= 1/2.
template <class T>
constexpr T pi_cotangent(const T& f) {
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

template <class T>
constexpr T digamma(const T& x) {
  if constexpr (std::is_same_v<T, float>) {
    return static_cast<float>(digamma(static_cast<double>(x)));
  } else {
    const T infinity(std::numeric_limits<double>::infinity());
    if (!(x < infinity)) return x;
    decltype(auto) s = detail::series<T>();
    if (x > T(0)) return detail::digamma_of_positive(s, x);
    const T f = detail::from_integer(x, infinity);
    if (f == T(0)) return detail::polygamma_at_pole(0, x, infinity);
    return detail::digamma_of_positive(s, T(T(1) - x)) - detail::pi_cotangent(f);
  }
}

template <class T>
constexpr T polygamma(int n, const T& x) {
  if constexpr (std::is_same_v<T, float>) {
    return static_cast<float>(polygamma(n, static_cast<double>(x)));
  } else {
    if (n == 0) return digamma(x);
    const T infinity(std::numeric_limits<double>::infinity());
    T factorial(1);
    for (int k = 2; k <= n; ++k) factorial = factorial * T(k);
    if (n < 0 || !(factorial < infinity)) return T(std::numeric_limits<double>::quiet_NaN());
    decltype(auto) s = detail::series<T>();
    const T sign(n % 2 == 1 ? 1 : -1);
    if (!(x <= T(0))) return sign * detail::polygamma_of_positive(s, n, x, factorial);
    const T f = detail::from_integer(x, infinity);
    if (f == T(0)) return detail::polygamma_at_pole(n, x, infinity);
    const T g = f < T(0) ? T(-f) : f;
    const T a = detail::polygamma_of_positive(s, n, T(T(1)-x), factorial);
    const T b = detail::polygamma_of_positive(s, n, g, factorial);
    const T c = detail::polygamma_of_positive(s, n, T(T(1)-g), factorial);
    return n % 2 == 1 ? T((b + c) - a) : T(a + (f < T(0) ? T(b - c) : T(c - b)));
  }
}

template <class T>
constexpr T sign(const T& x) {
  return x > T(0) ? T(1) : x < T(0) ? T(-1) : x;
}

}  // namespace typegrad::math
