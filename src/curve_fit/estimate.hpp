// The result of a fit.
#pragma once

#include <vector>

namespace curve_fit {

/// A fit's result, rounded to double.
struct estimate {
  std::vector<double> parameters, deviations;
  std::vector<double> covariance;  ///< of the parameters, row by row
  double residual_sum_of_squares = 0;
  double residual_deviation = 0;
  double last_step = 0;  ///< the Gauss-Newton step's length at the end, relative to the parameters
  int evaluations = 0;   ///< of the residuals, by the Levenberg-Marquardt method
};

}  // namespace curve_fit
