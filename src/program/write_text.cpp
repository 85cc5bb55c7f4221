// A derivation for a reader: aligned lines under headings.
#include <fmt/format.h>

#include <algorithm>

#include "text_table.hpp"
#include "writers.hpp"

namespace laboratory {

namespace {

class page {
 public:
  explicit page(bool bold) : bold_(bold) {}

  void heading(const std::string& words) { text_ += laboratory::heading(words, bold_); }
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
  void table(const table_rows& rows) { text_ += text_table(rows); }
  std::string& text() { return text_; }

 private:
  bool bold_;
  std::string text_;
};

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
  p.table({operation_heads(""), operation_row("value", d.value_cost),
           operation_row("value and gradient, forward mode", d.forward_cost),
           operation_row("value and gradient, reverse mode", d.reverse_cost)});
  p.text() += fmt::format("  paths from variables to the value: {:.6g}\n", d.paths);
  return p.text();
}

}  // namespace laboratory
