// The logarithm of the relative error, value by value.
#include "agreement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace curve_fit {

double comparison::digits() const {
  if (!std::isfinite(estimated)) return 0;
  const double error = std::abs(estimated - certified.value);
  const double scale = certified.value == 0 ? 1 : std::abs(certified.value);
  return std::clamp(std::log10(scale / error), 0.0, double(certified.significant_digits()));
}

bool comparison::agrees() const {
  return digits() >= std::clamp(certified.significant_digits() - 1, 1, 9);
}

agreement::agreement(const dataset& data, const estimate& e) {
  for (std::size_t i = 0; i < data.parameters.size(); ++i) {
    const parameter& p = data.parameters[i];
    parameters.push_back({fmt::format("b{}", i + 1), p.certified, e.parameters[i]});
    deviations.push_back({fmt::format("deviation of b{}", i + 1), p.deviation, e.deviations[i]});
  }
  residuals = {{"residual sum of squares", data.residual_sum_of_squares, e.residual_sum_of_squares},
               {"residual deviation", data.residual_deviation, e.residual_deviation}};
}

std::vector<comparison> agreement::all() const {
  std::vector<comparison> result = parameters;
  result.insert(result.end(), deviations.begin(), deviations.end());
  result.insert(result.end(), residuals.begin(), residuals.end());
  return result;
}

bool agreement::complete() const { return std::ranges::all_of(all(), &comparison::agrees); }

double worst_digits(const std::vector<comparison>& comparisons) {
  return std::ranges::min(comparisons, {}, &comparison::digits).digits();
}

}  // namespace curve_fit
