// Units in the last place: how far a double is from what it ought to be.
#pragma once

#include <cmath>
#include <limits>

#include "support/real.hpp"

namespace typegrad::test {

/// The distance of two neighbouring doubles at x (Goldberg, ACM Computing Surveys 23, 1991):
/// 2^(e-52) for 2^e <= |x| < 2^(e+1), the least subnormal number below the normal ones.
inline long double ulp(long double x) {
  if (!std::isfinite(x)) return std::numeric_limits<double>::infinity();
  if (std::abs(x) < std::numeric_limits<double>::min())
    return std::numeric_limits<double>::denorm_min();
  return std::ldexp(1.0L, std::ilogb(x) - 52);
}

/// |got - expected| in units in the last place of `scale`; infinite where one of them is a number
/// and the other is not. An expected value beyond the largest double is one that rounds to
/// infinity.
inline double ulps(double got, const real& expected, long double scale) {
  const double rounded = expected.convert_to<double>();
  if (std::isnan(got) || std::isnan(rounded))
    return std::isnan(got) && std::isnan(rounded) ? 0 : std::numeric_limits<double>::infinity();
  if (std::isinf(got) || std::isinf(rounded))
    return got == rounded ? 0 : std::numeric_limits<double>::infinity();
  return real(abs(real(got) - expected) / ulp(scale)).convert_to<double>();
}

}  // namespace typegrad::test
