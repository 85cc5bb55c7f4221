// The same fit at 50 digits.
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

#include "fit.hpp"

namespace curve_fit {

estimate fit_at_50_digits(const dataset& data, std::size_t start) {
  return fit_dataset<digits_50>(data, start);
}

}  // namespace curve_fit
