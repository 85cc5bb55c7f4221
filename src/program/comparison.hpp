// The ways to differentiate a formula side by side: what each is off by, and what it costs.
#pragma once

#include <string>
#include <vector>

#include <typegrad/pass/cost.hpp>

#include "problem.hpp"

namespace laboratory {

/// The gradient of a formula by one method, in double.
struct method {
  std::string name;
  std::string refusal;              ///< a sentence, where the method is too long for this formula
  std::vector<double> gradient;     ///< none where it is refused, as what follows
  std::vector<double> errors;       ///< relative to 100 digits; absolute where the derivative is 0
  typegrad::operation_counts cost;  ///< of value and gradient
  double seconds = 0;               ///< for both, interpreted

  /// The largest error; NaN where one is NaN.
  double error() const;
};

/// Both difference quotients with one step.
struct quotients {
  std::string step;
  method forward, central;
};

struct comparison {
  std::string text;                          ///< the formula as it was typed
  std::string function;                      ///< a name for its value that no variable has
  std::vector<std::string> variables;        ///< all of the formula
  std::vector<double> point;                 ///< what they are, in double
  std::vector<std::string> with_respect_to;  ///< those that the gradient is by
  std::string value;                         ///< 50 digits at the point in double
  std::vector<std::string> gradient;         ///< 50 digits
  /// The formulas of the derivatives, written out in full; forward and central differences with the
  /// step whose error is least; forward mode; reverse mode; the sum over all paths.
  std::vector<method> methods;
  std::vector<quotients> steps;  ///< 1e-1 to 1e-15
};

/// Compares at the point in double. Throws input_error for a formula that is too long, or without
/// variables.
comparison compare(const problem& p);

/// Tables, with headings in bold if `bold`.
std::string to_text(const comparison& c, bool bold);

/// All comparisons as one object.
std::string to_json(const std::vector<comparison>& all);

}  // namespace laboratory
