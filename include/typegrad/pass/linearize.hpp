// The Jacobian of part of a graph, by rows or by columns, whichever is asked for or takes fewer
// operations.
#pragma once

#include <cstdint>

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

constexpr int weight_of(const builder& b, const sequence<index>& entries,
                        const sequence<index>& outputs) {
  sequence<index> present = outputs;
  for (const index e : entries)
    if (e != absent) present.push_back(e);
  return count_needed(b.program(), present).weight();
}

}  // namespace detail

/// ∂outputs/∂variables, row by row; `absent` where it is structurally zero. Both modes are derived
/// and counted where that is cheap; beyond some thousand pairs of a node and a direction, the mode
/// with fewer sweeps is taken. Arrays have many numbers: with respect to them always backward.
constexpr sequence<index> linearize(builder& b, mode m, const sequence<index>& variables,
                                    const sequence<index>& outputs) {
  b.mark_derived();
  if (m == mode::forward) return detail::jacobian_by_columns(b, variables, outputs);
  if (m == mode::reverse) return detail::jacobian_by_rows(b, variables, outputs);
  for (const index v : variables)
    if (b[v].type != 0) return linearize(b, mode::reverse, variables, outputs);
  constexpr index affordable = 8192;
  if (static_cast<std::uint64_t>(b.size()) * (variables.size() + outputs.size()) > affordable)
    return linearize(b, variables.size() <= outputs.size() ? mode::forward : mode::reverse,
                     variables, outputs);
  const sequence<index> columns = detail::jacobian_by_columns(b, variables, outputs);
  const sequence<index> rows = detail::jacobian_by_rows(b, variables, outputs);
  return detail::weight_of(b, columns, outputs) <= detail::weight_of(b, rows, outputs) ? columns
                                                                                       : rows;
}

}  // namespace typegrad
