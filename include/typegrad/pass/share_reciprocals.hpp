// Divisions by a common value are done once: with two or more of them, a/c and b/c become i = 1/c,
// a i, b i.
#pragma once

#include <typegrad/pass/rebuild.hpp>

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
  sequence<index> image(g.nodes.size(), absent);
  const auto make = [&](index i) {
    const node& n = g.nodes[i];
    const auto& [x, c, z] = n.operands;
    const bool is_shared = n.op == operation::divide && divisions[c] > few &&
                           (is_first_order || uses[i] < 2 || g.is_literal(x, 1));
    if (!is_shared) return b.remake(g, n, image);
    const index reciprocal = b.intern(operation::divide, b.number({1}), image[c], 0);
    return g.is_literal(x, 1) ? reciprocal : b.intern(operation::multiply, image[x], reciprocal, 0);
  };
  return rebuild(g, b, image, make);
}

}  // namespace typegrad
