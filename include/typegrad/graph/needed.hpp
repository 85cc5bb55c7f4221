// Which nodes the outputs need.
#pragma once

#include <typegrad/graph/graph.hpp>

namespace typegrad {

/// For each node: does some output need its value? Cost: one step a node.
constexpr sequence<bool> needed_by(const graph& g, const sequence<index>& outputs) {
  sequence<bool> needed(g.nodes.size(), false);
  index top = 0;
  for (const index o : outputs) {
    needed[o] = true;
    if (o >= top) top = o + 1;
  }
  const node* const nodes = g.nodes.begin();
  bool* const is_needed = needed.begin();
  for (index i = top; i-- > 0;) {
    if (!is_needed[i]) continue;
    const node& n = nodes[i];
    const int arity = info(n.op).arity;
    for (int k = 0; k < arity; ++k) is_needed[n.operands[k]] = true;
  }
  return needed;
}

}  // namespace typegrad
