// The functions of the table over bounds: MPFI's own, and by their monotonicity those that MPFI
// does not have.
#pragma once

#include <algorithm>

#include <typegrad/op/kernel.hpp>

#include "bounds.hpp"
#include "bounds_polygamma.hpp"

namespace typegrad::verify {

// MPFI gives NaN where a function is not defined on all of its argument.
#define TYPEGRAD_MPFI(name)             \
  inline bounds name(const bounds& x) { \
    bounds r;                           \
    mpfi_##name(r.get(), x.get());      \
    return r;                           \
  }
TYPEGRAD_MPFI(sqrt)
TYPEGRAD_MPFI(cbrt)
TYPEGRAD_MPFI(exp)
TYPEGRAD_MPFI(exp2)
TYPEGRAD_MPFI(expm1)
TYPEGRAD_MPFI(log)
TYPEGRAD_MPFI(log2)
TYPEGRAD_MPFI(log10)
TYPEGRAD_MPFI(log1p)
TYPEGRAD_MPFI(sin)
TYPEGRAD_MPFI(cos)
TYPEGRAD_MPFI(tan)
TYPEGRAD_MPFI(asin)
TYPEGRAD_MPFI(acos)
TYPEGRAD_MPFI(atan)
TYPEGRAD_MPFI(sinh)
TYPEGRAD_MPFI(cosh)
TYPEGRAD_MPFI(tanh)
TYPEGRAD_MPFI(asinh)
TYPEGRAD_MPFI(acosh)
TYPEGRAD_MPFI(atanh)
TYPEGRAD_MPFI(abs)
#undef TYPEGRAD_MPFI

using mpfr_function = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);

inline bounds increasing(mpfr_function f, const bounds& x) {
  bounds r;
  f(r.lower(), x.lower(), MPFR_RNDD);
  f(r.upper(), x.upper(), MPFR_RNDU);
  return r;
}
inline bounds decreasing(mpfr_function f, const bounds& x) {
  bounds r;
  f(r.lower(), x.upper(), MPFR_RNDD);
  f(r.upper(), x.lower(), MPFR_RNDU);
  return r;
}

inline bounds erf(const bounds& x) { return increasing(mpfr_erf, x); }
inline bounds erfc(const bounds& x) { return decreasing(mpfr_erfc, x); }
inline bounds floor(const bounds& x) { return increasing(mpfr_rint_floor, x); }
inline bounds ceil(const bounds& x) { return increasing(mpfr_rint_ceil, x); }
inline bounds round(const bounds& x) { return increasing(mpfr_rint_round, x); }
inline bounds trunc(const bounds& x) { return increasing(mpfr_rint_trunc, x); }
inline bounds rint(const bounds& x) { return increasing(mpfr_rint_roundeven, x); }

/// exp(-x²)
inline bounds gaussian(const bounds& x) {
  bounds square;
  mpfi_sqr(square.get(), x.get());
  return exp(-square);
}

/// 1 / (1 + e^-x), where x enters once
inline bounds sigmoid(const bounds& x) { return bounds(1) / (bounds(1) + exp(-x)); }

/// (x - 1)(x + 1), increasing where it is defined, for x >= 1
inline bounds square_minus_one(const bounds& x) {
  if (!x.is_defined() || mpfr_cmp_si(x.lower(), 1) < 0) return bounds::undefined();
  return (x - bounds(1)) * (x + bounds(1));
}

/// log |Γ(x)|, for x > 0 convex with the least value -0.12148629… at 1.46163214…; for other x any
/// number is possible.
inline bounds lgamma(const bounds& x) {
  if (!x.is_defined()) return x;
  if (mpfr_sgn(x.lower()) <= 0) return bounds::everything();
  const mpfr_function log_gamma = [](mpfr_ptr r, mpfr_srcptr at, mpfr_rnd_t mode) {
    int sign = 0;
    return mpfr_lgamma(r, &sign, at, mode);
  };
  const bounds all = hull(increasing(log_gamma, x), decreasing(log_gamma, x));
  const bool before = mpfr_cmp_d(x.upper(), 1.4616321449683) < 0,
             after = mpfr_cmp_d(x.lower(), 1.4616321449684) > 0;
  return before || after ? all : hull(all, bounds(-0.121486290535850L, -0.121486290535849L));
}

inline bounds tgamma(const bounds& x) {
  if (x.is_defined() && mpfr_sgn(x.lower()) <= 0) return bounds::everything();
  return exp(lgamma(x));
}

inline bounds fma(const bounds& x, const bounds& y, const bounds& z) { return x * y + z; }

inline bounds hypot(const bounds& x, const bounds& y) {
  bounds r;
  mpfi_hypot(r.get(), x.get(), y.get());
  return r;
}

inline bounds atan2(const bounds& x, const bounds& y) {
  bounds r;
  mpfi_atan2(r.get(), x.get(), y.get());
  return r;
}

/// The hull of x^y over the ends of both. For x >= 0 and y of one sign, and for any x and whole y,
/// the function is monotone in each between its ends and 0.
inline bounds power_of_ends(const bounds& x, const bounds& y) {
  bounds r = bounds::undefined();
  for (const mpfr_srcptr a : {x.lower(), x.upper()})
    for (const mpfr_srcptr b : {y.lower(), y.upper()}) {
      bounds corner;
      mpfr_pow(corner.lower(), a, b, MPFR_RNDD);
      mpfr_pow(corner.upper(), a, b, MPFR_RNDU);
      r = r.is_defined() ? hull(r, corner) : corner;
    }
  return r;
}

/// Of a negative base there is no power but those to whole exponents.
inline bounds pow(const bounds& x, const bounds& y) {
  if (!x.is_defined() || !y.is_defined()) return bounds::undefined();
  if (mpfr_sgn(x.lower()) >= 0) return power_of_ends(x, y);
  if (!y.is_thin() || !mpfr_integer_p(y.lower())) return bounds::undefined();
  if (!x.has_zero()) return power_of_ends(x, y);
  if (mpfr_sgn(y.lower()) < 0) return bounds::everything();
  return hull(power_of_ends(x, y), pow(bounds(0), y));
}

inline bounds maximum(const bounds& x, const bounds& y) {
  if (!x.is_defined() || !y.is_defined()) return bounds::undefined();
  bounds r;
  mpfr_max(r.lower(), x.lower(), y.lower(), MPFR_RNDD);
  mpfr_max(r.upper(), x.upper(), y.upper(), MPFR_RNDU);
  return r;
}

inline bounds sign(const bounds& x) {
  return x.is_defined() ? bounds(mpfr_sgn(x.lower()), mpfr_sgn(x.upper())) : x;
}

inline bounds fdim(const bounds& x, const bounds& y) { return maximum(x - y, bounds(0)); }

/// |x| with the sign of y; a zero may have either sign.
inline bounds copysign(const bounds& x, const bounds& y) {
  return select(bounds(0) < y, abs(x), select(y < bounds(0), -abs(x), hull(abs(x), -abs(x))));
}

/// x - q y for the one whole number q, and otherwise what is at most as far from 0 as `largest`.
inline bounds remaining(const bounds& x, const bounds& y, const bounds& q, const bounds& largest) {
  if (!x.is_defined() || !y.is_defined()) return bounds::undefined();
  if (y.has_zero()) return bounds::undefined();
  return q.is_thin() ? x - q * y : hull(largest, -largest);
}
inline bounds fmod(const bounds& x, const bounds& y) {
  return remaining(x, y, trunc(x / y), abs(y));
}
inline bounds remainder(const bounds& x, const bounds& y) {
  return remaining(x, y, rint(x / y), abs(y) / bounds(2));
}

}  // namespace typegrad::verify

namespace typegrad {

template <>
struct kernel<operation::max, verify::bounds> {
  static verify::bounds of(const verify::bounds& x, const verify::bounds& y) {
    return verify::maximum(x, y);
  }
};
template <>
struct kernel<operation::min, verify::bounds> {
  static verify::bounds of(const verify::bounds& x, const verify::bounds& y) {
    return -verify::maximum(-x, -y);
  }
};
template <>
struct kernel<operation::sign, verify::bounds> {
  static verify::bounds of(const verify::bounds& x) { return verify::sign(x); }
};

}  // namespace typegrad
