// A model that a user types, its data, and the parameters to start from.
#pragma once

#include <string>
#include <vector>

#include "data_table.hpp"
#include "estimate.hpp"
#include "problem.hpp"

namespace laboratory {

/// Minimises Σ (f(b, x_i) − g(y_i))² over b.
struct regression {
  data_table data;
  std::string model;                    ///< the right side, as it was typed
  typegrad::graph value_and_gradient;   ///< f and ∂f/∂b, of all variables of the model
  std::vector<std::string> variables;   ///< of the model: parameters and columns
  std::vector<std::size_t> parameters;  ///< places among the variables, by their names
  std::vector<typegrad::graph> start;   ///< a formula of constants a parameter
  struct predictor {
    std::size_t place, column;
  };
  std::vector<predictor> predictors;
  std::string response;         ///< g(y), as log(y)
  typegrad::graph transformed;  ///< g, of the response's column
  std::size_t response_column = 0;

  const std::string& name(std::size_t parameter) const { return variables[parameters[parameter]]; }
};

/// Reads the model `f` or `g = f`, with `+ e` at its end as in the files of the NIST, and the
/// start, NAME=VALUE, or where there is none that of the data set. The response is the column named
/// on the left side, or by `response`, or y. Throws input_error and typegrad::syntax_error.
regression read_regression(const std::string& model, data_table data, const std::string& response,
                           const std::vector<std::string>& start);

/// Fits with Levenberg-Marquardt and Gauss-Newton steps. Throws input_error where the model is not
/// finite at the start.
curve_fit::estimate fit_in_double(const regression& r);
curve_fit::estimate fit_at_50_digits(const regression& r);

}  // namespace laboratory
