// The order of evaluation: nodes stand just before they are needed, so that few values are alive at
// a time.
#pragma once

#include <typegrad/graph/builder.hpp>

namespace typegrad {

/// The same program with its nodes in depth-first order from the first output to the last, at each
/// node the operand with the longest chain of operations first (Sethi & Ullman, J. ACM 17(4), 1970,
/// for trees). Nodes that no output needs are left out. Cost: linear.
constexpr graph schedule(const graph& g) {
  sequence<index> depth(g.nodes.size(), 0), image(g.nodes.size(), absent);
  for (index i = 0; i < g.nodes.size(); ++i)
    for (int k = 0; k < info(g.nodes[i].op).arity; ++k) {
      const index below = depth[g.nodes[i].operands[k]] + 1;
      if (below > depth[i]) depth[i] = below;
    }
  graph result;
  result.inputs = g.inputs;
  result.derived = g.derived;
  result.take_tables(g);
  result.literals = g.literals;
  result.shapes = g.shapes;
  result.loops = g.loops;
  sequence<index> pending;
  for (const index output : g.outputs) {
    pending.push_back(output);
    while (!pending.empty()) {
      const index i = pending[pending.size() - 1];
      index deepest = absent;
      if (image[i] == absent)
        for (int k = 0; k < info(g.nodes[i].op).arity; ++k) {
          const index operand = g.nodes[i].operands[k];
          if (image[operand] == absent && (deepest == absent || depth[operand] > depth[deepest]))
            deepest = operand;
        }
      if (deepest != absent) {
        pending.push_back(deepest);
        continue;
      }
      pending.pop_back();
      if (image[i] != absent) continue;
      node n = g.nodes[i];
      for (int k = 0; k < info(n.op).arity; ++k) n.operands[k] = image[n.operands[k]];
      image[i] = result.nodes.size();
      result.nodes.push_back(n);
    }
    result.outputs.push_back(image[output]);
  }
  return result;
}

}  // namespace typegrad
