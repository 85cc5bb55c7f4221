// What every graph must satisfy, whoever made it.
#pragma once

#include <typegrad/graph/builder.hpp>

namespace typegrad {

namespace detail {

/// True where the node's value is a number or an array of numbers. A sequence belongs to scans
/// alone.
constexpr bool is_value_node(const node& n) {
  return is_number_node(n) || (n.type != 0 && !is_truth(n.op) && !is_loop_part(n.op));
}

/// Whether the operand number k of n is of the kind that n takes.
constexpr bool takes(const graph& g, const node& n, int k) {
  const node& operand = g.nodes[n.operands[k]];
  if (n.op == operation::element) return operand.op == operation::scan;
  if (n.op == operation::scan || n.op == operation::join)
    return !is_truth(operand.op) && operand.op != operation::scan &&
           (operand.op != operation::join || k == 0);
  const bool takes_truth =
      info(n.op).kind == operation_kind::logical || (n.op == operation::select && k == 0);
  if (info(n.op).kind != operation_kind::array && operand.type != 0 && operand.type != n.type)
    return false;
  return takes_truth ? is_truth(operand.op) : is_value_node(operand);
}

/// Whether what an array operation refers to besides its operands exists.
constexpr bool has_its_tables(const graph& g, const node& n) {
  if (n.op == operation::view || n.op == operation::unview) return n.attribute < g.maps.size();
  return n.op != operation::extent || n.attribute < g.dimensions.size();
}

/// Whether there are as many operands as the loop has, and of its types.
constexpr bool is_well_formed_scan(const graph& g, index scan) {
  const graph_loop& l = loop_of(g, scan);
  index chain = g.nodes[scan].operands[0], count = 1;
  for (; g.nodes[chain].op == operation::join; chain = g.nodes[chain].operands[0]) ++count;
  if (count != l.operands()) return false;
  const sequence<index> operands = operands_of(g, scan);
  for (index k = 0; k < count; ++k) {
    const node& n = g.nodes[operands[k]];
    if (k < l.carries + l.constants) {
      if (!is_number_node(n)) return false;
    } else if (n.op != operation::element || g.shapes[n.type].rank != 1 ||
               g.shapes[n.type].extents[0] != static_cast<std::int32_t>(l.count)) {
      return false;
    }
  }
  return l.body.inputs == l.counter() + 1 && l.body.outputs.size() == l.carries + l.stacked;
}

}  // namespace detail

/// True where every node has only operands below itself, of the kind that its operation takes (a
/// truth value in the first place of `select` and in all of a logical operation, a number or an
/// array elsewhere, of one shape where elements are taken one by one; numbers and sequences in a
/// scan), every input slot, literal, shape, map, dimension and loop exists, every loop's body is
/// well formed, and every output is a number or an array. Cost: one step a node.
constexpr bool is_well_formed(const graph& g) {
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    if (n.type >= g.shapes.size()) return false;
    if (n.op == operation::input && n.attribute >= g.inputs) return false;
    if (n.op == operation::literal &&
        (n.attribute >= g.literals.size() || g.literals[n.attribute].denominator == 0))
      return false;
    if (!detail::has_its_tables(g, n)) return false;
    for (int k = 0; k < info(n.op).arity; ++k)
      if (n.operands[k] >= i || !detail::takes(g, n, k)) return false;
    if (n.op == operation::scan &&
        (n.attribute >= g.loops.size() || !detail::is_well_formed_scan(g, i)))
      return false;
    if (n.op == operation::element && n.attribute >= loop_of(g, n.operands[0]).results())
      return false;
  }
  for (const index o : g.outputs)
    if (o >= g.nodes.size() || !detail::is_value_node(g.nodes[o])) return false;
  for (const graph_loop& l : g.loops)
    if (!is_well_formed(l.body)) return false;
  return true;
}

}  // namespace typegrad
