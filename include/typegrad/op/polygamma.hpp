// The polygamma functions of a positive argument, in the precision of any number type.
#pragma once

#include <cmath>
#include <limits>
#include <type_traits>

namespace typegrad::math {

namespace detail {

/// xⁿ for n >= 0, by squaring.
template <class T>
constexpr T power(T x, int n) {
  for (T r(1);; x = x * x) {
    if (n % 2 == 1) r = r * x;
    n /= 2;
    if (n == 0) return r;
  }
}

/// c / (x xⁿ), which neither overflows nor underflows on the way where the quotient does not.
template <class T>
constexpr T over_power(const T& c, const T& x, int n) {
  return c / x / power(x, n);
}

/// The bits p of a number type: the least p for which 1 + 2^-p rounds to 1, at most 760. It is
/// measured, so that it holds for a type that says nothing of itself and for one whose precision is
/// chosen at run time.
template <class T>
constexpr int precision() {
  if constexpr (std::is_floating_point_v<T>) {
    return std::numeric_limits<T>::digits;
  } else {
    int p = 0;
    for (T e(1); p < 760 && T(T(1) + e) > T(1); e = e / T(2)) ++p;
    return p;
  }
}

/// The type of the large terms of a sum that is to have little more than the rounding of T.
template <class T>
using wide = std::conditional_t<std::is_floating_point_v<T>, long double, T>;

/// x - r, where r = 1.4616… is the positive root of ψ. The numbers in the list add up to r within
/// 2^-766, so that the difference keeps its digits even where x is the number of 110 digits next to
/// r. They are the root found by Newton's method at 1500 bits, cut into doubles.
template <class T>
constexpr T from_root(const T& x) {
  constexpr double root[] = {
      0x1.762d86356be3fp+0,    0x1.b86a722197829p-54,   0x1.e0d62a6be90c7p-109,
      -0x1.decfc5839f0f7p-166, -0x1.f0011db2b4494p-220, -0x1.78c9792ef66e9p-275,
      0x1.5362762d04c9dp-330,  0x1.c775a70ed1216p-384,  0x1.ed0a787098f13p-438,
      0x1.f92ac529230bfp-492,  0x1.f7e64595749c7p-546,  0x1.2885a3dd80663p-600,
      0x1.1fbcae5f20b21p-656,  -0x1.395ebcc7cfc3ap-713};
  constexpr int used = std::is_floating_point_v<T> ? 3 : 14;
  T h = x;
  for (int i = 0; i < used; ++i) h = h - T(root[i]);
  return h;
}

}  // namespace detail

/// ψ(x) and ψ⁽ⁿ⁾(x) for x > 0, to some roundings of T.
///
/// Where x is large, by Stirling's series (A&S 6.3.18 and 6.4.11; DLMF 5.11.2 and 5.15.9), with β_k
/// = |B_2k| / (2k)!,
///
///     s_n(z) = Σ_{k=1..K} (-1)^(k+1) β_k (n+1)(n+2)…(n+2k-1) z^k,
///     ψ(x) ~ log x - 1/(2x) - s_0(1/x²),
///     ψ⁽ⁿ⁾(x) ~ (-1)^(n+1) (n-1)!/xⁿ (1 + n/(2x) + n s_n(1/x²))      for n >= 1;
///
/// elsewhere by the recurrence ψ⁽ⁿ⁾(x) = ψ⁽ⁿ⁾(x+1) - (-1)ⁿ n!/x^(n+1) up to there (A&S 6.3.5
/// and 6.4.6).
///
/// For p bits, K = p/6 terms leave out less than 2^-(p+4) of the result where x >= p/5 + 5n/3 + 1
/// (53 <= p <= 760, n <= 100). The β_k come from Euler's identity for Bernoulli numbers
/// (DLMF 24.14.2), β_1 = 1/12 and β_k = Σ_{0<j<k} β_j β_(k-j) / (2k+1), where all terms are
/// positive: each has T's precision.
///
/// Cost: K²/2 products for the β_k, then K terms and up to p/5 + 5n/3 + 1 steps of the recurrence.
template <class T>
class polygamma_of_positive {
 public:
  /// For numbers of p = `bits` bits.
  explicit constexpr polygamma_of_positive(int bits) : bits_(bits), terms_(bits / 6) {
    beta_[1] = T(1) / T(12);
    for (int k = 2; k <= terms_; ++k) {
      T sum(0);
      for (int j = 1; j < k; ++j) sum = sum + beta_[j] * beta_[k - j];
      beta_[k] = sum / T(2 * k + 1);
    }
  }

  /// ψ(x). Below the reach of the series it is ψ(x) - ψ(r), r the root, taken term by term: with h
  /// = x - r, u = x + N and v = r + N,
  ///
  ///     ψ(x) = Σ_{k<N} h/((x+k)(r+k)) + log1p(h/v) + h/(2uv) + s_0(1/v²) - s_0(1/u²),
  ///
  /// where the large terms have the sign of h, so that nothing cancels next to the root either.
  /// These are computed in a wider type: ψ enters the n-th derivative of Γ to its n-th power.
  constexpr T digamma(const T& x) const {
    using std::log, std::log1p;
    using wide = detail::wide<T>;
    const int n = least(0);
    if (x >= T(n)) {
      const T t = T(1) / x;
      return static_cast<T>(log(wide(x)) - wide(t / T(2) + series(0, T(t * t))));
    }
    const wide y(x), h = detail::from_root(y), r = -detail::from_root(wide(0)), v = r + wide(n);
    const T a = T(1) / T(v), b = T(1) / (x + T(n)), w = a * b;
    wide sum(w / T(2) + w * (a + b) * slope(T(a * a), T(b * b)));
    for (int k = n - 1; k > 0; --k) sum = sum + wide(1) / ((y + wide(k)) * (r + wide(k)));
    return static_cast<T>(log1p(wide(h / v)) + h * sum + h / r / y);
  }

  /// |ψ⁽ⁿ⁾(x)| = n! Σ_{k>=0} 1/(x+k)^(n+1) for n >= 1 (A&S 6.4.10); NaN where n! exceeds the
  /// largest T.
  constexpr T magnitude(int n, const T& x) const {
    T factorial(1);
    for (int k = 2; k <= n; ++k) factorial = factorial * T(k);
    if (!(factorial < T(std::numeric_limits<double>::infinity())))
      return T(std::numeric_limits<double>::quiet_NaN());

    int shift = 0;
    T y = x;
    for (; y < T(least(n)); y = x + T(shift)) ++shift;
    const T t = T(1) / y;
    T sum = detail::over_power(T(factorial / T(n)), y, n - 1) *
            (T(1) + T(n) * (t / T(2) + series(n, T(t * t))));
    for (int k = shift - 1; k > 0; --k) sum = sum + factorial / detail::power(T(x + T(k)), n + 1);
    return shift > 0 ? T(sum + detail::over_power(factorial, x, n)) : sum;
  }

 private:
  /// The least integer from which the series of ψ⁽ⁿ⁾ is used.
  constexpr int least(int n) const { return bits_ / 5 + 5 * n / 3 + 1; }

  /// s_n(z).
  constexpr T series(int n, const T& z) const {
    T sum(0);
    T w = T(n + 1) * z;
    for (int k = 1; k <= terms_; ++k) {
      sum = sum + beta_[k] * w;
      w = w * (z * T(-(n + 2 * k) * (n + 2 * k + 1)));
    }
    return sum;
  }

  /// (s_0(a) - s_0(b)) / (a - b), from (a^k - b^k) / (a - b) = Σ_{i+j=k-1} a^i b^j.
  constexpr T slope(const T& a, const T& b) const {
    T sum(0);
    T factorial(1);
    T power_of_b(1);
    T quotient(1);
    for (int k = 1; k <= terms_; ++k) {
      sum = sum + beta_[k] * (factorial * quotient);
      factorial = factorial * T(-(2 * k) * (2 * k + 1));
      power_of_b = power_of_b * b;
      quotient = a * quotient + power_of_b;
    }
    return sum;
  }

  int bits_;
  int terms_;
  T beta_[std::is_floating_point_v<T> ? 20 : 128] = {};
};

}  // namespace typegrad::math
