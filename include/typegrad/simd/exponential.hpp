// e^x on 512-bit batches of double, in line: a call costs as much as the function, and no register
// lives through it.
#pragma once

#include <xsimd/xsimd.hpp>

namespace typegrad::simd {

#ifdef __AVX512F__
/// 2^n e^r with n the integer nearest x / ln 2, r = x - n ln 2 in two parts, and
/// e^r = 1 + r + r² q(r), q interpolating at the Chebyshev points of |r| ≤ (ln 2) / 2. Right for
/// all x: the last step rounds once where the result is subnormal. Error at most 1.2 ulp.
inline __m512d exponential(__m512d x) {
  const auto all = [](double c) { return _mm512_set1_pd(c); };
  // Beyond these it is infinite or 0. The second operand is the result where one is no number.
  x = _mm512_min_pd(all(800), _mm512_max_pd(all(-800), x));
  const __m512d n = _mm512_roundscale_pd(_mm512_mul_pd(x, all(1.4426950408889634)),
                                         _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
  __m512d r = _mm512_fnmadd_pd(n, all(0x1.62e42fefa39efp-1), x);
  r = _mm512_fnmadd_pd(n, all(0x1.abc9e3b39803fp-56), r);
  const __m512d r2 = _mm512_mul_pd(r, r);
  const auto horner = [&](double c4, double c3, double c2, double c1, double c0) {
    __m512d sum = _mm512_fmadd_pd(all(c4), r2, all(c3));
    sum = _mm512_fmadd_pd(sum, r2, all(c2));
    sum = _mm512_fmadd_pd(sum, r2, all(c1));
    return _mm512_fmadd_pd(sum, r2, all(c0));
  };
  const __m512d even = horner(0x1.289185613a3d6p-22, 0x1.a019b90d2ae7ap-16, 0x1.6c16c1788bd90p-10,
                              0x1.5555555553d63p-5, 0x1p-1);
  const __m512d odd = horner(0x1.af38a9b0ec855p-26, 0x1.71de0dae63bb3p-19, 0x1.a01a01a7c41d5p-13,
                             0x1.11111111109b3p-7, 0x1.5555555555556p-3);
  const __m512d q = _mm512_fmadd_pd(odd, r, even);
  const __m512d power = _mm512_add_pd(_mm512_fmadd_pd(q, r2, r), all(1));
  return _mm512_scalef_pd(power, n);
}
#endif

}  // namespace typegrad::simd
