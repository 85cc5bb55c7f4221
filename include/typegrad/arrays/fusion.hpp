// Which nodes of a program over arrays are computed together, in one loop over their elements, and
// which of their values are kept in memory.
#pragma once

#include <typegrad/arrays/plan.hpp>
#include <typegrad/pass/cost.hpp>

namespace typegrad {

namespace detail {

/// How a node's value comes about.
enum class role : std::uint8_t {
  given,        ///< an input
  constant,     ///< a literal or named constant: part of the code
  alias,        ///< the value of its operand, under another shape
  elementwise,  ///< in a loop over the elements of its own shape
  reduction,    ///< in a loop over the elements of its operand
  whole         ///< by a step of its own
};

constexpr bool is_reduction(operation o) {
  using enum operation;
  return o == sum || o == prod || o == amax || o == amin;
}

constexpr role role_of(operation o) {
  if (o == operation::input) return role::given;
  if (o == operation::reshape || o == operation::stop_gradient) return role::alias;
  if (o == operation::broadcast) return role::elementwise;
  if (is_reduction(o)) return role::reduction;
  if (info(o).kind == operation_kind::array || is_loop_part(o)) return role::whole;
  return info(o).arity == 0 ? role::constant : role::elementwise;
}

/// Worth computing twice rather than keeping: an operation of an instruction or two.
constexpr bool is_cheap(operation o) {
  if (o == operation::broadcast) return true;
  operation_counts c;
  count(c, o);
  return c.calls == 0 && c.divisions == 0;
}

/// The loops of a program. Two nodes share a loop if they run over the same elements and neither
/// needs a finished value that the other waits for: the level of a node is the number of loops and
/// steps that must be over before its own begins.
class fusion {
 public:
  constexpr explicit fusion(const graph& g)
      : graph_(g),
        levels(g.nodes.size(), 0),
        kept(g.nodes.size(), false),
        again_(g.nodes.size(), 0),
        large_reads_(g.nodes.size(), 0) {
    for (index i = 0; i < g.nodes.size(); ++i) {
      levels[i] = level_of(i);
      again_[i] = effort_again(i);
      large_reads_[i] = large_reads(i);
      if (levels[i] > last_level) last_level = levels[i];
    }
    for (const index o : g.outputs) keep(o);
    for (index i = g.nodes.size(); i-- > 0;)
      if (role_of(g.nodes[i].op) == role::whole)
        for (int k = 0; k < info(g.nodes[i].op).arity; ++k) keep(g.nodes[i].operands[k]);
  }

  /// The type of the array over whose elements the loop of node i runs.
  constexpr std::uint8_t space(index i) const {
    const node& n = graph_.nodes[i];
    return is_reduction(n.op) ? graph_.nodes[n.operands[0]].type : n.type;
  }
  constexpr bool is_looped(index i) const {
    const role r = role_of(graph_.nodes[i].op);
    return r == role::elementwise || r == role::reduction;
  }
  /// The node whose value i is under another shape.
  constexpr index origin(index i) const {
    while (role_of(graph_.nodes[i].op) == role::alias) i = graph_.nodes[i].operands[0];
    return i;
  }
  /// Marks the value of i as one that is needed in memory.
  constexpr void keep(index i) { kept[origin(i)] = true; }

  /// May the loop of `user` compute its operand i itself?
  constexpr bool is_inner(index i, index user) const {
    const node& n = graph_.nodes[i];
    if (role_of(n.op) != role::elementwise) return false;
    if (is_truth(n.op)) return true;  // truth values are never kept
    if (n.type != space(user)) return false;
    if (levels[i] == levels[user]) return true;
    return is_again(i) && !(kept[i] && large_reads_[i] > 0);
  }

  /// Is i cheap to compute from smaller arrays?
  constexpr bool is_made_of_smaller(index i) const { return is_again(i) && large_reads_[i] == 0; }

  index last_level = 0;

 private:
  static constexpr int most_again = 6;
  const graph& graph_;

 public:
  sequence<index> levels;
  sequence<bool> kept;

 private:
  constexpr index level_of(index i) const {
    const node& n = graph_.nodes[i];
    if (role_of(n.op) == role::alias) return levels[n.operands[0]];
    index level = 0;
    for (int k = 0; k < info(n.op).arity; ++k) {
      const index from = origin(n.operands[k]);
      const role r = role_of(graph_.nodes[from].op);
      if (r == role::given || r == role::constant || is_fixed_by_sizes(graph_.nodes[from].op))
        continue;
      const bool same_loop = is_looped(i) && n.op != operation::broadcast &&
                             from == n.operands[k] && r == role::elementwise &&
                             graph_.nodes[from].type == space(i);
      const bool same_scan = is_loop_part(n.op) && is_loop_part(graph_.nodes[from].op);
      const index after = levels[from] + (same_loop || same_scan ? 0 : 1);
      if (after > level) level = after;
    }
    return level;
  }

  /// The number of operations by which i is computed again from values in memory; 0 where it must
  /// not be.
  constexpr int effort_again(index i) const {
    const node& n = graph_.nodes[i];
    if (role_of(n.op) != role::elementwise || !is_cheap(n.op) || n.type == 0) return 0;
    int effort = 1;
    if (n.op == operation::broadcast) return effort;
    for (int k = 0; k < info(n.op).arity; ++k)
      if (graph_.nodes[n.operands[k]].type == n.type && again_[n.operands[k]] <= most_again)
        effort += again_[n.operands[k]];
    return is_truth(n.op) && effort > most_again ? most_again : effort;
  }

  constexpr bool is_again(index i) const { return again_[i] > 0 && again_[i] <= most_again; }

  /// How many arrays of its own size have to be read to compute i again.
  constexpr int large_reads(index i) const {
    const node& n = graph_.nodes[i];
    if (!is_again(i)) return 1;
    int reads = 0;
    if (n.op != operation::broadcast)
      for (int k = 0; k < info(n.op).arity; ++k)
        if (graph_.nodes[n.operands[k]].type == n.type) reads += large_reads_[n.operands[k]];
    return reads;
  }

  sequence<int> again_, large_reads_;
};

}  // namespace detail
}  // namespace typegrad
