// What is printed: a page for each data set, and a table of them all.
#pragma once

#include <array>
#include <vector>

#include "agreement.hpp"
#include "fits.hpp"
#include "strd.hpp"

namespace curve_fit {

/// The fits from one starting point.
struct outcome {
  estimate in_double, at_50_digits;
};

/// All that is computed for a data set.
struct study {
  dataset data;
  std::array<outcome, 2> starts;
  mode_costs costs;
};

/// Whether the fit from one starting point agrees with the certified solution, in double or, where
/// the problem's condition forbids that, at 50 digits.
bool agrees(const dataset& data, const outcome& o);

/// Prints all numbers of a study to standard output.
void print_study(const study& s);

/// Prints one line for each data set and starting point to standard output.
void print_summary(const std::vector<study>& studies);

}  // namespace curve_fit
