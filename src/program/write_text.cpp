// A derivation for a reader: aligned lines under headings.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "writers.hpp"

namespace laboratory {

namespace {

using typegrad::operation_counts;

class page {
 public:
  explicit page(bool bold) : bold_(bold) {}

  void heading(std::string_view words) {
    text_ += fmt::format("\n{}{}{}\n", bold_ ? "\033[1m" : "", words, bold_ ? "\033[0m" : "");
  }
  /// Lines name = expression = value, each of the three in a column of its own.
  void lines(const std::vector<line>& all) {
    constexpr std::size_t widest = 48;
    std::size_t name = 0, expression = 0;
    for (const line& l : all) {
      name = std::max(name, l.name.size());
      if (l.expression.size() <= widest) expression = std::max(expression, l.expression.size());
    }
    for (const line& l : all) {
      if (l.expression.empty() || l.expression == l.value)
        text_ += fmt::format("  {:<{}} = {}\n", l.name, name, l.value);
      else
        text_ += fmt::format("  {:<{}} = {:<{}} = {}\n", l.name, name, l.expression, expression,
                             l.value);
    }
  }
  /// Rows of cells, the first column to the left, the others to the right.
  void table(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
      widths.resize(std::max(widths.size(), row.size()));
      for (std::size_t k = 0; k < row.size(); ++k) widths[k] = std::max(widths[k], row[k].size());
    }
    for (const auto& row : rows) {
      text_ += fmt::format("  {:<{}}", row[0], widths[0]);
      for (std::size_t k = 1; k < row.size(); ++k)
        text_ += fmt::format("  {:>{}}", row[k], widths[k]);
      text_ += '\n';
    }
  }
  std::string& text() { return text_; }

 private:
  bool bold_;
  std::string text_;
};

std::vector<std::string> count_row(const std::string& name, const operation_counts& c) {
  std::vector<std::string> row{name};
  for (const auto count :
       {c.additions, c.multiplications, c.divisions, c.choices, c.calls, c.total()})
    row.push_back(std::to_string(count));
  return row;
}

}  // namespace

std::string to_text(const derivation& d, bool bold) {
  page p(bold);
  p.text() = fmt::format("{}({}){} {}\n", d.function, fmt::join(d.variables, ", "),
                         d.has_lines() ? ":" : " =", d.text);
  p.heading("Primal trace");
  p.lines(d.primal);
  for (const tangent_trace& t : d.tangents) {
    p.heading(fmt::format("Tangent trace along {}", t.variable));
    p.lines(t.lines);
  }
  if (!d.adjoint.empty()) {
    p.heading("Adjoint trace");
    p.lines(d.adjoint);
  }
  p.heading("Value");
  p.lines({{d.function, "", d.value}});
  if (!d.with_respect_to.empty()) {
    p.heading("Gradient");
    std::vector<line> gradient;
    for (std::size_t k = 0; k < d.gradient.size(); ++k)
      gradient.push_back({fmt::format("d{}/d{}", d.function, d.with_respect_to[k]),
                          d.symbolic_gradient[k], d.gradient[k]});
    p.lines(gradient);
    p.heading("Hessian");
    std::vector<std::vector<std::string>> rows{{""}};
    for (std::size_t i = 0; i < d.hessian.size(); ++i) {
      rows[0].push_back(d.with_respect_to[i]);
      rows.push_back({d.with_respect_to[i]});
      for (const std::string& entry : d.hessian[i]) rows.back().push_back(entry);
    }
    p.table(rows);
  }
  p.heading("Operations");
  p.table({{"", "+ -", "*", "/ sqrt", "choices", "calls", "total"},
           count_row("value", d.value_cost),
           count_row("value and gradient, forward mode", d.forward_cost),
           count_row("value and gradient, reverse mode", d.reverse_cost)});
  p.text() += fmt::format("  paths from variables to the value: {:.6g}\n", d.paths);
  return p.text();
}

}  // namespace laboratory
