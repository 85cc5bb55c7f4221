// The polygamma functions over bounds.
#pragma once

#include <typegrad/op/polygamma.hpp>

#include "bounds.hpp"

namespace typegrad::verify {

/// |ψ⁽ⁿ⁾(x)| = n! Σ_{k>=0} 1/(x+k)^(n+1) for one number x > 0 and n >= 1: the first terms one by
/// one up to y = x + N, the rest by Stirling's series (DLMF 5.15.9),
///
///     (n-1)!/yⁿ (1 + n/(2y) + n Σ_{k=1..K} (-1)^(k+1) β_k (n+1)(n+2)…(n+2k-1) / y^(2k)),
///
/// with β_k = |B_2k| / (2k)! from β_1 = 1/12 and β_k = Σ_{0<j<k} β_j β_(k-j) / (2k+1)
/// (DLMF 24.14.2). What is left out lies between 0 and the first term left out, since the series of
/// 1/(1 - e^-t), which it is the Laplace transform of, envelops that function for t > 0.
inline bounds polygamma_magnitude(int n, mpfr_srcptr at) {
  constexpr int terms = 12;
  const int least = 15 + 5 * n / 3;
  bounds x;
  mpfi_set_fr(x.get(), at);
  bounds factorial(1);
  for (int k = 2; k <= n; ++k) factorial = factorial * bounds(k);
  bounds sum(0), y = x;
  for (int k = 0; mpfr_cmp_si(y.lower(), least) < 0; y = x + bounds(++k))
    sum = sum + factorial / math::detail::power(y, n + 1);

  const bounds t = bounds(1) / y, z = t * t;
  bounds beta[terms + 2];
  bounds series = bounds(1) + bounds(n) * t / bounds(2);
  bounds w = bounds(n) * bounds(n + 1) * z;
  for (int k = 1; k <= terms + 1; ++k) {
    beta[k] = k == 1 ? bounds(1) / bounds(12) : bounds(0);
    for (int j = 1; j < k; ++j) beta[k] = beta[k] + beta[j] * beta[k - j] / bounds(2 * k + 1);
    series = series + (k <= terms ? beta[k] * w : hull(bounds(0), beta[k] * w));
    w = -(w * z * bounds(n + 2 * k) * bounds(n + 2 * k + 1));
  }
  return sum + factorial / bounds(n) / math::detail::power(y, n) * series;
}

/// ψ(x), which increases for x > 0; for other x any number is possible.
inline bounds digamma(const bounds& x) {
  if (x.is_defined() && mpfr_sgn(x.lower()) <= 0) return bounds::everything();
  bounds r;
  mpfr_digamma(r.lower(), x.lower(), MPFR_RNDD);
  mpfr_digamma(r.upper(), x.upper(), MPFR_RNDU);
  return r;
}

/// ψ⁽ⁿ⁾(x) of whole n >= 0, for n >= 1 of the sign (-1)^(n+1) and falling towards 0 where x > 0.
/// For other x, and for orders above 1000, any number is possible.
inline bounds polygamma(const bounds& order, const bounds& x) {
  if (!x.is_defined() || !order.is_thin() || !mpfr_integer_p(order.lower()) ||
      mpfr_sgn(order.lower()) < 0)
    return bounds::undefined();
  if (mpfr_zero_p(order.lower())) return digamma(x);
  if (mpfr_sgn(x.lower()) <= 0 || mpfr_cmp_si(order.lower(), 1000) > 0) return bounds::everything();
  const int n = static_cast<int>(mpfr_get_si(order.lower(), MPFR_RNDN));
  const bounds magnitude =
      hull(polygamma_magnitude(n, x.lower()), polygamma_magnitude(n, x.upper()));
  return n % 2 == 1 ? magnitude : -magnitude;
}

}  // namespace typegrad::verify
