// Makes the plan of a program over arrays.
#pragma once

#include <typegrad/arrays/buffers.hpp>
#include <typegrad/arrays/fusion.hpp>
#include <typegrad/arrays/order.hpp>

namespace typegrad {

namespace detail {

class planner {
 public:
  constexpr planner(const graph& g, plan_draft& p)
      : g_(g),
        p_(p),
        loops_(g),
        places_(g.nodes.size(), absent),
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
    plan_loop l{loops_.space(i), p_.made.operands, 0, 0, 0, p_.made.nodes, 0};
    sequence<index> roots;
    for (index k = i; k < g_.nodes.size(); ++k)
      if (loops_.is_looped(k) && loops_.kept[k] && loops_.levels[k] == loops_.levels[i] &&
          loops_.space(k) == l.space)
        roots.push_back(k);
    for (index& place : places_) place = absent;
    for (const index root : roots) {
      is_written_[root] = true;
      write_code(root, root, l);
    }
    l.first_write = p_.made.operands;
    l.writes = roots.size();
    for (const index root : roots) {
      const node& n = g_.nodes[root];
      const bool reduced = is_reduction(n.op);
      p_.results[p_.made.operands] = places_[reduced ? n.operands[0] : root];
      p_.operands[p_.made.operands++] = {root, reduced ? n.attribute : all_axes(g_.shapes[l.space]),
                                         reduced ? n.op : operation::input};
    }
    p_.loops[p_.made.loops++] = l;
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
    p_.nodes[p_.made.nodes++] = n;
    return l.nodes++;
  }
  constexpr index read(index i, axis_set axes, plan_loop& l) {
    loops_.keep(i);
    p_.operands[p_.made.operands++] = {loops_.origin(i), axes, operation::input};
    return append({operation::input, 0, {}, l.reads++}, l);
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

  const graph& g_;
  plan_draft& p_;
  fusion loops_;
  sequence<index> places_;
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
