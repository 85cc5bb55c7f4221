// A loop in the making: what its body computes, and what that stands for in the enclosing graph.
#pragma once

#include <typegrad/graph/builder.hpp>

namespace typegrad {

/// A loop whose body is part of a graph, in terms of variables of that graph. Each variable stands
/// for a node of the enclosing graph: a carry for the number that it starts with, a constant for a
/// number, an element for one of a sequence.
struct loop_draft {
  index count;
  bool backward;
  index counter = absent;               ///< the variable that counts the iterations
  sequence<index> carries, starts;      ///< variables, and what they start with
  sequence<index> constants, values;    ///< variables, and what they stand for
  sequence<index> elements, sequences;  ///< variables, and the sequences that they run through
  sequence<index> next;                 ///< nodes: the next carries
  sequence<index> stacked;              ///< nodes: the elements of the sequences that it makes
  sequence<bool> wanted;                ///< for each carry: is its last value asked for?
  sequence<bool> history_wanted;        ///< for each carry: is its history?

  constexpr loop_draft(index repetitions, bool runs_backward)
      : count(repetitions), backward(runs_backward) {}

  constexpr index carry(builder& body, index start, std::uint8_t type = 0) {
    starts.push_back(start);
    wanted.push_back(false);
    history_wanted.push_back(false);
    next.push_back(absent);
    carries.push_back(body.variable(type));
    return carries[carries.size() - 1];
  }
  constexpr index constant(builder& body, index value, std::uint8_t type = 0) {
    return variable_of(body, value, type, constants, values);
  }
  constexpr index element(builder& body, index of, std::uint8_t type = 0) {
    return variable_of(body, of, type, elements, sequences);
  }

 private:
  /// One variable for each node.
  static constexpr index variable_of(builder& body, index node, std::uint8_t type,
                                     sequence<index>& variables, sequence<index>& nodes) {
    for (index k = 0; k < nodes.size(); ++k)
      if (nodes[k] == node) return variables[k];
    nodes.push_back(node);
    variables.push_back(body.variable(type));
    return variables[variables.size() - 1];
  }
};

/// The nodes of a finished loop in the enclosing graph; `absent` where they were not asked for.
struct finished_loop {
  sequence<index> last, history;  ///< for each carry of the draft
  sequence<index> stacked;
};

/// g's outputs as nodes of b, with the nodes `inputs` in place of its inputs.
constexpr sequence<index> inline_graph(builder& b, const graph& g, const sequence<index>& inputs) {
  sequence<index> image(g.nodes.size(), absent), outputs;
  for (index i = 0; i < g.nodes.size(); ++i) {
    node n = g.nodes[i];
    if (b.has_arrays()) n.type = known_type(b.program(), n.type);
    image[i] = n.op == operation::input ? inputs[n.attribute] : b.remake(g, n, image);
  }
  for (const index o : g.outputs) outputs.push_back(image[o]);
  return outputs;
}

}  // namespace typegrad
