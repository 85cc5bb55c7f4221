// A graph as a compile-time constant, and its slices: reading one element of a large constant costs
// a compiler time in proportion to the constant, so code is made from slices of some tens of nodes.
#pragma once

#include <array>
#include <cstddef>

#include <typegrad/graph/graph.hpp>

namespace typegrad {

/// A graph in fixed arrays with room to spare: what is not set costs nothing, so a program is
/// recorded once and never measured first.
struct frozen_graph {
  static constexpr index capacity = 1u << 17;

  node nodes[capacity];
  long double numerators[capacity], denominators[capacity];  ///< of the literals
  index outputs[capacity];
  index places[capacity];  ///< where a node's value is kept, among the numbers or among the truth
                           ///< values
  index inputs, node_count, output_count, number_count, truth_count;
};

constexpr frozen_graph freeze(const graph& g) {
  if (g.nodes.size() > frozen_graph::capacity || g.outputs.size() > frozen_graph::capacity)
    throw "typegrad: the derived program has more than 131072 operations; make a loop of the part that repeats";
  frozen_graph f{};
  for (index i = 0; i < g.nodes.size(); ++i) {
    f.nodes[i] = g.nodes[i];
    f.places[i] = is_truth(g.nodes[i].op) ? f.truth_count++ : f.number_count++;
  }
  for (index i = 0; i < g.literals.size(); ++i)
    f.numerators[i] = g.literals[i].numerator, f.denominators[i] = g.literals[i].denominator;
  for (index i = 0; i < g.outputs.size(); ++i) f.outputs[i] = g.outputs[i];
  f.inputs = g.inputs;
  f.node_count = g.nodes.size();
  f.output_count = g.outputs.size();
  return f;
}

inline constexpr std::size_t block_size = 32;

/// One node ready to run: its operation, and the places of its result and operands.
struct instruction {
  operation op = operation::input;
  index r = 0, a = 0, b = 0, c = 0;
  literal number;
};

struct instruction_block {
  instruction at[block_size] = {};
};

template <class Program, std::size_t Block>
inline constexpr instruction_block slice = [] {
  instruction_block s;
  constexpr auto& frozen = Program::frozen;
  for (index i = 0; i < block_size && Block * block_size + i < frozen.node_count; ++i) {
    const index k = static_cast<index>(Block * block_size) + i;
    const node n = frozen.nodes[k];
    instruction& t = s.at[i];
    t.op = n.op;
    t.r = frozen.places[k];
    if (n.op == operation::literal)
      t.number = {frozen.numerators[n.attribute], frozen.denominators[n.attribute]};
    else if (n.op == operation::input)
      t.a = n.attribute;
    else
      t.a = frozen.places[n.operands[0]], t.b = frozen.places[n.operands[1]],
      t.c = frozen.places[n.operands[2]];
  }
  return s;
}();

template <class Program>
inline constexpr auto output_places = [] {
  std::array<index, Program::frozen.output_count> places{};
  for (index i = 0; i < places.size(); ++i)
    places[i] = Program::frozen.places[Program::frozen.outputs[i]];
  return places;
}();

}  // namespace typegrad
