// A graph in fixed arrays, as it is frozen into a constant.
#pragma once

#include <cstdint>

#include <typegrad/graph/graph.hpp>

namespace typegrad {

/// One node ready to run: its operation, and the places where its result and operands are kept. An
/// input's `a` is its slot, a literal's its place among the literals.
struct instruction {
  operation op;
  index r, a, b, c;
};

struct operation_set {
  bool has[operation_count];
};

/// Lengths in a frozen graph's arrays, or places in them.
struct frozen_extent {
  index leaves, nodes, literals, wires, loops, outputs;
};

/// A scan ready to run, and where its body stands: a frozen graph in the arrays of the one around
/// it. `wires` is the first of the places that its values have there and in the body: of operands,
/// results (`absent` where one is not used), the body's inputs and outputs.
struct frozen_loop {
  index count;
  bool backward;
  index carries, constants, sequences, stacked, wires;
  index leaf_count, node_count, number_count, truth_count, loop_count;  ///< of the body
  std::uint64_t stored_count, stored_total, iterations;
  frozen_extent first, length;
};

/// The sizes of a frozen graph: those of its body alone, and with what the bodies of loops take.
struct frozen_sizes {
  index leaf_count, node_count, output_count, number_count, truth_count, loop_count;
  std::uint64_t stored_count, stored_total;  ///< numbers in sequences, and with those of bodies
  std::uint64_t iterations;                  ///< of all loops, the inner ones included
  operation_set operations;                  ///< those of the nodes, but not of bodies
  frozen_extent used;                        ///< of the arrays, with what bodies take
};

/// A graph in fixed arrays. Literals and named constants stand in `leaves`, all else in `nodes`,
/// both in order of evaluation. An input is a node, so that it is read where it is needed: read
/// first, it would be copied to the stack, since a call may change the memory that it stands in.
template <frozen_extent Room>
struct frozen_graph : frozen_sizes {
  instruction leaves[Room.leaves + 1], nodes[Room.nodes + 1];
  long double numerators[Room.literals + 1], denominators[Room.literals + 1];  ///< of the literals
  index outputs[Room.outputs + 1],
      sources[Room.outputs + 1];  ///< places of the results, and the nodes that make them
  index wires[Room.wires + 1];
  frozen_loop loops[Room.loops + 1];
};

/// A frozen graph that is being made: what is not set of its room costs nothing, so a program is
/// recorded once and never measured first.
inline constexpr index most_frozen = 1u << 17, most_loops = 1u << 12;
using frozen_draft = frozen_graph<frozen_extent{most_frozen, most_frozen, most_frozen, most_frozen,
                                                most_loops, most_frozen}>;

/// The same frozen graph in arrays of its lengths.
template <frozen_extent Lengths>
constexpr frozen_graph<Lengths> fitted(const frozen_draft& draft) {
  frozen_graph<Lengths> f{};
  static_cast<frozen_sizes&>(f) = draft;
  const auto copy = [](auto* from, index count, auto* to) {
    for (index place = 0; place < count; ++place) to[place] = from[place];
  };
  copy(draft.leaves, Lengths.leaves, f.leaves);
  copy(draft.nodes, Lengths.nodes, f.nodes);
  copy(draft.numerators, Lengths.literals, f.numerators);
  copy(draft.denominators, Lengths.literals, f.denominators);
  copy(draft.outputs, Lengths.outputs, f.outputs);
  copy(draft.sources, Lengths.outputs, f.sources);
  copy(draft.wires, Lengths.wires, f.wires);
  copy(draft.loops, Lengths.loops, f.loops);
  return f;
}

}  // namespace typegrad
