// Divisions by a common value are done once: with two or more of them, a/c and b/c become i = 1/c,
// a i, b i.
#pragma once

#include <typegrad/graph/builder.hpp>

namespace typegrad {

/// The same program with one division for each divisor. It changes values by a rounding where |c|
/// and 1/|c| are normal numbers; outside that range a derivative with respect to c, which has 1/c
/// as a factor, is not representable either. It is therefore applied to derived programs alone.
constexpr graph share_reciprocals(graph g) {
  sequence<index> divisions(g.nodes.size(), 0);
  bool shared = false;
  for (const node& n : g.nodes)
    if (n.op == operation::divide && ++divisions[n.operands[1]] > 1 &&
        g.nodes[n.operands[1]].op != operation::literal)
      shared = true;
  if (!shared || g.derived == 0) return g;
  builder b;
  b.take_tables(g);
  b.mark_derived(g.derived);
  sequence<index> image(g.nodes.size(), absent);
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    if (n.op == operation::input) {
      image[i] = b.input(n.attribute, n.type);
    } else if (n.op == operation::literal) {
      image[i] = b.number(g.literals[n.attribute]);
    } else {
      const int arity = info(n.op).arity;
      index operands[3] = {0, 0, 0};
      for (int k = 0; k < arity; ++k) operands[k] = image[n.operands[k]];
      if (n.op == operation::divide && divisions[n.operands[1]] > 1 &&
          g.nodes[n.operands[1]].op != operation::literal) {
        const index reciprocal = b.intern(operation::divide, b.number({1}), operands[1], 0);
        image[i] = g.is_literal(n.operands[0], 1)
                       ? reciprocal
                       : b.intern(operation::multiply, operands[0], reciprocal, 0);
      } else {
        image[i] = b.remake(g, n, operands[0], operands[1], operands[2]);
      }
    }
  }
  for (const index o : g.outputs) b.output(image[o]);
  graph result = std::move(b).finish();
  result.inputs = g.inputs;  // those that no output needs have no node
  return result;
}

}  // namespace typegrad
