// Copies part of a graph with other nodes in place of its variables.
#pragma once

#include <typegrad/graph/builder.hpp>
#include <typegrad/graph/needed.hpp>

namespace typegrad {

/// The nodes `wanted`, computed with `values` in place of `variables`; `absent` stays. What does
/// not vary with the variables is not copied. Cost: one step a node.
constexpr sequence<index> substitute(builder& b, const sequence<index>& variables,
                                     const sequence<index>& values, const sequence<index>& wanted) {
  sequence<index> present;
  for (const index w : wanted)
    if (w != absent) present.push_back(w);
  const sequence<bool> needed = needed_by(b.program(), present);
  const index size = b.size();
  sequence<index> image(size, absent);
  for (index k = 0; k < variables.size(); ++k) image[variables[k]] = values[k];
  for (index i = 0; i < size; ++i) {
    if (image[i] != absent || !needed[i]) continue;
    const node n = b[i];
    const int arity = info(n.op).arity;
    bool changed = false;
    for (int k = 0; k < arity; ++k) changed = changed || image[n.operands[k]] != n.operands[k];
    image[i] = changed ? b.remake(b.program(), n, image) : i;
  }
  sequence<index> result;
  for (const index w : wanted) result.push_back(w == absent ? absent : image[w]);
  return result;
}

}  // namespace typegrad
