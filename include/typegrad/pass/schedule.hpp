// The order of evaluation: nodes stand just before they are needed, so that few values are alive at
// a time.
#pragma once

#include <typegrad/pass/cost.hpp>

namespace typegrad {

namespace detail {

/// The longest chain of operations below each node.
constexpr sequence<index> depths(const graph& g) {
  sequence<index> depth(g.nodes.size(), 0);
  for (index i = 0; i < g.nodes.size(); ++i) {
    const int arity = info(g.nodes[i].op).arity;
    for (int k = 0; k < arity; ++k) {
      const index below = depth[g.nodes[i].operands[k]] + 1;
      if (below > depth[i]) depth[i] = below;
    }
  }
  return depth;
}

constexpr bool is_call(operation o) {
  operation_counts c;
  count(c, o);
  return c.calls > 0;
}

/// The nodes to be computed, in turn. What is alive during a call is kept in memory, so calls come
/// first, unless there are more of them than registers that hold their results; then the outputs,
/// those that are ready early before those with the longest chains.
constexpr sequence<index> targets(const graph& g, const sequence<index>& depth) {
  constexpr index few = 16;
  const sequence<bool> needed = needed_by(g, g.outputs);
  sequence<index> result;
  for (index i = 0; i < g.nodes.size() && result.size() <= few; ++i)
    if (needed[i] && is_call(g.nodes[i].op)) result.push_back(i);
  if (result.size() > few) result = {};
  sequence<index> first(g.nodes.size(), absent), next(g.outputs.size(), absent);
  for (index k = g.outputs.size(); k-- > 0;) {
    index& head = first[depth[g.outputs[k]]];
    next[k] = head;
    head = k;
  }
  for (const index head : first)
    for (index k = head; k != absent; k = next[k]) result.push_back(g.outputs[k]);
  return result;
}

}  // namespace detail

/// The same program with its nodes in depth-first order from each target, at each node the operand
/// with the longest chain of operations first (Sethi & Ullman, J. ACM 17(4), 1970, for trees).
/// Nodes that no output needs are left out. Cost: linear.
constexpr graph schedule(const graph& g) {
  const sequence<index> depth = detail::depths(g);
  sequence<index> image(g.nodes.size(), absent);
  graph result;
  result.inputs = g.inputs;
  result.derived = g.derived;
  result.take_tables(g);
  result.loops = g.loops;
  sequence<index> pending;
  for (const index target : detail::targets(g, depth)) {
    pending.push_back(target);
    while (!pending.empty()) {
      const index i = pending[pending.size() - 1];
      const int arity = info(g.nodes[i].op).arity;
      index deepest = absent;
      if (image[i] == absent)
        for (int k = 0; k < arity; ++k) {
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
      for (int k = 0; k < arity; ++k) n.operands[k] = image[n.operands[k]];
      if (n.op == operation::literal) {
        result.literals.push_back(g.literals[n.attribute]);
        n.attribute = result.literals.size() - 1;
      }
      image[i] = result.nodes.size();
      result.nodes.push_back(n);
    }
  }
  for (const index output : g.outputs) result.outputs.push_back(image[output]);
  return result;
}

}  // namespace typegrad
