// sigmoid(x) and sigmoid(-x), which derivatives of sigmoid are made of, by one exponential.
#pragma once

#include <typegrad/graph/compositions.hpp>
#include <typegrad/pass/compact.hpp>
#include <typegrad/pass/rebuild.hpp>

namespace typegrad {

namespace detail {

/// Is node a the negative of node b, as a builder makes it?
constexpr bool are_opposite(const graph& g, index a, index b) {
  const node &x = g.nodes[a], &y = g.nodes[b];
  if (x.op == operation::negate) return x.operands[0] == b;
  if (y.op == operation::negate) return y.operands[0] == a;
  return x.op == operation::subtract && y.op == operation::subtract &&
         x.operands[0] == y.operands[1] && x.operands[1] == y.operands[0];
}

/// For each node sigmoid(x) the node sigmoid(-x), elsewhere `absent`; empty where there is no pair.
constexpr sequence<index> paired_sigmoids(const graph& g) {
  sequence<index> sigmoids, partners;
  for (index i = 0; i < g.nodes.size(); ++i) {
    if (g.nodes[i].op != operation::sigmoid) continue;
    for (const index j : sigmoids) {
      if (!are_opposite(g, g.nodes[i].operands[0], g.nodes[j].operands[0])) continue;
      if (partners.size() == 0) partners = sequence<index>(g.nodes.size(), absent);
      partners[i] = j;
      partners[j] = i;
    }
    sigmoids.push_back(i);
  }
  return partners;
}

}  // namespace detail

/// The same program with s = sigmoid(-|x|) = e / (1 + e), e = e^-|x|, wherever it needs both
/// sigmoid(x) and sigmoid(-x): they are s and 1 - s, which does not cancel, since s <= 1/2, and
/// their product is s (1 - s). The exponential is that of softplus(x).
constexpr graph pair_sigmoids(graph g) {
  if (g.derived == 0) return g;
  const sequence<index> partners = detail::paired_sigmoids(g);
  if (partners.size() == 0) return g;
  builder b;
  sequence<index> image(g.nodes.size(), absent);
  const auto make = [&](index i) {
    const node& n = g.nodes[i];
    const auto& [x, y, z] = n.operands;
    if (n.op == operation::multiply && partners[x] == y)
      return b.make(n.op, b[image[x]].operands[1], b[image[x]].operands[2]);
    if (partners[i] == absent) return b.remake(g, n, image);
    const symbol u(b, image[x]), e = exp(select(u < 0, u, -u)), s = e / (1 + e), rest = 1 - s;
    image[partners[i]] = select(u < 0, rest, s).in(b);
    return select(u < 0, s, rest).in(b);
  };
  return compact(rebuild(g, b, image, make));
}

}  // namespace typegrad
