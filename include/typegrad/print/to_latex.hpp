// A program as mathematics in LaTeX.
#pragma once

#include <typegrad/print/latex.hpp>
#include <typegrad/print/writer.hpp>

namespace typegrad {

/// The longest formula that is set in one piece, in operations and leaves.
inline constexpr index latex_formula_limit = 40;

/// The graph for LaTeX's display mode, with the package amsmath. A short program of one output is
/// one formula in x_{0}, x_{1}, ...; any other is an `aligned` list of v_{i} = ..., one operation a
/// line, that ends with the outputs y_{0}, y_{1}, ... Cost: linear.
inline std::string to_latex(const graph& g) {
  const print::writer write(g, print::latex);
  if (g.outputs.size() == 1 &&
      print::formula_sizes(g, latex_formula_limit + 1)[g.outputs[0]] <= latex_formula_limit)
    return write.formula(g.outputs[0]).text;
  std::string text = "\\begin{aligned}";
  std::string_view end_of_line = "\n";
  const auto line = [&](const std::string& name, const print::phrase& value) {
    text.append(end_of_line).append(name).append(" &= ").append(value.text);
    end_of_line = " \\\\\n";
  };
  for (index i = 0; i < g.nodes.size(); ++i)
    if (!print::is_leaf(g.nodes[i].op)) line(write.value(i), write.operation_of(i));
  for (index i = 0; i < g.outputs.size(); ++i)
    line(print::latex.numbered("y", i), write.operand(g.outputs[i]));
  return text += "\n\\end{aligned}\n";
}

}  // namespace typegrad
