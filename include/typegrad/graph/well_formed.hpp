// What every graph must satisfy, whoever made it.
#pragma once

#include <typegrad/graph/graph.hpp>

namespace typegrad {

/// True where every node has only operands below itself, of the kind that its operation takes (a
/// truth value in the first place of `select` and in all of a logical operation, a number
/// elsewhere), every input slot, literal and shape exists, and every output is a number. Cost: one
/// step a node.
constexpr bool is_well_formed(const graph& g) {
  const auto is_of_kind = [&](index i, bool truth) { return is_truth(g.nodes[i].op) == truth; };
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    if (n.type >= g.shapes.size()) return false;
    if (n.op == operation::input && n.attribute >= g.inputs) return false;
    if (n.op == operation::literal &&
        (n.attribute >= g.literals.size() || g.literals[n.attribute].denominator == 0))
      return false;
    for (int k = 0; k < info(n.op).arity; ++k) {
      const bool takes_truth =
          info(n.op).kind == operation_kind::logical || (n.op == operation::select && k == 0);
      if (n.operands[k] >= i || !is_of_kind(n.operands[k], takes_truth)) return false;
    }
  }
  for (const index o : g.outputs)
    if (o >= g.nodes.size() || !is_of_kind(o, false)) return false;
  return true;
}

}  // namespace typegrad
