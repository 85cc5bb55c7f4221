// A comparison as tables, and as JSON.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

#include "comparison.hpp"
#include "json_values.hpp"
#include "text_table.hpp"

namespace laboratory {

namespace {

using nlohmann::ordered_json;

std::string error_text(double e) { return e == 0 ? "0" : fmt::format("{:.1e}", e); }

/// The first 20 of the digits, for a table.
std::string shortened(const std::string& number) {
  const std::size_t exponent = std::min(number.find('e'), number.size());
  return number.substr(0, std::min<std::size_t>(exponent, 22)) + number.substr(exponent);
}

std::string derivative(const comparison& c, std::size_t k) {
  return fmt::format("d{}/d{}", c.function, c.with_respect_to[k]);
}

/// A row a derivative, a column a method.
table_rows errors(const comparison& c) {
  table_rows rows{{""}};
  for (const method& m : c.methods) rows[0].push_back(m.name);
  for (std::size_t k = 0; k < c.gradient.size(); ++k) {
    rows.push_back({derivative(c, k)});
    for (const method& m : c.methods)
      rows.back().push_back(m.refusal.empty() ? error_text(m.errors[k]) : "-");
  }
  return rows;
}

table_rows costs(const comparison& c) {
  table_rows rows{operation_heads("")};
  rows[0].push_back("time");
  for (const method& m : c.methods) {
    if (!m.refusal.empty()) continue;
    rows.push_back(operation_row(m.name, m.cost));
    rows.back().push_back(time_text(m.seconds));
  }
  return rows;
}

table_rows steps(const comparison& c) {
  table_rows rows{{"h", "forward", "central"}};
  for (const quotients& q : c.steps)
    rows.push_back({q.step, error_text(q.forward.error()), error_text(q.central.error())});
  return rows;
}

ordered_json method_json(const method& m) {
  if (!m.refusal.empty()) return {{"name", m.name}, {"refused", m.refusal}};
  return {{"name", m.name},
          {"gradient", json_of(m.gradient)},
          {"errors", json_of(m.errors)},
          {"operations", json_of(m.cost)},
          {"seconds", json_of(m.seconds)}};
}

ordered_json comparison_json(const comparison& c) {
  ordered_json methods = ordered_json::array(), differences = ordered_json::array();
  for (const method& m : c.methods) methods.push_back(method_json(m));
  for (const quotients& q : c.steps)
    differences.push_back({{"step", std::stod(q.step)},
                           {"forward_errors", json_of(q.forward.errors)},
                           {"central_errors", json_of(q.central.errors)}});
  return {{"formula", c.text},         {"variables", c.variables},
          {"point", json_of(c.point)}, {"with_respect_to", c.with_respect_to},
          {"value", c.value},          {"gradient", c.gradient},
          {"methods", methods},        {"differences", differences}};
}

}  // namespace

std::string to_text(const comparison& c, bool bold) {
  std::vector<std::string> point;
  for (std::size_t k = 0; k < c.point.size(); ++k)
    point.push_back(fmt::format("{} = {}", c.variables[k], c.point[k]));
  std::string text = fmt::format("{}({}){} {}\nat {}\n", c.function, fmt::join(c.variables, ", "),
                                 c.text.find_first_of(";\n") == c.text.npos ? " =" : ":", c.text,
                                 fmt::join(point, ", "));
  text += heading("Right digits", bold);
  std::size_t widest = c.function.size();
  for (std::size_t k = 0; k < c.gradient.size(); ++k)
    widest = std::max(widest, derivative(c, k).size());
  text += fmt::format("  {:<{}} = {}\n", c.function, widest, shortened(c.value));
  for (std::size_t k = 0; k < c.gradient.size(); ++k)
    text += fmt::format("  {:<{}} = {}\n", derivative(c, k), widest, shortened(c.gradient[k]));
  text += heading("Relative errors", bold) + text_table(errors(c));
  text += heading("Operations and time of value and gradient", bold) + text_table(costs(c));
  for (const method& m : c.methods)
    if (!m.refusal.empty()) text += fmt::format("  {}: {}\n", m.name, m.refusal);
  text +=
      heading("Largest relative error of differences, by their step", bold) + text_table(steps(c));
  return text;
}

std::string to_json(const std::vector<comparison>& all) {
  ordered_json comparisons = ordered_json::array();
  for (const comparison& c : all) comparisons.push_back(comparison_json(c));
  return json_text({{"comparisons", comparisons}});
}

}  // namespace laboratory
