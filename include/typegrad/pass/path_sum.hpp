// The chain rule written out: a derivative is the sum over all paths from variable to output of the
// product of the partials along the path (Bauer, SIAM Journal on Numerical Analysis 11, 1974).
// Forward and reverse mode are the two ways not to walk each path: their cost is linear in the
// program, where the number of paths may double with each operation.
#pragma once

#include <limits>

#include <typegrad/graph/loop_nodes.hpp>
#include <typegrad/pass/partial.hpp>
#include <typegrad/pass/reach.hpp>

namespace typegrad {

namespace detail {

/// a + b, infinite beyond the largest double, also in constant evaluation.
constexpr double saturated_sum(double a, double b) {
  constexpr double most = std::numeric_limits<double>::max();
  return a > most - b || b > most - a ? std::numeric_limits<double>::infinity() : a + b;
}

/// The number of paths that end in each node, given how many end in each input.
constexpr sequence<double> count_paths_to(const graph& g, const sequence<double>& to_inputs) {
  sequence<double> paths(g.nodes.size(), 0.0);
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    if (n.op == operation::input) {
      paths[i] = n.attribute < to_inputs.size() ? to_inputs[n.attribute] : 0;
    } else if (n.op == operation::element) {
      const index scan = n.operands[0];
      const graph_loop& l = loop_of(g, scan);
      if (l.sequences > 0 || n.attribute >= l.carries)
        throw "typegrad: the paths through a loop that was derived are not counted; count those of "
              "the program itself";
      sequence<double> to_body(l.counter() + 1, 0.0);
      const sequence<index> operands = operands_of(g, scan);
      for (index k = 0; k < operands.size(); ++k) to_body[k] = paths[operands[k]];
      for (index t = 0; t < l.count; ++t) {
        const sequence<double> inside = count_paths_to(l.body, to_body);
        for (index k = 0; k < l.carries; ++k) to_body[k] = inside[l.body.outputs[k]];
      }
      paths[i] = to_body[n.attribute];
    } else if (!is_truth(n.op) && !is_loop_part(n.op)) {
      for (int k = 0; k < info(n.op).arity; ++k)
        paths[i] = saturated_sum(paths[i], paths[n.operands[k]]);
    }
  }
  return paths;
}

}  // namespace detail

/// The number of paths from the inputs in the given slots to the outputs, as a double: exact up to
/// 2^53, then rounded, infinite beyond 1.8e308. A power of two such as 2^1000 is exact. Cost:
/// linear in the operations that are executed.
constexpr double count_paths(const graph& g, const sequence<index>& slots) {
  sequence<double> to_inputs(g.inputs, 0.0);
  for (const index slot : slots) to_inputs[slot] = 1;
  const sequence<double> paths = detail::count_paths_to(g, to_inputs);
  double sum = 0;
  for (const index o : g.outputs) sum = detail::saturated_sum(sum, paths[o]);
  return sum;
}

/// ∂outputs/∂variables, row by row, path by path; `absent` where no path leads. The builder's graph
/// is of numbers, without loops. Cost: one partial for each node of each path; what paths share
/// from the output on is made once.
constexpr sequence<index> sum_over_paths(builder& b, const sequence<index>& variables,
                                         const sequence<index>& outputs) {
  struct end_of_path {
    index node, product;
  };
  const sequence<bool> varies = varying_with(b.program(), variables);
  sequence<index> entries(variables.size() * outputs.size(), absent);
  sequence<end_of_path> open;
  for (index row = 0; row < outputs.size(); ++row) {
    if (varies[outputs[row]]) open.push_back({outputs[row], b.number({1})});
    while (!open.empty()) {
      const auto [place, product] = open[open.size() - 1];
      open.pop_back();
      bool is_variable = false;
      for (index column = 0; column < variables.size(); ++column) {
        if (variables[column] != place) continue;
        index& entry = entries[row * variables.size() + column];
        entry = entry == absent ? product : b.make(operation::add, entry, product);
        is_variable = true;
      }
      if (is_variable) continue;
      const node n = b[place];
      if (is_loop_part(n.op) || b.has_arrays())
        throw "typegrad: a path sum of a program with loops or arrays; use tg::grad, or a program "
              "of numbers whose loops are written out";
      for (int k = info(n.op).arity; k-- > 0;) {
        if (!varies[n.operands[k]]) continue;
        const index term = partial(b, place, n, k, product);
        if (term != absent) open.push_back({n.operands[k], term});
      }
    }
  }
  return entries;
}

}  // namespace typegrad
