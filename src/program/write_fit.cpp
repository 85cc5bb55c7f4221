// The result of a fit as tables, and as JSON.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "fit_result.hpp"
#include "json_values.hpp"
#include "text_table.hpp"

namespace laboratory {

namespace {

using nlohmann::ordered_json;

std::string number(double x) { return fmt::format("{:.10E}", x); }

table_rows parameters(const fit_result& f) {
  table_rows rows{{"", "estimate", "standard deviation"}};
  if (f.certified)
    for (const char* head : {"certified", "digits", "certified deviation", "digits"})
      rows[0].push_back(head);
  for (std::size_t k = 0; k < f.found.parameters.size(); ++k) {
    rows.push_back({f.of.name(k), number(f.found.parameters[k]), number(f.found.deviations[k])});
    if (f.certified)
      for (const auto& c : {f.certified->parameters[k], f.certified->deviations[k]}) {
        rows.back().push_back(c.certified.text);
        rows.back().push_back(fmt::format("{:.1f}", c.digits()));
      }
  }
  return rows;
}

table_rows statistics(const fit_result& f) {
  table_rows rows;
  if (f.certified) rows = {{"", "", "certified", "digits"}};
  rows.push_back({"sum of squares", number(f.found.residual_sum_of_squares)});
  rows.push_back({"standard deviation", number(f.found.residual_deviation)});
  if (f.certified)
    for (std::size_t k = 0; k < 2; ++k) {
      const curve_fit::comparison& c = f.certified->residuals[k];
      rows[k + 1].push_back(c.certified.text);
      rows[k + 1].push_back(fmt::format("{:.1f}", c.digits()));
    }
  rows.push_back(
      {"degrees of freedom", fmt::format("{}", f.of.data.rows.size() - f.found.parameters.size())});
  return rows;
}

ordered_json json_of(const curve_fit::comparison& c) {
  return {{"certified", c.certified.text}, {"digits", c.digits()}};
}

}  // namespace

std::string to_text(const fit_result& f, bool bold) {
  std::string text =
      fmt::format("{} = {}\n{}: {} rows; computed {}\n", f.of.response, f.of.model, f.of.data.path,
                  f.of.data.rows.size(), f.is_in_double ? "in double" : "at 50 digits");
  text += heading("Parameters", bold) + text_table(parameters(f));
  text += heading("Residuals", bold) + text_table(statistics(f));
  if (!f.remark.empty()) text += '\n' + f.remark + '\n';
  return text;
}

std::string to_json(const fit_result& f) {
  ordered_json parameters = ordered_json::array();
  for (std::size_t k = 0; k < f.found.parameters.size(); ++k) {
    ordered_json entry = {{"name", f.of.name(k)},
                          {"estimate", laboratory::json_of(f.found.parameters[k])},
                          {"deviation", laboratory::json_of(f.found.deviations[k])}};
    if (f.certified) {
      entry["certified_estimate"] = json_of(f.certified->parameters[k]);
      entry["certified_deviation"] = json_of(f.certified->deviations[k]);
    }
    parameters.push_back(std::move(entry));
  }
  ordered_json all = {
      {"response", f.of.response},
      {"model", f.of.model},
      {"data", f.of.data.path},
      {"arithmetic", f.is_in_double ? "double" : "50 digits"},
      {"ok", f.ok},
      {"parameters", parameters},
      {"covariance", laboratory::json_of(f.found.covariance)},
      {"residual_sum_of_squares", laboratory::json_of(f.found.residual_sum_of_squares)},
      {"residual_deviation", laboratory::json_of(f.found.residual_deviation)},
      {"degrees_of_freedom", f.of.data.rows.size() - f.found.parameters.size()},
      {"evaluations", f.found.evaluations},
      {"residuals", laboratory::json_of(residuals(f))}};
  if (f.certified) {
    all["certified_residual_sum_of_squares"] = json_of(f.certified->residuals[0]);
    all["certified_residual_deviation"] = json_of(f.certified->residuals[1]);
  }
  if (!f.remark.empty()) all["remark"] = f.remark;
  return json_text(all);
}

}  // namespace laboratory
