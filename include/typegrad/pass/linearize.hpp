// The Jacobian of part of a graph, by rows or by columns, whichever is asked for or takes fewer
// operations.
#pragma once

#include <cstdint>

#include <typegrad/graph/shapes.hpp>
#include <typegrad/pass/adjoint.hpp>
#include <typegrad/pass/cost.hpp>
#include <typegrad/pass/tangent.hpp>

namespace typegrad {

/// How derivatives are accumulated: tangents forward, adjoints backward, or whichever derived
/// program is cheaper.
enum class mode : std::uint8_t { forward, reverse, automatic };

namespace detail {

constexpr sequence<index> only(index i) {
  sequence<index> s;
  s.push_back(i);
  return s;
}

constexpr sequence<index> jacobian_by_columns(builder& b, const sequence<index>& variables,
                                              const sequence<index>& outputs) {
  sequence<index> entries(variables.size() * outputs.size(), absent);
  const index one = b.number({1});
  for (index j = 0; j < variables.size(); ++j) {
    const sequence<index> column = tangent(b, only(variables[j]), only(one), outputs);
    for (index i = 0; i < outputs.size(); ++i) entries[i * variables.size() + j] = column[i];
  }
  return entries;
}

constexpr sequence<index> jacobian_by_rows(builder& b, const sequence<index>& variables,
                                           const sequence<index>& outputs) {
  sequence<index> entries;
  const index one = b.number({1});
  for (const index output : outputs)
    for (const index entry : adjoint(b, variables, only(output), only(one)))
      entries.push_back(entry);
  return entries;
}

constexpr sequence<index> jacobian_by(builder& b, mode m, const sequence<index>& variables,
                                      const sequence<index>& outputs) {
  b.begin_derivative(outputs);
  sequence<index> entries;
  if (m == mode::forward)
    entries = jacobian_by_columns(b, variables, outputs);
  else
    entries = jacobian_by_rows(b, variables, outputs);
  b.end_derivative();
  return entries;
}

constexpr std::int64_t weight_of(const builder& b, const sequence<index>& entries,
                                 const sequence<index>& outputs) {
  sequence<index> present = outputs;
  for (const index e : entries)
    if (e != absent) present.push_back(e);
  return count_needed(b.program(), present).weight();
}

/// The numbers in the sequences that the nodes need, with those in the bodies of loops.
constexpr std::uint64_t stored_numbers(const graph& g, const sequence<index>& nodes) {
  std::uint64_t sum = 0;
  if (g.loops.empty()) return sum;
  sequence<index> present;
  for (const index i : nodes)
    if (i != absent) present.push_back(i);
  const sequence<bool> needed = needed_by(g, present);
  for (index i = 0; i < g.nodes.size(); ++i) {
    if (!needed[i]) continue;
    const node& n = g.nodes[i];
    if (n.op == operation::scan)
      sum += stored_numbers(loop_of(g, i).body, loop_of(g, i).body.outputs);
    if (n.op == operation::element && n.type != 0) sum += loop_of(g, n.operands[0]).count;
  }
  return sum;
}

/// Half of what a stack has room for, in double. Where reverse mode would store more, forward mode
/// is taken, which stores nothing.
constexpr std::uint64_t most_stored = 1u << 18;

constexpr bool are_scalars(const builder& b, const sequence<index>& nodes) {
  for (const index i : nodes)
    if (b.shape_of(i).rank > 0) return false;
  return true;
}

/// A sweep has one direction: forward along a number, backward from a number. Whether the mode is
/// such; if not, that is a fault of the program.
constexpr bool check_directions(builder& b, mode m, const sequence<index>& variables,
                                const sequence<index>& outputs) {
  const bool forward = m == mode::forward;
  for (const index i : forward ? variables : outputs) {
    const shape s = b.shape_of(i);
    if (s.rank == 0) continue;
    if (forward)
      misfit(b, "a derivative along an array", s,
             "inside a program, go along one direction by tg::jvp or tg::hvp, or use tg::reverse");
    else
      misfit(b, "a derivative of an array", s,
             "take it of one number, tg::sum of the array for one; inside a program use tg::vjp or "
             "tg::jvp in place of tg::jacobian");
    return false;
  }
  return true;
}

}  // namespace detail

/// ∂outputs/∂variables, row by row; `absent` where it is structurally zero. Both modes are derived
/// and counted where that is cheap; beyond some thousand pairs of a node and a direction, the mode
/// with fewer sweeps is taken. Where reverse mode would store too much of a loop, it is forward. Of
/// arrays, variables are numbers in forward mode, outputs in reverse.
constexpr sequence<index> linearize(builder& b, mode m, const sequence<index>& variables,
                                    const sequence<index>& outputs) {
  if (m == mode::automatic && b.has_arrays())
    m = detail::are_scalars(b, outputs) || !detail::are_scalars(b, variables) ? mode::reverse
                                                                              : mode::forward;
  if (m != mode::automatic) {
    if (b.has_arrays() && !detail::check_directions(b, m, variables, outputs))
      return sequence<index>(variables.size() * outputs.size(), absent);
    return detail::jacobian_by(b, m, variables, outputs);
  }
  constexpr index affordable = 8192;
  if (static_cast<std::uint64_t>(b.size()) * (variables.size() + outputs.size()) > affordable) {
    if (variables.size() <= outputs.size())
      return detail::jacobian_by(b, mode::forward, variables, outputs);
    const sequence<index> rows = detail::jacobian_by(b, mode::reverse, variables, outputs);
    if (detail::stored_numbers(b.program(), rows) <= detail::most_stored) return rows;
    return detail::jacobian_by(b, mode::forward, variables, outputs);
  }
  const sequence<index> columns = detail::jacobian_by(b, mode::forward, variables, outputs);
  const sequence<index> rows = detail::jacobian_by(b, mode::reverse, variables, outputs);
  if (detail::stored_numbers(b.program(), rows) > detail::most_stored) return columns;
  if (detail::weight_of(b, columns, outputs) <= detail::weight_of(b, rows, outputs)) return columns;
  return rows;
}

}  // namespace typegrad
