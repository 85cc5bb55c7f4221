// Reads a model and what belongs to it.
#include "regression.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "command.hpp"
#include "derived_program.hpp"

namespace laboratory {

namespace {

namespace tg = typegrad;

std::size_t column_of(const data_table& data, const std::string& name) {
  const auto found = std::ranges::find(data.columns, name);
  return static_cast<std::size_t>(found - data.columns.begin());
}

struct equation {
  std::string left, right;
};

/// The text without `+ e`, the error, at its end.
std::string without_error(const std::string& text) {
  if (!text.ends_with('e')) return text;
  const std::string sum = trimmed(text.substr(0, text.size() - 1));
  return sum.ends_with('+') ? sum.substr(0, sum.size() - 1) : text;
}

/// Splits `g = f + e`; the left side is empty where there is none. `a = x*b1; a*b2` has none: a is
/// no column.
equation split(const std::string& model, const data_table& data) {
  const std::size_t sign = model.find('=');
  if (sign == 0 || sign >= model.size() - 1 || model.find(';') != model.npos ||
      model[sign + 1] == '=' || std::string_view("<>!").find(model[sign - 1]) != model.npos)
    return {"", model};
  const std::string left_side = model.substr(0, sign);
  try {
    const tg::parsed_formula left = tg::parse_formula(left_side);
    if (left.variables.size() != 1 || column_of(data, left.variables[0]) == data.columns.size())
      return {"", model};
  } catch (const tg::syntax_error&) {
    return {"", model};
  }
  std::string right = model.substr(sign + 1);
  std::ranges::replace(right, '\n', ' ');
  return {trimmed(left_side), without_error(trimmed(right))};
}

void read_response(regression& r, const equation& e, const std::string& option) {
  const std::string left = e.left.empty() ? (option.empty() ? "y" : option) : e.left;
  tg::parsed_formula g = tg::parse_formula(left);
  if (g.variables.size() != 1 || column_of(r.data, g.variables[0]) == r.data.columns.size())
    throw input_error(
        fmt::format("the response {} is no column of the data; name one by --response, of {}.",
                    left, fmt::join(r.data.columns, ", ")));
  if (!e.left.empty() && !option.empty() && option != g.variables[0])
    throw input_error(
        fmt::format("--response {} is not the left side of the model, {}.", option, e.left));
  r.response = left;
  r.response_column = column_of(r.data, g.variables[0]);
  r.transformed = std::move(g.program);
}

/// b2 before b10: by the text before the number, then by the number.
bool comes_before(const std::string& a, const std::string& b) {
  const auto split = [](const std::string& name) {
    const std::size_t end = name.find_last_not_of("0123456789") + 1;
    return std::pair(name.substr(0, end), name.size() - end);
  };
  return std::pair(split(a), a) < std::pair(split(b), b);
}

/// Whether the names are b1, b2, ..., as many as the data set has parameters.
bool has_names_of(const curve_fit::dataset& data, const std::vector<std::string>& names) {
  for (std::size_t k = 0; k < names.size(); ++k)
    if (names[k] != fmt::format("b{}", k + 1)) return false;
  return names.size() == data.parameters.size();
}

void read_start(regression& r, const std::vector<std::string>& words) {
  std::vector<std::optional<tg::graph>> start(r.parameters.size());
  for (const std::string& word : words) {
    tg::graph number = read_constant("--start", word);
    const std::string name = trimmed(word.substr(0, word.find('=')));
    std::size_t k = 0;
    while (k < start.size() && r.name(k) != name) ++k;
    if (k == start.size())
      throw input_error(fmt::format("--start {} names no parameter of the model.", word));
    if (start[k])
      throw input_error(fmt::format("--start {} gives a second value to a parameter.", word));
    start[k] = std::move(number);
  }
  for (std::size_t k = 0; k < start.size(); ++k) {
    if (!start[k] && words.empty() && r.data.certified)
      start[k] = tg::parse_formula(r.data.certified->parameters[k].start[0].text).program;
    if (!start[k])
      throw input_error(
          fmt::format("{0} has no value to start from; give one by --start {0}=VALUE.", r.name(k)));
    r.start.push_back(std::move(*start[k]));
  }
}

}  // namespace

regression read_regression(const std::string& model, data_table data, const std::string& response,
                           const std::vector<std::string>& start) {
  regression r;
  r.data = std::move(data);
  const equation sides = split(model, r.data);
  r.model = sides.right;
  read_response(r, sides, response);
  r.variables = tg::parse_formula(r.model).variables;
  std::vector<std::string> names;
  for (std::size_t k = 0; k < r.variables.size(); ++k) {
    const std::size_t column = column_of(r.data, r.variables[k]);
    if (column == r.data.columns.size())
      names.push_back(r.variables[k]);
    else if (column == r.response_column)
      throw input_error(fmt::format(
          "the model of {0} depends on {0}; write it in the other columns.", r.variables[k]));
    else
      r.predictors.push_back({k, column});
  }
  if (names.empty())
    throw input_error(fmt::format(
        "the model has no parameters: all its variables are columns of {}.", r.data.path));
  std::ranges::sort(names, comes_before);
  for (const std::string& name : names)
    r.parameters.push_back(
        static_cast<std::size_t>(std::ranges::find(r.variables, name) - r.variables.begin()));
  if (r.data.rows.size() <= names.size())
    throw input_error(
        fmt::format("{} has {} rows, too few for {} parameters; a fit takes more rows "
                    "than parameters.",
                    r.data.path, r.data.rows.size(), names.size()));
  if (r.data.certified && !has_names_of(*r.data.certified, names)) r.data.certified.reset();
  const problem p = read_problem(r.model, {}, names, false);
  check_size(p, "fitted");
  r.value_and_gradient = value_and_gradient(p, tg::mode::automatic);
  read_start(r, start);
  return r;
}

}  // namespace laboratory
