// The order of a program's steps: each after those whose values it reads, and steps that can run
// slice by slice one after another.
#pragma once

#include <typegrad/arrays/plan.hpp>

namespace typegrad {

namespace detail {

/// Calls f(value, is_sliced) for every value that a step reads; a value is sliced if its leading
/// axis is that of the step.
template <class F>
constexpr void each_read(const plan_draft& p, const plan_step& s, F f) {
  if (s.op == operation::input) {
    const plan_loop& l = p.loops[s.loop];
    for (index k = 0; k < l.reads; ++k) {
      const loop_operand& o = p.operands[l.first_read + k];
      f(o.buffer, has_axis(o.axes, 0));
    }
  } else if (s.op == operation::scan) {
    const plan_scan& l = p.scans[s.loop];
    for (index k = 0; k < l.operands(); ++k) f(p.wires[l.first_wire + k], false);
  } else {
    const int arity = info(s.op).arity;
    const bool is_batched = s.op == operation::contract && contraction::of(s.attribute).batch > 0;
    if (arity > 0) f(s.a, is_batched);
    if (arity > 1) f(s.b, is_batched);
  }
}

/// The same for every value that it writes.
template <class F>
constexpr void each_write(const plan_draft& p, const plan_step& s, F f) {
  if (s.op == operation::input) {
    const plan_loop& l = p.loops[s.loop];
    for (index k = 0; k < l.writes; ++k) {
      const loop_operand& o = p.operands[l.first_write + k];
      f(o.buffer, has_axis(o.axes, 0));
    }
  } else if (s.op == operation::scan) {
    const plan_scan& l = p.scans[s.loop];
    for (index k = l.operands(); k < l.operands() + l.results(); ++k)
      if (p.wires[l.first_wire + k] != absent) f(p.wires[l.first_wire + k], false);
  } else {
    f(s.result, true);
  }
}

/// The extent along which a step can run slice by slice; 1 where it cannot.
constexpr std::int32_t leading_extent(const plan_draft& p, const plan_step& s) {
  if (s.op == operation::input) {
    const shape& space = p.shapes[p.loops[s.loop].space];
    return space.rank > 1 ? space.extents[0] : 1;
  }
  if (s.op == operation::contract && contraction::of(s.attribute).batch > 0)
    return p.shapes[s.result_type].extents[0];
  return 1;
}

/// Steps are taken as soon as their values are there: first those that continue the group, then
/// those that are in none, and only then a new group begins, which by then finds all it can take.
class step_order {
 public:
  constexpr step_order(plan_draft& p, const sequence<plan_step>& steps, index values)
      : p_(p), steps_(steps), done_(steps.size(), false), writer_(values, absent) {
    for (index s = 0; s < steps.size(); ++s)
      each_write(p, steps[s], [&](index value, bool) { writer_[value] = s; });
  }

  constexpr void run() {
    for (index taken = 0; taken < steps_.size(); ++taken) {
      index next = absent;
      int best = 3;
      for (index s = 0; s < steps_.size() && best > 0; ++s) {
        if (done_[s] || !is_ready(s)) continue;
        const int r = continues(s) ? 0 : leading_extent(p_, steps_[s]) == 1 ? 1 : 2;
        if (r < best) best = r, next = s;
      }
      if (best > 0) {
        ++group_;
        first_ = p_.made.steps;
        extent_ = leading_extent(p_, steps_[next]);
      }
      plan_step s = steps_[next];
      s.group = extent_ == 1 ? absent : group_;
      p_.steps[p_.made.steps++] = s;
      done_[next] = true;
    }
  }

 private:
  constexpr bool is_ready(index s) const {
    bool ready = true;
    each_read(p_, steps_[s], [&](index value, bool) {
      ready = ready && (writer_[value] == absent || done_[writer_[value]]);
    });
    return ready;
  }

  /// Can the step join the group? What it reads as a whole must not be written in the group.
  constexpr bool continues(index s) const {
    if (extent_ == 1 || leading_extent(p_, steps_[s]) != extent_) return false;
    bool fits = true;
    each_read(p_, steps_[s], [&](index value, bool is_sliced) {
      fits = fits && (is_written_in_group(value) ? is_sliced && is_sliced_in_group(value) : true);
    });
    return fits;
  }
  constexpr bool is_written_in_group(index value) const {
    for (index k = first_; k < p_.made.steps; ++k) {
      bool found = false;
      each_write(p_, p_.steps[k], [&](index v, bool) { found = found || v == value; });
      if (found) return true;
    }
    return false;
  }
  constexpr bool is_sliced_in_group(index value) const {
    bool sliced = false;
    for (index k = first_; k < p_.made.steps; ++k)
      each_write(p_, p_.steps[k], [&](index v, bool is) { sliced = sliced || (v == value && is); });
    return sliced;
  }

  plan_draft& p_;
  const sequence<plan_step>& steps_;
  sequence<bool> done_;
  sequence<index> writer_;
  index group_ = 0, first_ = 0;
  std::int32_t extent_ = 1;
};

}  // namespace detail

/// Puts the steps into the plan. Values are still called by their nodes.
constexpr void put_in_order(plan_draft& p, const sequence<plan_step>& steps, index values) {
  detail::step_order(p, steps, values).run();
}

}  // namespace typegrad
