// The plan by which a program over arrays runs: its steps in order, the code of its loops, and the
// buffers that hold its values. A constant, in arrays with room to spare.
#pragma once

#include <array>

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

/// Buffers are the inputs, then the outputs, then the slots of the workspace.
struct array_plan {
  static constexpr index capacity = 1u << 14;

  plan_step steps[capacity];
  plan_loop loops[capacity];
  plan_scan scans[capacity];
  index wires[capacity];
  loop_operand operands[capacity];
  node nodes[capacity];
  index results[capacity];  ///< of a loop's code, by place of the operand written
  literal literals[capacity];
  std::uint8_t buffer_types[capacity];
  bool is_local[capacity];  ///< the buffer holds one slice at a time, where its group is sliced
  shape shapes[256];
  dimension dimensions[capacity];
  constraint constraints[capacity];
  affine_map maps[capacity];
  index steps_made, loops_made, scans_made, wires_made, operands_made, nodes_made, literals_made,
      buffers_made;
  index inputs, outputs, shapes_made, dimensions_made, constraints_made, maps_made;
  std::array<char, 240> error;
};

/// The first step after the group of step s, or after s itself where it is in none.
constexpr index end_of_group(const array_plan& p, index s) {
  index end = s + 1;
  while (end < p.steps_made && p.steps[s].group != absent && p.steps[end].group == p.steps[s].group)
    ++end;
  return end;
}

/// By step of the program P: whether a group begins with it.
template <class P>
inline constexpr auto begins_group = [] {
  std::array<bool, P::plan.steps_made + 1> begins{};
  for (index s = 0; s < P::plan.steps_made; s = end_of_group(P::plan, s)) begins[s] = true;
  return begins;
}();

}  // namespace typegrad
