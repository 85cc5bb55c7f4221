// The same fit at 50 digits.
#include "digits_50.hpp"
#include "fit_dataset.hpp"

namespace curve_fit {

estimate fit_at_50_digits(const dataset& data, std::size_t start) {
  return fit_dataset<digits_50>(data, start);
}

}  // namespace curve_fit
