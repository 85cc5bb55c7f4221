// What the compiled models do for a data set; each function's translation unit compiles them anew.
#pragma once

#include <cstddef>
#include <typegrad/pass/cost.hpp>

#include "estimate.hpp"
#include "strd.hpp"

namespace curve_fit {

/// What the derivatives of a model cost in one mode.
struct mode_cost {
  typegrad::operation_counts counts;  ///< of value and gradient at one observation
  double sweep = 0;                   ///< seconds for the Jacobian at all observations, the median
};

struct mode_costs {
  mode_cost forward, reverse;
};

/// Throws strd_error unless there is a model of the data set's name, with as many parameters and
/// predictors, which is finite at both starting points, as are its derivatives.
void check_model(const dataset& data);

/// Fits from the starting point of index 0 or 1, for data that pass check_model.
estimate fit_in_double(const dataset& data, std::size_t start);
estimate fit_at_50_digits(const dataset& data, std::size_t start);

/// Forward and reverse mode at the certified parameters, in double.
mode_costs compare_modes(const dataset& data);

}  // namespace curve_fit
