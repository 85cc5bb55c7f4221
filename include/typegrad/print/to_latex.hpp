// A program as mathematics in LaTeX.
#pragma once

#include <typegrad/print/latex.hpp>
#include <typegrad/print/writer.hpp>

namespace typegrad {

/// The longest formula that is set in one piece, in operations and leaves.
inline constexpr index latex_formula_limit = 40;

namespace print {

/// The lines of a graph, `line(name, value)`. Those of a loop's body have the counter's range
/// before them; a prime marks the next value of a carry.
template <class Line>
void write_latex(const writer& write, const std::string& before, const Line& line) {
  const graph& g = write.program();
  for (index i = 0; i < g.nodes.size(); ++i) {
    const operation o = g.nodes[i].op;
    if (is_leaf(o)) continue;
    if (!is_loop_part(o)) line(before + write.value(i), write.operation_of(i).text);
    if (o != operation::scan) continue;
    const graph_loop& l = loop_of(g, i);
    const std::string t = write.part(i, 't', 0), last = std::to_string(l.count - 1);
    const std::string inside = before + t + " = " +
                               (l.backward ? last + ", \\dots, 0" : "0, \\dots, " + last) +
                               "\\colon\\quad ";
    const auto at_t = [&](const std::string& part) {
      return "\\left(" + part + "\\right)_{" + t + "}";
    };
    const writer body = write.body(i, t);
    const sequence<index> operands = operands_of(g, i);
    for (index k = 0; k < l.carries + l.constants; ++k)
      line(before + body.input(k), write.operand(operands[k]).text);
    for (index k = l.carries + l.constants; k < l.operands(); ++k)
      line(inside + body.input(k), at_t(write.operand(operands[k]).text));
    for (index j = i + 1; j < g.nodes.size(); ++j)
      if (const node& n = g.nodes[j];
          n.op == operation::element && n.operands[0] == i && n.attribute >= l.history(0))
        line(inside + at_t(write.operand(j).text), body.input(n.attribute - l.history(0)));
    write_latex(body, inside, line);
    for (index k = 0; k < l.carries; ++k)
      line(inside + body.input(k) + "'", body.operand(l.body.outputs[k]).text);
    for (index k = 0; k < l.stacked; ++k)
      line(inside + at_t(write.part(i, 'y', k)), body.operand(l.body.outputs[l.carries + k]).text);
  }
}

}  // namespace print

/// The graph for LaTeX's display mode, with the package amsmath. A short program of one output is
/// one formula in x_{0}, x_{1}, ...; any other is an `aligned` list of v_{i} = ..., one operation a
/// line, that ends with the outputs y_{0}, y_{1}, ... Cost: linear.
inline std::string to_latex(const graph& g) {
  const print::writer write(g, print::latex);
  if (g.outputs.size() == 1 && !print::needs_loops(g) &&
      print::formula_sizes(g, latex_formula_limit + 1)[g.outputs[0]] <= latex_formula_limit)
    return write.formula(g.outputs[0]).text;
  std::string text = "\\begin{aligned}";
  std::string_view end_of_line = "\n";
  const auto line = [&](const std::string& name, const std::string& value) {
    text.append(end_of_line).append(name).append(" &= ").append(value);
    end_of_line = " \\\\\n";
  };
  print::write_latex(write, "", line);
  for (index i = 0; i < g.outputs.size(); ++i)
    line(print::latex.numbered("y", i), write.operand(g.outputs[i]).text);
  return text += "\n\\end{aligned}\n";
}

}  // namespace typegrad
