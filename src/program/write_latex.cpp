// A derivation as mathematics, and value and gradient as C.
#include <fmt/format.h>

#include <typegrad/print/to_c.hpp>

#include "derived_program.hpp"
#include "writers.hpp"

namespace laboratory {

namespace {

/// 1.5e-10 as 1.5 \cdot 10^{-10}
std::string latex_value(const std::string& text) {
  if (text.ends_with("inf")) return text.starts_with('-') ? "-\\infty" : "\\infty";
  if (text.find_first_not_of("+-.0123456789e") != text.npos) return "\\text{" + text + "}";
  const std::size_t e = text.find('e');
  if (e == text.npos) return text;
  const std::size_t digits = text.find_first_not_of("+0", e + 1);
  return text.substr(0, e) + " \\cdot 10^{" + text.substr(digits) + "}";
}

std::string block(const std::string& heading, const std::vector<line>& lines) {
  std::string text = fmt::format("% {}\n\\begin{{align*}}\n", heading);
  std::string_view end_of_line;
  for (const line& l : lines) {
    text += fmt::format("{}  {} &= {}{}", end_of_line, l.name,
                        l.expression.empty() ? "" : l.expression + " = ", latex_value(l.value));
    end_of_line = " \\\\\n";
  }
  return text + "\n\\end{align*}\n";
}

}  // namespace

std::string to_latex(const derivation& d) {
  std::string text = block("Primal trace", d.primal);
  for (const tangent_trace& t : d.tangents)
    text += block("Tangent trace along " + t.variable, t.lines);
  if (!d.adjoint.empty()) text += block("Adjoint trace", d.adjoint);
  std::vector<line> gradient;
  for (std::size_t k = 0; k < d.gradient.size(); ++k)
    gradient.push_back({fmt::format("\\frac{{\\partial {}}}{{\\partial {}}}", d.function,
                                    latex_text.variable(d.with_respect_to[k])),
                        d.symbolic_gradient[k], d.gradient[k]});
  return gradient.empty() ? text : text + block("Gradient", gradient);
}

std::string to_c(const problem& p) {
  std::string names;
  for (std::size_t k = 0; k < p.formula.variables.size(); ++k)
    names += fmt::format("{}x[{}] = {}", k == 0 ? "" : ", ", k, p.formula.variables[k]);
  std::string results = "y[0] = f";
  for (std::size_t k = 0; k < p.with_respect_to.size(); ++k)
    results += fmt::format(", y[{}] = df/d{}", k + 1, p.formula.variables[p.with_respect_to[k]]);
  return fmt::format("/* f = {}\n   {}\n   {} */\n", p.text, names, results) +
         typegrad::to_c(value_and_gradient(p, typegrad::mode::automatic), "value_and_gradient");
}

}  // namespace laboratory
