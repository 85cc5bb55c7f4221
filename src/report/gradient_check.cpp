// The gradient of a weight vector, checked by moving one weight after the other.
#include <nlohmann/json.hpp>

#include <vector>

#include "derived_program.hpp"
#include "double_precision.hpp"
#include "report_data.hpp"

namespace laboratory {

nlohmann::ordered_json gradient_check(const problem& loss) {
  constexpr double h = 0.0001;
  const std::vector<double> w = point_in_double(loss);
  const std::vector<double> results =
      evaluate_in_double(value_and_gradient(loss, typegrad::mode::reverse), w);
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (std::size_t k = 0; k < loss.with_respect_to.size(); ++k) {
    const typegrad::index slot = loss.with_respect_to[k];
    std::vector<double> moved = w;
    moved[slot] += h;
    const double there = evaluate_in_double(loss.formula.program, moved)[0];
    rows.push_back({{"weight", loss.formula.variables[slot]},
                    {"value", w[slot]},
                    {"moved_loss", there},
                    {"quotient", (there - results[0]) / h},
                    {"gradient", results[k + 1]}});
  }
  return {{"step", h}, {"loss", results[0]}, {"rows", rows}};
}

}  // namespace laboratory
