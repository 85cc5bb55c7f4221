// Divisions by a common value are done once: with two or more of them, a/c and b/c become i = 1/c,
// a i, b i.
#pragma once

#include <typegrad/graph/builder.hpp>

namespace typegrad {

namespace detail {

/// How many operands each node is.
constexpr sequence<index> use_counts(const graph& g) {
  sequence<index> uses(g.nodes.size(), 0);
  for (const node& n : g.nodes)
    for (int k = 0; k < info(n.op).arity; ++k) ++uses[n.operands[k]];
  return uses;
}

}  // namespace detail

/// The same program with few divisions by each divisor. It changes values by a rounding where |c|
/// and 1/|c| are normal numbers; outside that range a derivative with respect to c, which has 1/c
/// as a factor, is not representable either. It is therefore applied to derived programs alone. In
/// those of order n the error of 1/c enters to its n-th power. So there it is worth it for more
/// than n divisions, of which a further division of the same quotient, a/c/c, is none; and a
/// quotient that is used several times, as x/h is in powers of it, stays a quotient.
constexpr graph share_reciprocals(graph g) {
  if (g.derived == 0) return g;
  const index few = static_cast<index>(g.derived);
  const bool is_first_order = g.derived == 1;
  sequence<index> divisions(g.nodes.size(), 0);
  bool shared = false;
  for (const node& n : g.nodes) {
    if (n.op != operation::divide || g.nodes[n.operands[1]].op == operation::literal) continue;
    const node& dividend = g.nodes[n.operands[0]];
    const bool goes_on = dividend.op == operation::divide && dividend.operands[1] == n.operands[1];
    if ((is_first_order || !goes_on) && ++divisions[n.operands[1]] > few) shared = true;
  }
  if (!shared) return g;
  sequence<index> uses;
  if (!is_first_order) uses = detail::use_counts(g);
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
      if (n.op == operation::divide && divisions[n.operands[1]] > few &&
          (is_first_order || uses[i] < 2 || g.is_literal(n.operands[0], 1))) {
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
