// What every graph must satisfy, whoever made it.
#pragma once

#include <typegrad/graph/builder.hpp>

namespace typegrad {

namespace detail {

/// Whether any value is an array; sequences of numbers, which only scans have, are none.
constexpr bool has_arrays(const graph& g) {
  for (const node& n : g.nodes)
    if (info(n.op).kind == operation_kind::array || (n.type != 0 && !is_loop_part(n.op)))
      return true;
  return false;
}

/// Checks a graph, or the body of a loop, whose shapes, dimensions and maps are those of the
/// program around it. In a program over arrays a sequence is an array as any other.
struct well_formedness {
  const graph& g;
  const graph& tables;
  bool over_arrays;

  constexpr bool is_value(const node& n) const { return is_value_node(n, over_arrays); }

  /// Whether the operand number k of n is of the kind that n takes.
  constexpr bool takes(const node& n, int k) const {
    const node& operand = g.nodes[n.operands[k]];
    if (n.op == operation::element) return operand.op == operation::scan;
    if (n.op == operation::scan || n.op == operation::join)
      return !is_truth(operand.op) && operand.op != operation::scan &&
             (operand.op != operation::join || k == 0);
    const bool takes_truth =
        info(n.op).kind == operation_kind::logical || (n.op == operation::select && k == 0);
    if (info(n.op).kind != operation_kind::array && operand.type != 0 && operand.type != n.type)
      return false;
    return takes_truth ? is_truth(operand.op) : is_value(operand);
  }

  /// Whether what an array operation refers to besides its operands exists.
  constexpr bool has_its_tables(const node& n) const {
    if (n.op == operation::view || n.op == operation::unview)
      return n.attribute < tables.maps.size();
    return n.op != operation::extent || n.attribute < tables.dimensions.size();
  }

  /// Whether there are as many operands as the loop has, and of its types.
  constexpr bool holds_of_scan(index scan) const {
    const graph_loop& l = loop_of(g, scan);
    index chain = g.nodes[scan].operands[0], count = 1;
    for (; g.nodes[chain].op == operation::join; chain = g.nodes[chain].operands[0]) ++count;
    if (count != l.operands()) return false;
    const sequence<index> operands = operands_of(g, scan);
    for (index k = 0; k < count; ++k) {
      const node& n = g.nodes[operands[k]];
      const shape& s = tables.shapes[n.type];
      if (k < l.carries + l.constants ? !is_value(n)
          : over_arrays               ? !is_value(n) || s.rank == 0
                                      : n.op != operation::element || s.rank != 1 ||
                              s.extents[0] != static_cast<std::int32_t>(l.count))
        return false;
    }
    return l.body.inputs == l.counter() + 1 && l.body.outputs.size() == l.carries + l.stacked;
  }

  constexpr bool holds_of_node(index i) const {
    const node& n = g.nodes[i];
    if (n.type >= tables.shapes.size()) return false;
    if (n.op == operation::input && n.attribute >= g.inputs) return false;
    if (n.op == operation::literal &&
        (n.attribute >= g.literals.size() || g.literals[n.attribute].denominator == 0))
      return false;
    if (!has_its_tables(n)) return false;
    for (int k = 0; k < info(n.op).arity; ++k)
      if (n.operands[k] >= i || !takes(n, k)) return false;
    if (n.op == operation::scan && (n.attribute >= g.loops.size() || !holds_of_scan(i)))
      return false;
    return n.op != operation::element || n.attribute < loop_of(g, n.operands[0]).results();
  }

  constexpr bool holds() const {
    for (index i = 0; i < g.nodes.size(); ++i)
      if (!holds_of_node(i)) return false;
    for (const index o : g.outputs)
      if (o >= g.nodes.size() || !is_value(g.nodes[o])) return false;
    for (const graph_loop& l : g.loops)
      if (!well_formedness{l.body, over_arrays ? tables : l.body, over_arrays}.holds())
        return false;
    return true;
  }
};

}  // namespace detail

/// True where every node has only operands below itself, of the kind that its operation takes (a
/// truth value in the first place of `select` and in all of a logical operation, a number or an
/// array elsewhere, of one shape where elements are taken one by one; numbers and sequences in a
/// scan), every input slot, literal, shape, map, dimension and loop exists, every loop's body is
/// well formed, and every output is a number or an array. Cost: one step a node.
constexpr bool is_well_formed(const graph& g) {
  return detail::well_formedness{g, g, detail::has_arrays(g)}.holds();
}

}  // namespace typegrad
