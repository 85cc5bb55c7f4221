// The fit in double.
#include "fit_dataset.hpp"

namespace curve_fit {

estimate fit_in_double(const dataset& data, std::size_t start) {
  return fit_dataset<double>(data, start);
}

}  // namespace curve_fit
