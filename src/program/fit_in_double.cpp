// The fit in double.
#include "formula_fit.hpp"

namespace laboratory {

curve_fit::estimate fit_in_double(const regression& r) { return fit_formula<double>(r); }

}  // namespace laboratory
