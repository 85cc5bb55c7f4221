// How far an estimate agrees with the certified solution of its data set.
#pragma once

#include <string>
#include <vector>

#include "estimate.hpp"
#include "strd.hpp"

namespace curve_fit {

/// A number that was estimated, beside its certified value.
struct comparison {
  std::string label;
  decimal certified;
  double estimated = 0;

  /// The number of agreeing digits, log₁₀(|certified| / |estimated − certified|): at most as many
  /// as the certified value has, and 0 for an estimate that is not finite.
  double digits() const;

  /// Whether 9 digits agree; or all but the last, rounded one, if fewer than 10 are certified; 1 at
  /// the least.
  bool agrees() const;
};

/// Parameters, their standard deviations, and the residual sum of squares and standard deviation.
struct agreement {
  std::vector<comparison> parameters, deviations, residuals;

  agreement(const dataset& data, const estimate& e);

  /// All comparisons, in this order.
  std::vector<comparison> all() const;
  /// Whether all of them agree.
  bool complete() const;
};

/// The fewest agreeing digits.
double worst_digits(const std::vector<comparison>& comparisons);

}  // namespace curve_fit
