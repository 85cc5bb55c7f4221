// Fits, and judges the fit.
#include "fit_result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <utility>

#include "double_precision.hpp"

namespace laboratory {

namespace {

bool has_converged(const curve_fit::estimate& e) {
  constexpr double small_step = 1e-6;
  return e.last_step < small_step && std::isfinite(e.residual_sum_of_squares) &&
         std::ranges::all_of(e.deviations, [](double d) { return std::isfinite(d); });
}

fit_result judged(const regression& r, curve_fit::estimate e, bool is_in_double) {
  fit_result f{r, std::move(e), {}, is_in_double, "", false};
  f.ok = has_converged(f.found);
  if (r.data.certified) {
    f.certified.emplace(*r.data.certified, f.found);
    f.ok = f.ok && f.certified->complete();
  }
  return f;
}

/// The model's value and derivatives with a predictor's value in place, at the fitted parameters.
std::vector<double> evaluate_at(const fit_result& f, const std::vector<double>& predictors) {
  std::vector<double> x(f.of.variables.size());
  for (std::size_t k = 0; k < f.of.parameters.size(); ++k)
    x[f.of.parameters[k]] = f.found.parameters[k];
  for (std::size_t k = 0; k < predictors.size(); ++k) x[f.of.predictors[k].place] = predictors[k];
  return evaluate_in_double(f.of.value_and_gradient, x);
}

}  // namespace

fit_result fit(const regression& r) {
  fit_result first = judged(r, fit_in_double(r), true);
  if (first.ok) return first;
  // A start that leads nowhere leads nowhere at 50 digits, in some hundred times the time.
  if (r.data.certified || first.found.last_step < 0.01) {
    fit_result second = judged(r, fit_at_50_digits(r), false);
    if (second.ok) {
      second.remark = "double does not suffice for this fit; it was done at 50 digits.";
      return second;
    }
  }
  first.remark =
      !has_converged(first.found)
          ? "the method has not converged, or the data do not determine all parameters; start from "
            "other values by --start, or take a model of fewer parameters."
          : "the certified solution is another; type the model of the file, or start from other "
            "values by --start.";
  return first;
}

std::vector<double> residuals(const fit_result& f) {
  std::vector<double> all;
  for (const auto& row : f.of.data.rows) {
    std::vector<double> predictors;
    for (const auto& p : f.of.predictors) predictors.push_back(row[p.column].value);
    const double y = row[f.of.response_column].value;
    all.push_back(evaluate_at(f, predictors)[0] - evaluate_in_double(f.of.transformed, {y})[0]);
  }
  return all;
}

std::vector<curve_point> confidence_band(const fit_result& f) {
  constexpr int intervals = 300;
  const std::size_t column = f.of.predictors[0].column, n = f.found.parameters.size();
  const auto x = [&](const auto& row) { return row[column].value; };
  const double low = x(*std::ranges::min_element(f.of.data.rows, {}, x)),
               high = x(*std::ranges::max_element(f.of.data.rows, {}, x));
  const boost::math::students_t student(static_cast<double>(f.of.data.rows.size() - n));
  const double t = quantile(student, 0.975);
  std::vector<curve_point> band;
  for (int k = 0; k <= intervals; ++k) {
    const double at = low + (high - low) * k / intervals;
    const std::vector<double> results = evaluate_at(f, {at});
    double variance = 0;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        variance += results[1 + i] * f.found.covariance[i * n + j] * results[1 + j];
    band.push_back({at, results[0], t * std::sqrt(std::max(variance, 0.0))});
  }
  return band;
}

}  // namespace laboratory
