// A derivation as JSON.
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdlib>

#include "json_values.hpp"
#include "writers.hpp"

namespace laboratory {

namespace {

using nlohmann::ordered_json;

/// A value as it is written: a number where a double holds it.
class value_writer {
 public:
  explicit value_writer(int digits) : is_double_(digits <= 17) {}

  ordered_json operator()(const std::string& text) const {
    if (text == "true" || text == "false") return text == "true";
    char* end = nullptr;
    const double nearest = std::strtod(text.c_str(), &end);
    if (is_double_ && *end == '\0' && std::isfinite(nearest)) return nearest;
    return text;
  }
  ordered_json operator()(const std::vector<std::string>& texts) const {
    ordered_json all = ordered_json::array();
    for (const std::string& text : texts) all.push_back((*this)(text));
    return all;
  }
  ordered_json operator()(const std::vector<line>& lines) const {
    ordered_json all = ordered_json::array();
    for (const line& l : lines) {
      ordered_json entry = {{"name", l.name}};
      if (!l.expression.empty()) entry["expression"] = l.expression;
      entry["value"] = (*this)(l.value);
      all.push_back(std::move(entry));
    }
    return all;
  }

 private:
  bool is_double_;
};

}  // namespace

std::string to_json(const derivation& d, int digits) {
  const value_writer value(digits);
  ordered_json tangents = ordered_json::object();
  for (const tangent_trace& t : d.tangents) tangents[t.variable] = value(t.lines);
  ordered_json hessian = ordered_json::array();
  for (const auto& row : d.hessian) hessian.push_back(value(row));
  const ordered_json all = {{"formula", d.text},
                            {"variables", d.variables},
                            {"with_respect_to", d.with_respect_to},
                            {"primal", value(d.primal)},
                            {"tangents", tangents},
                            {"adjoint", value(d.adjoint)},
                            {"value", value(d.value)},
                            {"gradient", value(d.gradient)},
                            {"symbolic_gradient", d.symbolic_gradient},
                            {"hessian", hessian},
                            {"operations",
                             {{"value", json_of(d.value_cost)},
                              {"forward", json_of(d.forward_cost)},
                              {"reverse", json_of(d.reverse_cost)}}},
                            {"paths", json_of(d.paths)}};
  return json_text(all);
}

}  // namespace laboratory
