// Makes the plan of a program over arrays.
#pragma once

#include <typegrad/arrays/fusion.hpp>
#include <typegrad/arrays/plan.hpp>

namespace typegrad {

namespace detail {

class planner {
 public:
  constexpr planner(const graph& g, array_plan& p)
      : g_(g),
        p_(p),
        loops_(g),
        places_(g.nodes.size(), absent),
        in_loop_(g.nodes.size(), absent),
        buffers_(g.nodes.size(), absent),
        last_use_(g.nodes.size(), 0) {}

  /// Loops are written from the last level to the first, since a loop decides which values earlier
  /// ones have to keep; they run from the first to the last.
  constexpr void run() {
    copy_tables();
    sequence<index> level_of_loop;
    for (index level = loops_.last_level + 1; level-- > 0;)
      for (index i = 0; i < g_.nodes.size(); ++i)
        if (loops_.levels[i] == level && loops_.is_looped(i) && loops_.kept[i] &&
            in_loop_[i] == absent) {
          write_loop(i);
          level_of_loop.push_back(level);
        }
    for (index level = 0; level <= loops_.last_level; ++level) {
      for (index l = 0; l < p_.loops_made; ++l)
        if (level_of_loop[l] == level)
          p_.steps[p_.steps_made++] = {operation::input, l, 0, 0, 0, 0, 0, 0, 0};
      for (index i = 0; i < g_.nodes.size(); ++i)
        if (loops_.levels[i] == level && role_of(g_.nodes[i].op) == role::whole) add_step(i);
    }
    find_last_uses();
    assign_buffers();
  }

 private:
  constexpr void copy_tables() {
    p_.error = g_.error;
    p_.inputs = g_.inputs;
    p_.outputs = g_.outputs.size();
    for (const shape& s : g_.shapes) p_.shapes[p_.shapes_made++] = s;
    for (const dimension& d : g_.dimensions) p_.dimensions[p_.dimensions_made++] = d;
    for (const constraint& c : g_.constraints) p_.constraints[p_.constraints_made++] = c;
    for (const affine_map& m : g_.maps) p_.maps[p_.maps_made++] = m;
    for (const literal& l : g_.literals) p_.literals[p_.literals_made++] = l;
  }

  /// The loop of node i, with all that share it and have to be kept.
  constexpr void write_loop(index i) {
    plan_loop l{loops_.space(i), p_.operands_made, 0, 0, 0, p_.nodes_made, 0};
    sequence<index> roots, read;
    for (index k = i; k < g_.nodes.size(); ++k)
      if (loops_.is_looped(k) && loops_.kept[k] && loops_.levels[k] == loops_.levels[i] &&
          loops_.space(k) == l.space)
        roots.push_back(k);
    for (index& place : places_) place = absent;
    for (const index root : roots) {
      in_loop_[root] = p_.loops_made;
      write_code(root, root, l);
    }
    l.first_write = p_.operands_made;
    l.writes = roots.size();
    for (const index root : roots) {
      const node& n = g_.nodes[root];
      const bool reduced = is_reduction(n.op);
      p_.results[p_.operands_made] = places_[reduced ? n.operands[0] : root];
      p_.operands[p_.operands_made++] = {root, reduced ? n.attribute : all_axes(g_.shapes[l.space]),
                                         reduced ? n.op : operation::input};
    }
    p_.loops[p_.loops_made++] = l;
  }

  /// The code that computes node i in the loop of `user`.
  constexpr void write_code(index i, index user, plan_loop& l) {
    if (places_[i] != absent) return;
    const node& n = g_.nodes[i];
    const index from = loops_.origin(i);
    if (role_of(g_.nodes[from].op) == role::constant) {
      places_[i] = append(g_.nodes[from], l);
    } else if (i != user && !loops_.is_inner(i, user)) {
      places_[i] = read(i, n.type == 0 ? 0 : all_axes(g_.shapes[n.type]), l);
    } else if (n.op == operation::broadcast) {
      const index source = loops_.origin(n.operands[0]);
      places_[i] = role_of(g_.nodes[source].op) == role::constant
                       ? append(g_.nodes[source], l)
                       : read(n.operands[0], n.attribute, l);
    } else if (is_reduction(n.op)) {
      write_code(n.operands[0], user, l);
    } else {
      node code = n;
      for (int k = 0; k < info(n.op).arity; ++k) {
        write_code(n.operands[k], user, l);
        code.operands[k] = places_[n.operands[k]];
      }
      places_[i] = append(code, l);
    }
  }

  constexpr index append(const node& n, plan_loop& l) {
    p_.nodes[p_.nodes_made++] = n;
    return l.nodes++;
  }
  constexpr index read(index i, axis_set axes, plan_loop& l) {
    loops_.keep(i);
    p_.operands[p_.operands_made++] = {loops_.origin(i), axes, operation::input};
    return append({operation::input, 0, {}, l.reads++}, l);
  }

  constexpr void add_step(index i) {
    const node& n = g_.nodes[i];
    const int arity = info(n.op).arity;
    plan_step s{n.op, 0, i, 0, 0, n.type, 0, 0, n.attribute};
    if (arity > 0) s.a = n.operands[0], s.a_type = g_.nodes[s.a].type;
    if (arity > 1) s.b = n.operands[1], s.b_type = g_.nodes[s.b].type;
    p_.steps[p_.steps_made++] = s;
  }

  template <class F>
  constexpr void each_value_read(const plan_step& s, F f) const {
    if (s.op == operation::input) {
      const plan_loop& l = p_.loops[s.loop];
      for (index k = 0; k < l.reads; ++k) f(p_.operands[l.first_read + k].buffer);
    } else {
      const int arity = info(s.op).arity;
      if (arity > 0) f(loops_.origin(s.a));
      if (arity > 1) f(loops_.origin(s.b));
    }
  }
  constexpr void find_last_uses() {
    for (index s = 0; s < p_.steps_made; ++s)
      each_value_read(p_.steps[s], [&](index i) { last_use_[i] = s; });
  }

  /// Inputs and outputs have buffers of their own; every other value takes a slot of its size that
  /// is free, or a new one, and frees it after its last use.
  constexpr void assign_buffers() {
    for (index i = 0; i < g_.nodes.size(); ++i)
      if (g_.nodes[i].op == operation::input) {
        buffers_[i] = g_.nodes[i].attribute;
        p_.buffer_types[buffers_[i]] = g_.nodes[i].type;
      }
    p_.buffers_made = p_.inputs + p_.outputs;
    sequence<index> copied, copies;
    for (index k = 0; k < p_.outputs; ++k) {
      const index from = loops_.origin(g_.outputs[k]), buffer = p_.inputs + k;
      p_.buffer_types[buffer] = g_.nodes[g_.outputs[k]].type;
      if (buffers_[from] == absent && role_of(g_.nodes[from].op) != role::constant)
        buffers_[from] = buffer;
      else
        copied.push_back(from), copies.push_back(k);
    }
    sequence<index> free;
    for (index s = 0; s < p_.steps_made; ++s) {
      plan_step& step = p_.steps[s];
      if (step.op == operation::input) {
        const plan_loop& l = p_.loops[step.loop];
        for (index k = 0; k < l.writes; ++k)
          give_buffer(p_.operands[l.first_write + k].buffer, free);
      } else {
        give_buffer(step.result, free);
      }
      each_value_read(step, [&](index i) {
        if (last_use_[i] == s && buffers_[i] >= p_.inputs + p_.outputs &&
            !is_among(free, buffers_[i]))
          free.push_back(buffers_[i]);
      });
    }
    for (index s = 0; s < p_.steps_made; ++s) {
      plan_step& step = p_.steps[s];
      if (step.op == operation::input) continue;
      step.result = buffers_[step.result];
      if (info(step.op).arity > 0) step.a = buffers_[loops_.origin(step.a)];
      if (info(step.op).arity > 1) step.b = buffers_[loops_.origin(step.b)];
    }
    for (index k = 0; k < p_.operands_made; ++k)
      p_.operands[k].buffer = buffers_[p_.operands[k].buffer];
    for (index k = 0; k < copied.size(); ++k) add_copy(copied[k], copies[k]);
  }

  constexpr void give_buffer(index i, sequence<index>& free) {
    if (buffers_[i] != absent) return;
    for (index k = 0; k < free.size(); ++k)
      if (p_.buffer_types[free[k]] == g_.nodes[i].type) {
        buffers_[i] = free[k];
        free[k] = free[free.size() - 1];
        free.pop_back();
        return;
      }
    p_.buffer_types[p_.buffers_made] = g_.nodes[i].type;
    buffers_[i] = p_.buffers_made++;
  }
  static constexpr bool is_among(const sequence<index>& all, index i) {
    for (const index a : all)
      if (a == i) return true;
    return false;
  }

  /// Output k is an input, a constant, or another output too: a loop of its own that copies it.
  constexpr void add_copy(index from, index k) {
    const std::uint8_t type = g_.nodes[g_.outputs[k]].type;
    plan_loop l{type, p_.operands_made, 0, 0, 1, p_.nodes_made, 0};
    if (role_of(g_.nodes[from].op) == role::constant) {
      append(g_.nodes[from], l);
    } else {
      p_.operands[p_.operands_made++] = {buffers_[from], all_axes(g_.shapes[type]),
                                         operation::input};
      append({operation::input, 0, {}, l.reads++}, l);
    }
    l.first_write = p_.operands_made;
    p_.results[p_.operands_made] = 0;
    p_.operands[p_.operands_made++] = {p_.inputs + k, all_axes(g_.shapes[type]), operation::input};
    p_.steps[p_.steps_made++] = {operation::input, p_.loops_made, 0, 0, 0, 0, 0, 0, 0};
    p_.loops[p_.loops_made++] = l;
  }

  const graph& g_;
  array_plan& p_;
  fusion loops_;
  sequence<index> places_, in_loop_, buffers_, last_use_;
};

}  // namespace detail

/// The plan of a program over arrays. Cost: levels times nodes.
constexpr array_plan make_plan(const graph& g) {
  array_plan p{};
  if (g.error[0] == 0) detail::planner(g, p).run();
  p.error = g.error;
  return p;
}

}  // namespace typegrad
