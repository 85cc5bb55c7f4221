// The same fit at 50 digits.
#include "digits_50.hpp"
#include "formula_fit.hpp"

namespace laboratory {

curve_fit::estimate fit_at_50_digits(const regression& r) {
  return fit_formula<curve_fit::digits_50>(r);
}

}  // namespace laboratory
