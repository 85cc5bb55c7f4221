// Traced programs as text, in the notations of <typegrad/print/>.
#pragma once

#include <typegrad/print/to_c.hpp>
#include <typegrad/print/to_dot.hpp>
#include <typegrad/print/to_formula.hpp>
#include <typegrad/print/to_latex.hpp>
#include <typegrad/print/to_string.hpp>
#include <typegrad/program/stored.hpp>

namespace typegrad {

/// The program's graph, one operation a line; the grammar stands in <typegrad/print/to_string.hpp>.
/// This and the functions below are linear in the program's size.
template <class F, class... Shapes>
std::string to_string(program<F, Shapes...>) {
  return to_string(graph_of<program<F, Shapes...>>());
}

/// The program's one output as an infix formula in x0, x1, ...
template <class F, class... Shapes>
std::string to_formula(program<F, Shapes...>) {
  return to_formula(graph_of<program<F, Shapes...>>());
}

/// The program's graph as a drawing, for Graphviz.
template <class F, class... Shapes>
std::string to_dot(program<F, Shapes...>) {
  return to_dot(graph_of<program<F, Shapes...>>());
}

/// The program as mathematics, for LaTeX's display mode.
template <class F, class... Shapes>
std::string to_latex(program<F, Shapes...>) {
  return to_latex(graph_of<program<F, Shapes...>>());
}

/// The program as a C99 translation unit with `void name(const double *x, double *y)`: x holds the
/// numbers of all arguments in order, y those of the result.
template <class F, class... Shapes>
std::string to_c(program<F, Shapes...>, std::string_view name) {
  return to_c(graph_of<program<F, Shapes...>>(), name);
}

}  // namespace typegrad
