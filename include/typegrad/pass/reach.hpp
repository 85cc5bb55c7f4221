// Which nodes matter to a derivative: those that an output varies with, and those that vary with a
// variable.
#pragma once

#include <typegrad/graph/needed.hpp>

namespace typegrad {

/// For each node: does an output vary with its value? Comparisons do not count here either.
constexpr sequence<bool> influencing(const graph& g, const sequence<index>& outputs) {
  sequence<bool> influences(g.nodes.size(), false);
  for (const index o : outputs) influences[o] = true;
  for (index i = g.nodes.size(); i-- > 0;) {
    const node& n = g.nodes[i];
    if (!influences[i] || is_truth(n.op)) continue;
    for (int k = 0; k < info(n.op).arity; ++k) influences[n.operands[k]] = true;
  }
  return influences;
}

/// For each node: does its value vary with one of the variables? Comparisons do not count, they are
/// piecewise constant.
constexpr sequence<bool> varying_with(const graph& g, const sequence<index>& variables) {
  sequence<bool> varies(g.nodes.size(), false);
  index first = g.nodes.size();
  for (const index v : variables) {
    varies[v] = true;
    if (v < first) first = v;
  }
  const node* const nodes = g.nodes.begin();
  bool* const does_vary = varies.begin();
  const index size = g.nodes.size();
  for (index i = first; i < size; ++i) {
    const node& n = nodes[i];
    const operation_info& o = info(n.op);
    if (o.is_truth) continue;
    for (int k = 0; k < o.arity; ++k)
      if (does_vary[n.operands[k]]) does_vary[i] = true;
  }
  return varies;
}

}  // namespace typegrad
