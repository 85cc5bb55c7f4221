// Where the values of a program are kept: buffers that values share which never live together.
#pragma once

#include <typegrad/arrays/fusion.hpp>
#include <typegrad/arrays/order.hpp>

namespace typegrad::detail {

/// Inputs and outputs have buffers of their own; every other value takes a slot of its size that is
/// free, or a new one, and frees it after the last step, or group of steps, that reads it.
class buffer_planner {
 public:
  constexpr buffer_planner(const graph& g, plan_draft& p, const fusion& loops)
      : g_(g),
        p_(p),
        loops_(loops),
        buffers_(g.nodes.size(), absent),
        last_use_(g.nodes.size(), 0),
        is_local_(g.nodes.size(), false) {}

  constexpr void run() {
    place_inputs();
    p_.made.buffers = p_.inputs + p_.outputs;
    const index steps = p_.made.steps;
    place_outputs();
    for (index s = 0; s < steps; ++s) {
      const index end = end_of_group(p_, s);
      each_read(p_, p_.steps[s], [&](index value, bool is_sliced) {
        is_local_[value] = is_local_[value] && is_sliced && last_use_[value] == end;
        last_use_[value] = end;
      });
      each_write(p_, p_.steps[s], [&](index value, bool is_sliced) {
        is_local_[value] = is_sliced && p_.steps[s].group != absent;
        last_use_[value] = end;
      });
    }
    for (index s = 0; s < steps; ++s) {
      each_write(p_, p_.steps[s], [&](index value, bool) { take_slot(value); });
      if (end_of_group(p_, s) == s + 1) free_slots(s + 1);
    }
    for (index s = 0; s < steps; ++s) {
      plan_step& step = p_.steps[s];
      if (step.op == operation::input || step.op == operation::scan) continue;
      step.result = buffers_[step.result];
      if (info(step.op).arity > 0) step.a = buffers_[step.a];
      if (info(step.op).arity > 1) step.b = buffers_[step.b];
    }
    for (index k = 0; k < p_.made.wires; ++k)
      if (p_.wires[k] != absent) p_.wires[k] = buffers_[p_.wires[k]];
    for (index k = 0; k < own_operands_; ++k)
      p_.operands[k].buffer = buffers_[p_.operands[k].buffer];
  }

 private:
  constexpr void place_inputs() {
    for (index i = 0; i < g_.nodes.size(); ++i)
      if (g_.nodes[i].op == operation::input) {
        buffers_[i] = g_.nodes[i].attribute;
        p_.buffer_types[buffers_[i]] = g_.nodes[i].type;
      }
  }

  constexpr void place_outputs() {
    own_operands_ = p_.made.operands;
    sequence<index> copied;
    for (index k = 0; k < p_.outputs; ++k) {
      const index from = loops_.origin(g_.outputs[k]), buffer = p_.inputs + k;
      p_.buffer_types[buffer] = g_.nodes[g_.outputs[k]].type;
      if (buffers_[from] == absent && role_of(g_.nodes[from].op) != role::constant)
        buffers_[from] = buffer;
      else
        copied.push_back(k);
    }
    for (const index k : copied) add_copy(loops_.origin(g_.outputs[k]), k);
  }

  /// Output k is an input, a constant, or another output too: a loop of its own copies it.
  constexpr void add_copy(index from, index k) {
    const std::uint8_t type = g_.nodes[g_.outputs[k]].type;
    const axis_set all = all_axes(g_.shapes[type]);
    plan_loop l{type, p_.made.operands, 0, 0, 1, p_.made.nodes, 1};
    if (role_of(g_.nodes[from].op) == role::constant) {
      p_.nodes[p_.made.nodes++] = g_.nodes[from];
    } else {
      p_.operands[p_.made.operands++] = {buffers_[from], all, operation::input};
      p_.nodes[p_.made.nodes++] = {operation::input, 0, {}, l.reads++};
    }
    l.first_write = p_.made.operands;
    p_.results[p_.made.operands] = 0;
    p_.operands[p_.made.operands++] = {p_.inputs + k, all, operation::input};
    p_.steps[p_.made.steps++] = {operation::input, p_.made.loops, 0, 0, 0, 0, 0, 0, 0, absent};
    p_.loops[p_.made.loops++] = l;
  }

  /// Depends on nothing but sizes: computed once, when they are known.
  constexpr bool is_fixed(index value) const { return is_fixed_by_sizes(g_.nodes[value].op); }

  constexpr void take_slot(index value) {
    if (buffers_[value] != absent) return;
    const std::uint8_t type = g_.nodes[value].type;
    for (index k = 0; k < free_.size() && !is_fixed(value); ++k)
      if (p_.buffer_types[free_[k]] == type && p_.is_local[free_[k]] == is_local_[value]) {
        buffers_[value] = free_[k];
        free_[k] = free_[free_.size() - 1];
        free_.pop_back();
        return;
      }
    p_.buffer_types[p_.made.buffers] = type;
    p_.is_local[p_.made.buffers] = is_local_[value];
    buffers_[value] = p_.made.buffers++;
  }

  constexpr void free_slots(index end) {
    for (index value = 0; value < g_.nodes.size(); ++value)
      if (last_use_[value] == end && buffers_[value] != absent && !is_fixed(value) &&
          buffers_[value] >= p_.inputs + p_.outputs)
        free_.push_back(buffers_[value]);
  }

  const graph& g_;
  plan_draft& p_;
  const fusion& loops_;
  sequence<index> buffers_, last_use_, free_;
  sequence<bool> is_local_;  ///< read by the group alone that writes it, slice by slice
  index own_operands_ = 0;
};

}  // namespace typegrad::detail
