// A program in two parts, where some inputs vary and others stay: what depends on the latter alone
// is computed once.
#pragma once

#include <typegrad/graph/builder.hpp>
#include <typegrad/pass/compact.hpp>

namespace typegrad {

/// `once` computes numbers that do not vary; `each` takes them as inputs behind those of the whole
/// program, and gives its outputs. Both take all inputs of the whole program.
struct split_program {
  graph once, each;
};

/// Splits g, in which the input `slot` varies where varies[slot] holds. The operations and their
/// order stay. Truth values and sequences that do not vary are computed in `each` all the same,
/// since inputs are numbers. Cost: one step a node.
constexpr split_program split(const graph& g, const sequence<bool>& varies) {
  sequence<bool> changes(g.nodes.size(), false), in_each(g.nodes.size(), false),
      handed_on(g.nodes.size(), false);
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    if (n.op == operation::input) changes[i] = varies[n.attribute];
    for (int k = 0; k < info(n.op).arity; ++k)
      if (changes[n.operands[k]]) changes[i] = true;
  }
  const auto need = [&](index i) {
    const operation o = g.nodes[i].op;
    if (changes[i] || !is_number_node(g.nodes[i]) || info(o).arity == 0)
      in_each[i] = true;
    else
      handed_on[i] = true;
  };
  for (const index output : g.outputs) need(output);
  for (index i = g.nodes.size(); i-- > 0;)
    for (int k = 0; in_each[i] && k < info(g.nodes[i].op).arity; ++k) need(g.nodes[i].operands[k]);

  split_program parts;
  parts.once = g;
  parts.once.outputs = sequence<index>();
  parts.each.inputs = g.inputs;
  parts.each.literals = g.literals;
  parts.each.shapes = g.shapes;
  parts.each.loops = g.loops;
  sequence<index> image(g.nodes.size(), absent);
  for (index i = 0; i < g.nodes.size(); ++i) {
    if (!in_each[i] && !handed_on[i]) continue;
    node n = g.nodes[i];
    if (handed_on[i]) {
      parts.once.outputs.push_back(i);
      n = {operation::input, 0, {}, parts.each.inputs++};
    }
    for (int k = 0; k < info(n.op).arity; ++k) n.operands[k] = image[n.operands[k]];
    image[i] = parts.each.nodes.size();
    parts.each.nodes.push_back(n);
  }
  for (const index output : g.outputs) parts.each.outputs.push_back(image[output]);
  parts.once = compact(parts.once);
  return parts;
}

}  // namespace typegrad
