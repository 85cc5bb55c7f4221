// What a fit has found, and how it is shown.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agreement.hpp"
#include "regression.hpp"

namespace laboratory {

struct fit_result {
  const regression& of;
  curve_fit::estimate found;
  std::optional<curve_fit::agreement> certified;  ///< where there is a certified solution
  bool is_in_double;                              ///< else at 50 digits
  std::string remark;                             ///< a sentence on what is not as it should be
  bool ok;  ///< the method has converged, and what is certified agrees
};

/// Fits in double, and at 50 digits where that does not suffice.
fit_result fit(const regression& r);

/// f(b, x_i) − g(y_i), in double.
std::vector<double> residuals(const fit_result& f);

/// A point of the fitted curve, and half the width of the confidence band.
struct curve_point {
  double x, value, half_width;
};

/// The curve at evenly spaced points, with the pointwise band of 95 %: f(x) ± t √(∇fᵀ C ∇f), t the
/// quantile of Student's distribution and C the parameters' covariance (Seber & Wild, Nonlinear
/// Regression, 1989, section 5.1). The model has one predictor.
std::vector<curve_point> confidence_band(const fit_result& f);

/// Tables.
std::string to_text(const fit_result& f, bool bold);
std::string to_json(const fit_result& f);

/// Draws by gnuplot as SVG: data, curve and band where the model has one predictor, else observed
/// over fitted responses. Throws std::runtime_error where gnuplot is missing or cannot write the
/// file.
void plot(const fit_result& f, const std::string& path);

}  // namespace laboratory
