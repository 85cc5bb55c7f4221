// Makes the plan of a program over arrays.
#pragma once

#include <typegrad/arrays/buffers.hpp>
#include <typegrad/arrays/loop_writer.hpp>
#include <typegrad/arrays/order.hpp>

namespace typegrad {

namespace detail {

class planner {
 public:
  constexpr planner(const graph& g, plan_draft& p)
      : g_(g),
        p_(p),
        loops_(g_),
        writer_(g_, p, loops_),
        copies_(g.nodes.size(), absent),
        is_written_(g.nodes.size(), false) {}

  /// Loops are written from the last level to the first, since a loop decides which values earlier
  /// ones have to keep; they run from the first to the last.
  constexpr void run() {
    copy_tables();
    for (index level = loops_.last_level + 1; level-- > 0;)
      for (index i = 0; i < g_.nodes.size(); ++i)
        if (loops_.levels[i] == level && loops_.is_looped(i) && loops_.kept[i] && !is_written_[i])
          write_loop(i);
    sequence<plan_step> steps;
    for (index l = 0; l < p_.made.loops; ++l)
      steps.push_back({operation::input, l, 0, 0, 0, 0, 0, 0, 0, absent});
    for (index i = 0; i < g_.nodes.size(); ++i)
      if (g_.nodes[i].op == operation::scan)
        steps.push_back(write_scan(i));
      else if (role_of(g_.nodes[i].op) == role::whole && !is_loop_part(g_.nodes[i].op))
        steps.push_back(step_of(i));
    put_in_order(p_, steps, g_.nodes.size());
    repeat_operands();
    buffer_planner(g_, p_, loops_).run();
  }

 private:
  constexpr void copy_tables() {
    p_.error = g_.error;
    p_.inputs = g_.inputs;
    p_.outputs = g_.outputs.size();
    for (const shape& s : g_.shapes) p_.shapes[p_.made.shapes++] = s;
    for (const dimension& d : g_.dimensions) p_.dimensions[p_.made.dimensions++] = d;
    for (const constraint& c : g_.constraints) p_.constraints[p_.made.constraints++] = c;
    for (const affine_map& m : g_.maps) p_.maps[p_.made.maps++] = m;
    for (const literal& l : g_.literals) p_.literals[p_.made.literals++] = l;
  }

  /// The loop of node i, with all that share it and have to be kept.
  constexpr void write_loop(index i) {
    sequence<index> roots;
    for (index k = i; k < g_.nodes.size(); ++k)
      if (loops_.is_looped(k) && loops_.kept[k] && loops_.levels[k] == loops_.levels[i] &&
          loops_.space(k) == loops_.space(i))
        roots.push_back(k);
    for (const index root : roots) is_written_[root] = true;
    p_.loops[p_.made.loops++] = writer_.loop_over(roots);
  }

  constexpr plan_step step_of(index i) const {
    const node& n = g_.nodes[i];
    const int arity = info(n.op).arity;
    plan_step s{n.op, 0, i, 0, 0, n.type, 0, 0, n.attribute, absent};
    if (arity > 0) s.a = loops_.origin(n.operands[0]), s.a_type = g_.nodes[n.operands[0]].type;
    if (arity > 1) s.b = loops_.origin(n.operands[1]), s.b_type = g_.nodes[n.operands[1]].type;
    return s;
  }

  constexpr plan_step write_scan(index scan) {
    const graph_loop& l = loop_of(g_, scan);
    p_.scans[p_.made.scans] = {static_cast<std::int32_t>(l.count),
                               l.backward,
                               l.carries,
                               l.constants,
                               l.sequences,
                               l.stacked,
                               p_.made.wires,
                               g_.nodes[scan].attribute};
    for (const index o : operands_of(g_, scan)) p_.wires[p_.made.wires++] = loops_.origin(o);
    const index results = p_.made.wires;
    for (index k = 0; k < l.results(); ++k) p_.wires[p_.made.wires++] = absent;
    for (index i = scan + 1; i < g_.nodes.size(); ++i)
      if (g_.nodes[i].op == operation::element && g_.nodes[i].operands[0] == scan)
        p_.wires[results + g_.nodes[i].attribute] = i;
    return {operation::scan, p_.made.scans++, 0, 0, 0, 0, 0, 0, 0, absent};
  }

  /// What a product reads and an earlier group has written is written once more in the product's
  /// own group, if it can be computed from smaller arrays and a loop there runs over its elements
  /// anyway: then neither group needs more of it than a slice, and it never goes to main memory.
  constexpr void repeat_operands() {
    for (index s = 0, first = 0; s < p_.made.steps; ++s) {
      plan_step& step = p_.steps[s];
      if (step.group == absent || s == 0 || p_.steps[s - 1].group != step.group) first = s;
      if (step.group == absent || step.op != operation::contract) continue;
      step.a = repeated(step.a, first, s);
      step.b = repeated(step.b, first, s);
    }
  }

  constexpr bool writes(index step, index value) const {
    bool found = false;
    each_write(p_, p_.steps[step], [&](index v, bool) { found = found || v == value; });
    return found;
  }
  constexpr bool reads(index step, index value) const {
    bool found = false;
    each_read(p_, p_.steps[step], [&](index v, bool) { found = found || v == value; });
    return found;
  }

  /// The value that a product, step s of the group that begins with step `first`, reads for i.
  constexpr index repeated(index i, index first, index s) {
    if (!loops_.is_made_of_smaller(i)) return i;
    index writer = absent, target = absent;
    bool is_read = false;
    for (index k = 0; k < s; ++k) {
      const plan_step& step = p_.steps[k];
      if (k < first) {
        if (writes(k, i)) writer = k;
        is_read = is_read || reads(k, i);
      } else if (writes(k, i)) {
        return i;
      } else if (copies_[i] != absent && writes(k, copies_[i])) {
        return copies_[i];
      } else if (step.op == operation::input && p_.loops[step.loop].space == g_.nodes[i].type) {
        target = k;
      }
    }
    return is_read && writer != absent && target != absent ? copy(i, writer, target) : i;
  }

  /// A copy of i that step `target` writes too; i itself where that step's loop, made anew, would
  /// read what may not be there yet: neither it nor the writer of i has read it.
  constexpr index copy(index i, index writer, index target) {
    const plan_lengths made = p_.made;
    plan_loop& loop = p_.loops[p_.steps[target].loop];
    sequence<index> roots;
    for (index k = 0; k < loop.writes; ++k)
      roots.push_back(p_.operands[loop.first_write + k].buffer);
    roots.push_back(g_.nodes.size());
    g_.nodes.push_back(node{g_.nodes[i]});
    loops_.levels.push_back(index{loops_.levels[roots[0]]});
    copies_.push_back(absent);
    const plan_loop l = writer_.loop_over(roots);
    bool is_there = true;
    for (index k = 0; k < l.reads; ++k) {
      const index value = p_.operands[l.first_read + k].buffer;
      is_there = is_there && (reads(writer, value) || reads(target, value));
    }
    if (is_there) {
      loop = l;
      return copies_[i] = roots[roots.size() - 1];
    }
    p_.made = made;
    g_.nodes.pop_back();
    loops_.levels.pop_back();
    copies_.pop_back();
    return i;
  }

  graph g_;  ///< with the copies of values that are written more than once
  plan_draft& p_;
  fusion loops_;
  loop_writer writer_;
  sequence<index> copies_;  ///< by value the newest that is the same, made in another group
  sequence<bool> is_written_;
};

}  // namespace detail

/// The plan of a program over arrays. Cost: levels times nodes, and steps squared.
constexpr plan_draft make_plan(const graph& g) {
  if (g.nodes.size() > most_nodes)
    throw "typegrad: the derived program over arrays has more than 16384 operations; make a loop of the part that repeats";
  plan_draft p{};
  if (g.error[0] == 0) detail::planner(g, p).run();
  p.error = g.error;
  return p;
}

namespace detail {

/// The plan of the program P.
template <class P>
constexpr auto plan_of() {
  constexpr plan_draft draft = make_plan(P::make_graph());
  return fitted<draft.made>(draft);
}

}  // namespace detail
}  // namespace typegrad
