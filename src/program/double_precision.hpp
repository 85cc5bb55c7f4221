// Programs in double: their point, their values, and the time they take.
#pragma once

#include <functional>
#include <vector>

#include "problem.hpp"

namespace laboratory {

/// The point rounded to double. Throws input_error where a number of it is not finite.
std::vector<double> point_in_double(const problem& p);

/// The outputs of a program.
std::vector<double> evaluate_in_double(const typegrad::graph& program,
                                       const std::vector<double>& point);

/// The seconds that a function takes: the median of several rounds. Takes some milliseconds, or
/// three times the function's own time.
double measured_seconds(const std::function<void()>& run);

}  // namespace laboratory
