// What a fused loop does at one element: its code as a program, its operands, and the nest that it
// runs in.
#pragma once

#include <algorithm>
#include <cstddef>

#include <typegrad/arrays/nest.hpp>
#include <typegrad/eval/frozen.hpp>
#include <typegrad/pass/cost.hpp>
#include <typegrad/pass/schedule.hpp>

namespace typegrad {

namespace detail {

template <plan_lengths Room>
constexpr graph code_of(const array_plan<Room>& p, index which) {
  const plan_loop l = p.loops[which];
  graph g;
  g.inputs = l.reads;
  for (index i = 0; i < l.nodes; ++i) {
    node n = p.nodes[l.first_node + i];
    n.type = 0;
    g.nodes.push_back(n);
    if (n.op == operation::literal) {
      g.nodes[i].attribute = g.literals.size();
      g.literals.push_back(p.literals[n.attribute]);
    }
  }
  for (index k = 0; k < l.writes; ++k) g.outputs.push_back(p.results[l.first_write + k]);
  return schedule(g);
}

/// The code of loop L of the program P for one element, as a program of its own.
template <class P, std::size_t L>
struct loop_program {
  static constexpr graph make_graph() { return code_of(P::plan, L); }
  static constexpr auto frozen = frozen_of<loop_program>();
};

/// No more than a few operations, none of them a call.
template <class Program>
inline constexpr bool is_short = [] {
  operation_counts c;
  for (index k = 0; k < Program::frozen.node_count; ++k) count(c, Program::frozen.nodes[k].op);
  return c.calls == 0 && c.total() <= 16;
}();

/// What the code of a loop needs to know of its operands.
template <std::size_t Reads, std::size_t Writes>
struct loop_operands {
  loop_operand read[Reads + 1], write[Writes + 1];
  int inner_axis;  ///< the last axis that is longer than 1, or may be
  bool is_single;  ///< there is one element, whatever the sizes
  bool is_row;     ///< the nest is one loop, whatever the sizes; what is reduced is one number

  /// What is read, then what is written.
  constexpr const loop_operand& operator[](std::size_t o) const {
    return o < Reads ? read[o] : write[o - Reads];
  }
  constexpr bool has_inner_axis(const loop_operand& o) const {
    return !is_single && has_axis(o.axes, inner_axis);
  }
  template <class F>
  constexpr bool any_write(F f) const {
    return std::any_of(write, write + Writes, f);
  }
  /// Is there a result that is summed element by element, along an outer axis?
  constexpr bool sums_in_place() const {
    return any_write([this](const loop_operand& o) {
      return o.reduction != operation::input && has_inner_axis(o);
    });
  }
};

template <class P, std::size_t L>
inline constexpr auto operands_of_loop = [] {
  constexpr plan_loop l = P::plan.loops[L];
  loop_operands<l.reads, l.writes> o{};
  for (index k = 0; k < l.reads; ++k) o.read[k] = P::plan.operands[l.first_read + k];
  for (index k = 0; k < l.writes; ++k) o.write[k] = P::plan.operands[l.first_write + k];
  const shape s = P::plan.shapes[l.space];
  o.inner_axis = s.rank - 1;
  while (o.inner_axis > 0 && s.extents[o.inner_axis] == 1) --o.inner_axis;
  o.is_single = s.rank == 0 || s.extents[o.inner_axis] == 1;
  o.is_row = s.rank == 1;
  return o;
}();

/// The nest of loop L of the program P for an array of the given extents, or for one slice of it
/// along its leading axis. What is summed along rows may be summed column by column if these are no
/// longer than `longest_row`.
template <class P, std::size_t L>
constexpr auto nest_of(const std::ptrdiff_t* sizes, bool is_sliced, std::ptrdiff_t longest_row) {
  constexpr plan_loop loop = P::plan.loops[L];
  constexpr auto& operands = operands_of_loop<P, L>;
  const int skipped = is_sliced ? 1 : 0;
  auto n = loop_nest<loop.reads + loop.writes>::of(
      P::plan.shapes[loop.space].rank - skipped, sizes + skipped, operands.inner_axis - skipped,
      [&](std::size_t o) { return operands[o].axes >> skipped; });
  for (std::size_t o = 0; o < loop.reads + loop.writes; ++o)
    if (is_sliced && has_axis(operands[o].axes, 0) && !P::plan.is_local[operands[o].buffer])
      n.slices[o] = n.elements(o);
  n.sums_rows = operands.sums_in_place() && n.depth > 1 && n.extents[n.depth - 1] <= longest_row;
  for (std::size_t k = 0; k < loop.writes && n.sums_rows; ++k)
    if (operands.write[k].reduction != operation::input)
      n.sums_rows = n.strides[n.depth - 2][loop.reads + k] == 0;
  return n;
}

}  // namespace detail
}  // namespace typegrad
