// Writes the loops of a plan: the code that computes some nodes of a program at one element, and
// what it reads and writes.
#pragma once

#include <typegrad/arrays/fusion.hpp>

namespace typegrad::detail {

class loop_writer {
 public:
  constexpr loop_writer(const graph& g, plan_draft& p, fusion& loops)
      : g_(g), p_(p), loops_(loops) {}

  /// A loop that computes the nodes `roots`.
  constexpr plan_loop loop_over(const sequence<index>& roots) {
    plan_loop l{loops_.space(roots[0]), p_.made.operands, 0, 0, 0, p_.made.nodes, 0};
    places_ = sequence<index>(g_.nodes.size(), absent);
    for (const index root : roots) write_code(root, root, l);
    l.first_write = p_.made.operands;
    l.writes = roots.size();
    for (const index root : roots) {
      const node& n = g_.nodes[root];
      const bool reduced = is_reduction(n.op);
      p_.results[p_.made.operands] = places_[reduced ? n.operands[0] : root];
      p_.operands[p_.made.operands++] = {root, reduced ? n.attribute : all_axes(g_.shapes[l.space]),
                                         reduced ? n.op : operation::input};
    }
    return l;
  }

 private:
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

  const graph& g_;
  plan_draft& p_;
  fusion& loops_;
  sequence<index> places_;  ///< of nodes in the code of the loop
};

}  // namespace typegrad::detail
