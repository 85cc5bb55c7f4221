// The costs of both modes as tables, and as JSON.
#include "write_modes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

#include "json_values.hpp"
#include "text_table.hpp"

namespace laboratory {

namespace {

using nlohmann::ordered_json;

const char* name(typegrad::mode m) { return m == typegrad::mode::forward ? "forward" : "reverse"; }

/// V tanh(W2 tanh(W1 x))
std::string network(const std::vector<std::size_t>& hidden) {
  std::string inner = "x";
  for (std::size_t k = 1; k <= hidden.size(); ++k)
    inner = hidden.size() == 1 ? fmt::format("tanh(W {})", inner)
                               : fmt::format("tanh(W{} {})", k, inner);
  return "V " + inner;
}

table_rows jacobian_rows(const mode_comparison& c) {
  table_rows rows{
      {"m", "n", "value", "forward", "reverse", "forward time", "reverse time", "automatic"}};
  for (const jacobian_costs& j : c.jacobians)
    rows.push_back({std::to_string(j.outputs), std::to_string(j.inputs),
                    std::to_string(j.value.total()), std::to_string(j.forward.operations.total()),
                    std::to_string(j.reverse.operations.total()), time_text(j.forward.seconds),
                    time_text(j.reverse.seconds), name(j.automatic)});
  return rows;
}

std::string crossing_text(const mode_comparison& c, double n) {
  if (n == 0) return fmt::format("below n = {}", c.inputs.front());
  if (std::isinf(n)) return fmt::format("above n = {}", c.inputs.back());
  return fmt::format("n = {:.3g}", n);
}

table_rows crossing_rows(const mode_comparison& c) {
  table_rows rows{{"m", "operations", "time"}};
  for (const mode_crossing& x : c.crossings)
    rows.push_back({std::to_string(x.outputs), crossing_text(c, x.by_operations),
                    crossing_text(c, x.by_time)});
  return rows;
}

table_rows iteration_rows(const std::vector<iteration_costs>& all) {
  table_rows rows{{"iterations", "paths", "forward", "reverse", "forward time", "reverse time"}};
  for (const iteration_costs& i : all)
    rows.push_back({std::to_string(i.iterations), fmt::format("2^{}", i.iterations),
                    std::to_string(i.forward.operations.total()),
                    std::to_string(i.reverse.operations.total()), time_text(i.forward.seconds),
                    time_text(i.reverse.seconds)});
  return rows;
}

ordered_json json_of(const mode_cost& c) {
  return {{"operations", laboratory::json_of(c.operations)},
          {"seconds", laboratory::json_of(c.seconds)}};
}

}  // namespace

std::string title(const mode_comparison& c) {
  return fmt::format("f: R^n -> R^m, f(x) = {}, hidden layers of width {}", network(c.hidden),
                     fmt::join(c.hidden, ", "));
}

std::string to_text(const mode_comparison& c, const std::vector<iteration_costs>& logistic,
                    bool bold) {
  std::string text = title(c) + '\n';
  text += heading(
              "Value and Jacobian: operations of the value alone and with each mode, time of "
              "each mode, interpreted",
              bold) +
          text_table(jacobian_rows(c));
  text += heading("Where reverse mode becomes cheaper", bold) + text_table(crossing_rows(c));
  text += fmt::format(
      "  automatic has picked the mode of fewer operations, weighted, in {} of {} "
      "cases.\n",
      std::ranges::count_if(c.jacobians, &jacobian_costs::picked_fewer_operations),
      c.jacobians.size());
  text += heading(
              "Value and derivative of the logistic map, l <- 4 l (1 - l): operations and time "
              "of each mode, compiled",
              bold) +
          text_table(iteration_rows(logistic));
  return text;
}

std::string to_json(const mode_comparison& c, const std::vector<iteration_costs>& logistic) {
  ordered_json jacobians = ordered_json::array(), crossings = ordered_json::array(),
               iterations = ordered_json::array();
  for (const jacobian_costs& j : c.jacobians)
    jacobians.push_back({{"inputs", j.inputs},
                         {"outputs", j.outputs},
                         {"value", {{"operations", json_of(j.value)}}},
                         {"forward", json_of(j.forward)},
                         {"reverse", json_of(j.reverse)},
                         {"automatic", name(j.automatic)}});
  for (const mode_crossing& x : c.crossings)
    crossings.push_back({{"outputs", x.outputs},
                         {"inputs_by_operations", json_of(x.by_operations)},
                         {"inputs_by_time", json_of(x.by_time)}});
  for (const iteration_costs& i : logistic)
    iterations.push_back({{"iterations", i.iterations},
                          {"paths", fmt::format("2^{}", i.iterations)},
                          {"forward", json_of(i.forward)},
                          {"reverse", json_of(i.reverse)}});
  return json_text({{"function", title(c)},
                    {"hidden", c.hidden},
                    {"jacobians", jacobians},
                    {"timed", "interpreted"},
                    {"crossings", crossings},
                    {"logistic_map", iterations},
                    {"logistic_map_timed", "compiled"}});
}

}  // namespace laboratory
