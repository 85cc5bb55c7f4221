// The plan by which a program over arrays runs: its steps in order, the code of its loops, and the
// buffers that hold its values. A constant.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include <typegrad/graph/arrays.hpp>

namespace typegrad {

/// One step: a loop over elements, or an operation on whole arrays. Steps of one group, which
/// follow each other, may run slice by slice along their leading axis, so that what one writes is
/// still in the cache when the next one reads it.
struct plan_step {
  operation op;        ///< `input` stands for a loop over elements
  index loop;          ///< which one; of a scan, which scan
  index result, a, b;  ///< buffers
  std::uint8_t result_type, a_type, b_type;
  index attribute;
  index group;  ///< `absent` where it is in none
};

/// Is the result of a step known as soon as the sizes are?
constexpr bool is_fixed_by_sizes(operation o) {
  return o == operation::extent || o == operation::iota;
}

/// A value that a loop reads or writes: its buffer, which axes of the loop it has, and by which
/// operation it is reduced along the others; `input` where it is not.
struct loop_operand {
  index buffer;
  axis_set axes;
  operation reduction;
};

/// A loop over the elements of an array of the type `space`: what it reads, then what it writes,
/// among the plan's operands; and its code among the plan's nodes, whose inputs are what it reads
/// and whose results are what it writes.
struct plan_loop {
  std::uint8_t space;
  index first_read, reads, first_write, writes, first_node, nodes;
};

/// A scan: a loop of the program, whose body is a program of its own. Its operands and then its
/// results, `absent` where they are not used, are buffers among the plan's wires.
struct plan_scan {
  std::int32_t count;  ///< an extent
  bool backward;
  index carries, constants, sequences, stacked, first_wire;
  index body;  ///< its place among the loops of the graph

  constexpr index operands() const { return carries + constants + sequences; }
  constexpr index results() const { return carries + stacked + carries; }
};

/// How many of each a plan has.
struct plan_lengths {
  index steps, loops, scans, wires, operands, nodes, literals, buffers, shapes, dimensions,
      constraints, maps;
};

/// Buffers are the inputs, then the outputs, then the slots of the workspace.
template <plan_lengths Room>
struct array_plan {
  plan_step steps[Room.steps + 1];
  plan_loop loops[Room.loops + 1];
  plan_scan scans[Room.scans + 1];
  index wires[Room.wires + 1];
  loop_operand operands[Room.operands + 1];
  index results[Room.operands + 1];  ///< of a loop's code, by place of the operand written
  node nodes[Room.nodes + 1];
  literal literals[Room.literals + 1];
  std::uint8_t buffer_types[Room.buffers + 1];
  bool is_local[Room.buffers + 1];  ///< it holds one slice at a time, where its group is sliced
  shape shapes[Room.shapes + 1];
  dimension dimensions[Room.dimensions + 1];
  constraint constraints[Room.constraints + 1];
  affine_map maps[Room.maps + 1];
  plan_lengths made;
  index inputs, outputs;
  std::array<char, 240> error;
};

/// A plan that is being made: what is not set of its room costs nothing.
inline constexpr index most_nodes = 1 << 14;
inline constexpr plan_lengths room_of_draft{.steps = 2 * most_nodes,
                                            .loops = 2 * most_nodes,
                                            .scans = most_nodes,
                                            .wires = 4 * most_nodes,
                                            .operands = 4 * most_nodes,
                                            .nodes = 4 * most_nodes,
                                            .literals = most_nodes,
                                            .buffers = 2 * most_nodes,
                                            .shapes = 256,
                                            .dimensions = most_nodes,
                                            .constraints = most_nodes,
                                            .maps = most_nodes};
using plan_draft = array_plan<room_of_draft>;

/// The same plan in arrays of its lengths.
template <plan_lengths Lengths>
constexpr array_plan<Lengths> fitted(const plan_draft& draft) {
  array_plan<Lengths> p{};
  std::copy_n(draft.steps, Lengths.steps, p.steps);
  std::copy_n(draft.loops, Lengths.loops, p.loops);
  std::copy_n(draft.scans, Lengths.scans, p.scans);
  std::copy_n(draft.wires, Lengths.wires, p.wires);
  std::copy_n(draft.operands, Lengths.operands, p.operands);
  std::copy_n(draft.results, Lengths.operands, p.results);
  std::copy_n(draft.nodes, Lengths.nodes, p.nodes);
  std::copy_n(draft.literals, Lengths.literals, p.literals);
  std::copy_n(draft.buffer_types, Lengths.buffers, p.buffer_types);
  std::copy_n(draft.is_local, Lengths.buffers, p.is_local);
  std::copy_n(draft.shapes, Lengths.shapes, p.shapes);
  std::copy_n(draft.dimensions, Lengths.dimensions, p.dimensions);
  std::copy_n(draft.constraints, Lengths.constraints, p.constraints);
  std::copy_n(draft.maps, Lengths.maps, p.maps);
  p.made = Lengths;
  p.inputs = draft.inputs;
  p.outputs = draft.outputs;
  p.error = draft.error;
  return p;
}

/// The first step after the group of step s, or after s itself where it is in none.
template <plan_lengths Room>
constexpr index end_of_group(const array_plan<Room>& p, index s) {
  index end = s + 1;
  while (end < p.made.steps && p.steps[s].group != absent && p.steps[end].group == p.steps[s].group)
    ++end;
  return end;
}

/// By step of the program P: whether a group begins with it.
template <class P>
inline constexpr auto begins_group = [] {
  std::array<bool, P::plan.made.steps + 1> begins{};
  for (index s = 0; s < P::plan.made.steps; s = end_of_group(P::plan, s)) begins[s] = true;
  return begins;
}();

}  // namespace typegrad
