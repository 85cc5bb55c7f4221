// Numbers of 50 digits, as Eigen's solvers take them.
#pragma once

#include <Eigen/Core>
#include <boost/multiprecision/mpfr.hpp>

namespace curve_fit {

using digits_50 = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<50>,
                                                boost::multiprecision::et_off>;

}  // namespace curve_fit

/// What Eigen asks of a scalar type; costs in units of an addition in double.
template <>
struct Eigen::NumTraits<curve_fit::digits_50> : Eigen::GenericNumTraits<curve_fit::digits_50> {
  enum { IsComplex = 0, IsInteger = 0, IsSigned = 1, RequireInitialization = 1 };
  enum { ReadCost = 5, AddCost = 50, MulCost = 80 };
  static curve_fit::digits_50 dummy_precision() { return 1000 * epsilon(); }
};
