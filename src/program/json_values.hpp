// Values as JSON, as several subcommands write them.
#pragma once

#include <nlohmann/json.hpp>

#include <cmath>
#include <string>
#include <vector>

#include <typegrad/pass/cost.hpp>

namespace laboratory {

inline nlohmann::ordered_json json_of(const typegrad::operation_counts& c) {
  return {{"additions", c.additions}, {"multiplications", c.multiplications},
          {"divisions", c.divisions}, {"choices", c.choices},
          {"calls", c.calls},         {"total", c.total()}};
}

/// JSON's numbers are finite; what is not is a string.
inline nlohmann::ordered_json json_of(double x) {
  if (std::isfinite(x)) return x;
  return std::isnan(x) ? "nan" : x > 0 ? "inf" : "-inf";
}

inline nlohmann::ordered_json json_of(const std::vector<double>& all) {
  nlohmann::ordered_json numbers = nlohmann::ordered_json::array();
  for (const double x : all) numbers.push_back(json_of(x));
  return numbers;
}

/// Indented, with a newline at the end; what is no UTF-8 in a formula is replaced.
inline std::string json_text(const nlohmann::ordered_json& all) {
  return all.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace laboratory
