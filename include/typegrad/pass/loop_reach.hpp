// What the derivatives of loops have in common: which carries matter, those that vary in some
// iteration and those that have an adjoint; and the types of what a loop takes.
#pragma once

#include <typegrad/graph/shapes.hpp>
#include <typegrad/pass/reach.hpp>

namespace typegrad::detail {

/// The builder in which the body of a derived loop is drafted: one of its own; that of the program
/// where there are arrays, whose extents are one table.
constexpr builder& drafted_in(builder& program, builder& own) {
  return program.has_arrays() ? program : own;
}

/// The type of the elements of a sequence.
constexpr std::uint8_t type_of_element(builder& b, index sequence) {
  if (!b.has_arrays()) return 0;
  shape s = b.shape_of(sequence);
  for (int axis = 1; axis < s.rank; ++axis) s.extents[axis - 1] = s.extents[axis];
  s.extents[--s.rank] = 0;
  return type_of(b, s);
}

/// The type of a variable that stands for operand k of a loop, node i.
constexpr std::uint8_t type_of_operand(builder& b, const graph_loop& l, index k, index i) {
  return k < l.carries + l.constants ? b[i].type : type_of_element(b, i);
}

/// For each carry: does it vary in some iteration? `varies` says which operands of the scan do. The
/// least set that holds the carries that start varying and those that one iteration makes vary.
constexpr sequence<bool> varying_carries(const graph_loop& l, const sequence<bool>& varies) {
  sequence<bool> found = varies;
  for (bool grown = true; grown;) {
    grown = false;
    sequence<index> variables;
    for (index i = 0; i < l.body.nodes.size(); ++i) {
      const node& n = l.body.nodes[i];
      if (n.op == operation::input && n.attribute < l.operands() && found[n.attribute])
        variables.push_back(i);
    }
    const sequence<bool> reached = varying_with(l.body, variables);
    for (index k = 0; k < l.carries; ++k) {
      if (found[k] || !reached[l.body.outputs[k]]) continue;
      found[k] = true;
      grown = true;
    }
  }
  return found;
}

/// For each carry: is its adjoint other than zero in some iteration? `seeded` says which results of
/// the scan have one, and `active` which inputs of the body may have one.
constexpr sequence<bool> carries_with_adjoint(const graph_loop& l, const sequence<bool>& seeded,
                                              const sequence<bool>& active) {
  sequence<bool> found(l.carries, false);
  for (index k = 0; k < l.carries; ++k) found[k] = active[k] && (seeded[k] || seeded[l.history(k)]);
  for (bool grown = true; grown;) {
    grown = false;
    sequence<index> ends;
    for (index k = 0; k < l.carries + l.stacked; ++k)
      if (k < l.carries ? found[k] : seeded[k]) ends.push_back(l.body.outputs[k]);
    const sequence<bool> reached = influencing(l.body, ends);
    for (index i = 0; i < l.body.nodes.size(); ++i) {
      const node& n = l.body.nodes[i];
      if (n.op != operation::input || n.attribute >= l.carries || !reached[i]) continue;
      if (found[n.attribute] || !active[n.attribute]) continue;
      found[n.attribute] = true;
      grown = true;
    }
  }
  return found;
}

}  // namespace typegrad::detail
