// A program at the point of a check, with what several of its questions need: values and Jacobians
// in all precisions.
#pragma once

#include <string>
#include <vector>

#include <typegrad/verify/check_graph.hpp>

#include "differences.hpp"
#include "perturbations.hpp"

namespace typegrad::verify {

struct checked_point {
  const derivative_graphs& subject;
  const check_options& options;
  computed_results computed;
  numbers x;
  reals exact_x;
  std::vector<std::string> slot_names;    ///< of the numbers and arrays that the program takes
  std::vector<std::string> result_names;  ///< of all numbers of the result
  std::size_t inputs, results;            ///< how many numbers
  index slots;                            ///< how many numbers and arrays the program takes
  reals values_50, values, forward_50, forward, reverse_50, reverse;  ///< at 100 digits, or 50
  reals noise;  ///< of the values, as noise_of says

  checked_point(const derivative_graphs& of, const numbers& point, const check_options& how,
                const computed_results& elsewhere, const std::vector<std::string>& names_of_slots,
                const std::vector<std::string>& names_of_results);

  std::string variable(std::size_t j) const { return options.names[j]; }
  std::string result(std::size_t i) const { return result_names[i]; }
};

/// What of a difference rounding at 100 digits explains.
real rounding_at_100(const real& noise);

/// got, beside the number that it should be.
computed_number compare(long double got, const real& exact, const working_precision& working);

/// The distance of neighbouring numbers at x, the least subnormal one's at 0.
real ulp(const real& x, const working_precision& working);

/// A number in a sentence.
std::string in_words(const real& x);

inline finding wrong(std::string reason) { return {verdict::wrong, std::move(reason)}; }
inline finding undecided(std::string reason) { return {verdict::undecided, std::move(reason)}; }

/// Values, first derivatives: <report.hpp>.
void check_values(const checked_point& p, check_report& report);
void check_derivatives(const checked_point& p, check_report& report);
/// Duality, Taylor's theorem, second derivatives.
void check_laws(const checked_point& p, check_report& report);
/// Rounding errors by their sources, cancellations, kinks.
void trace_rounding(const checked_point& p, check_report& report);

}  // namespace typegrad::verify
