// Dead-code removal: the graph of exactly those nodes that the outputs need, and of all inputs.
#pragma once

#include <typegrad/graph/needed.hpp>

namespace typegrad {

/// The same program without the nodes that no output needs. The order of the rest stays.
constexpr graph compact(const graph& g) {
  const sequence<bool> needed = needed_by(g, g.outputs);
  sequence<index> image = sequence<index>::unset(g.nodes.size());
  sequence<index> literal_image(g.literals.size(), absent), loop_image(g.loops.size(), absent);
  graph result;
  result.inputs = g.inputs;
  result.derived = g.derived;
  result.take_tables(g);
  result.nodes = sequence<node>::unset(g.nodes.size());
  const node* const nodes = g.nodes.begin();
  node* const kept = result.nodes.begin();
  const bool* const is_needed = needed.begin();
  index* const images = image.begin();
  index made = 0;
  const index size = g.nodes.size();
  for (index i = 0; i < size; ++i) {
    if (!is_needed[i]) continue;
    node n = nodes[i];
    if (n.op == operation::literal) {
      index& place = literal_image[n.attribute];
      if (place == absent) {
        place = result.literals.size();
        result.literals.push_back(g.literals[n.attribute]);
      }
      n.attribute = place;
    }
    if (n.op == operation::scan) {
      index& place = loop_image[n.attribute];
      if (place == absent) {
        place = result.loops.size();
        result.loops.push_back(g.loops[n.attribute]);
      }
      n.attribute = place;
    }
    const int arity = info(n.op).arity;
    for (int k = 0; k < arity; ++k) n.operands[k] = images[n.operands[k]];
    kept[made] = n;
    images[i] = made++;
  }
  result.nodes.shorten(made);
  for (const index o : g.outputs) result.outputs.push_back(image[o]);
  return result;
}

}  // namespace typegrad
