// The asymptotic series of the polygamma functions, with as many terms as the number type's precision asks for.
#pragma once

#include <limits>
#include <type_traits>

namespace typegrad::math {

/// xⁿ for n >= 0, by squaring.
template <class T>
constexpr T power(T x, int n) {
  for (T r(1);; x = x * x) {
    if (n % 2 == 1) r = r * x;
    n /= 2;
    if (n == 0) return r;
  }
}

/// The bits of a number of type T: the least p for which 1 + 2^-p rounds to 1; it is measured, so that it holds for a number
/// type that says nothing of itself and for one whose precision is chosen at run time. At most 1200.
template <class T>
constexpr int precision() {
  if constexpr (std::is_floating_point_v<T>) {
    return std::numeric_limits<T>::digits;
  } else {
    int p = 0;
    for (T e(1); p < 1200 && T(T(1) + e) > T(1); e = e / T(2)) ++p;
    return p;
  }
}

/// The divergent part of ψ⁽ⁿ⁾ at large y, from Stirling's series (A&S 6.3.18 and 6.4.11, DLMF 5.11.2 and 5.15.8): with
///
///     s_n(z) = Σ_{k=1..K} (-1)^(k+1) β_k (n+1)(n+2)…(n+2k-1) z^k,    β_k = |B_2k| / (2k)!,
///
///     ψ(y) ~ log y - 1/(2y) - s_0(1/y²),
///     ψ⁽ⁿ⁾(y) ~ (-1)^(n+1) (n-1)!/yⁿ (1 + n/(2y) + n s_n(1/y²))      for n >= 1.
///
/// K = p/6 terms leave out less than 2^-p of the result where y >= p/5 + 5n/3 + 1 (checked for 53 <= p <= 1200 and n <= 100).
///
/// The Bernoulli numbers come from Euler's identity (DLMF 24.14.2), β_1 = 1/12, β_k = Σ_{0<j<k} β_j β_(k-j) / (2k+1): all of it
/// is positive, so nothing cancels and each keeps T's precision. Cost: K²/2 products, none at run time for standard types.
template <class T>
class stirling_series {
 public:
  /// The series for numbers of p bits.
  explicit constexpr stirling_series(int p) : bits_(p), terms_(p / 6 < 4 ? 4 : p / 6) {
    beta_[1] = T(1) / T(12);
    for (int k = 2; k <= terms_; ++k) {
      T sum(0);
      for (int j = 1; j < k; ++j) sum = sum + beta_[j] * beta_[k - j];
      beta_[k] = sum / T(2 * k + 1);
    }
  }

  /// The least y for which the series of ψ⁽ⁿ⁾ holds.
  constexpr int least(int n) const { return bits_ / 5 + 5 * n / 3 + 1; }

  /// s_n(z).
  constexpr T operator()(int n, const T& z) const {
    T sum(0);
    T w = T(n + 1) * z;
    for (int k = 1; k <= terms_; ++k) {
      sum = sum + beta_[k] * w;
      w = w * (z * T(-(n + 2 * k) * (n + 2 * k + 1)));
    }
    return sum;
  }

  /// (s_0(a) - s_0(b)) / (a - b), with (a^k - b^k) / (a - b) = Σ_{i+j=k-1} a^i b^j, so that nothing cancels.
  constexpr T slope(const T& a, const T& b) const {
    T sum(0);
    T factorial(1);
    T b_power(1);
    T quotient(1);
    for (int k = 1; k <= terms_; ++k) {
      sum = sum + beta_[k] * factorial * quotient;
      factorial = factorial * T(-(2 * k) * (2 * k + 1));
      b_power = b_power * b;
      quotient = a * quotient + b_power;
    }
    return sum;
  }

 private:
  static constexpr int capacity = std::is_floating_point_v<T> ? 20 : 201;
  int bits_;
  int terms_;
  T beta_[capacity] = {};
};

}  // namespace typegrad::math
