// The nodes that loops are made of. A node has three operands and one value, a scan any number of
// both: its operands are chained, join(join(a, b), c), and each of its results that is used is a
// node of its own, element k of the scan.
#pragma once

#include <typegrad/graph/builder.hpp>

namespace typegrad {

namespace detail {

template <class T>
constexpr bool equal(const sequence<T>& a, const sequence<T>& b) {
  if (a.size() != b.size()) return false;
  for (index i = 0; i < a.size(); ++i)
    if (!(a[i] == b[i])) return false;
  return true;
}

}  // namespace detail

/// Equal node by node.
constexpr bool operator==(const graph_loop& a, const graph_loop& b) {
  return a.count == b.count && a.backward == b.backward && a.carries == b.carries &&
         a.constants == b.constants && a.sequences == b.sequences && a.stacked == b.stacked &&
         detail::equal(a.body.nodes, b.body.nodes) &&
         detail::equal(a.body.literals, b.body.literals) &&
         detail::equal(a.body.outputs, b.body.outputs) && detail::equal(a.body.loops, b.body.loops);
}

/// What the scan `i` of a graph repeats.
constexpr const graph_loop& loop_of(const graph& g, index i) {
  return g.loops[g.nodes[i].attribute];
}

/// The operands of a scan in order.
constexpr sequence<index> operands_of(const graph& g, index scan) {
  sequence<index> operands(loop_of(g, scan).operands());
  index rest = g.nodes[scan].operands[0];
  for (index k = operands.size(); k-- > 1; rest = g.nodes[rest].operands[0])
    operands[k] = g.nodes[rest].operands[1];
  operands[0] = rest;
  return operands;
}

/// True where the node's value is one number.
constexpr bool is_number_node(const node& n) {
  return n.type == 0 && !is_truth(n.op) && n.op != operation::join && n.op != operation::scan;
}

/// True where the node's value can be a result or an operand of a loop: a number; in a program over
/// arrays also an array, as a sequence of numbers is there.
constexpr bool is_value_node(const node& n, bool over_arrays) {
  if (!over_arrays) return is_number_node(n);
  return !is_truth(n.op) && n.op != operation::join && n.op != operation::scan;
}

/// The first type of the table that is the same shape: extents may have been found equal since.
constexpr std::uint8_t known_type(const graph& g, std::uint8_t type) {
  std::uint8_t first = 0;
  while (!(g.shapes[first] == g.shapes[type])) ++first;
  return first;
}

constexpr index builder::place_of(const graph_loop& repeated) {
  for (index i = 0; i < graph_.loops.size(); ++i)
    if (graph_.loops[i] == repeated) return i;
  graph_.loops.push_back(repeated);
  return graph_.loops.size() - 1;
}

constexpr index builder::scan(const graph_loop& repeated, const sequence<index>& operands) {
  const index place = place_of(repeated);
  index all = absent;
  for (index x : operands) {
    // A step on arrays has its operands in memory, where constants are not.
    if (has_arrays_ && info(graph_.nodes[x].op).arity == 0 && graph_.nodes[x].type == 0 &&
        graph_.nodes[x].op != operation::input)
      x = intern_array(operation::broadcast, 0, 0, x);
    all = all == absent ? x : join(all, x);
  }
  return intern({operation::scan, 0, {all, 0, 0}, place});
}

constexpr index builder::join(index a, index b) {
  return intern({operation::join, 0, {a, b, 0}, 0});
}

constexpr index builder::element(index scan, index k) {
  const graph_loop& l = loop_of(graph_, scan);
  node n{operation::element, 0, {scan, 0, 0}, k};
  if (has_arrays_) {
    const bool is_stacked = k >= l.carries && k < l.carries + l.stacked;
    const index carry = k < l.carries ? k : k - l.carries - l.stacked;
    n.type = known_type(graph_, is_stacked ? l.body.nodes[l.body.outputs[k]].type
                                           : graph_.nodes[operands_of(graph_, scan)[carry]].type);
  }
  if (k >= l.carries) {
    const shape value = graph_.shapes[n.type];
    if (value.rank == shape::max_rank)
      throw "typegrad: a loop keeps an array for each iteration, which would have more than 6 axes";
    shape type{static_cast<std::uint8_t>(value.rank + 1), {static_cast<std::int32_t>(l.count)}};
    for (int axis = 0; axis < value.rank; ++axis) type.extents[axis + 1] = value.extents[axis];
    index place = 0;
    while (place < graph_.shapes.size() && !(graph_.shapes[place] == type)) ++place;
    if (place == graph_.shapes.size()) graph_.shapes.push_back(type);
    if (place > 255)
      throw "typegrad: a program has loops of more than 255 different lengths; give some the same";
    n.type = static_cast<std::uint8_t>(place);
  }
  return intern(n);
}

constexpr index builder::remake(const graph& from, const node& n, index a, index b, index c) {
  switch (n.op) {
    case operation::literal:
      return number(from.literals[n.attribute]);
    case operation::join:
      return join(a, b);
    case operation::scan:
      return intern({operation::scan, 0, {a, 0, 0}, place_of(from.loops[n.attribute])});
    case operation::element:
      return element(a, n.attribute);
    default:
      if (info(n.op).kind == operation_kind::array)
        return intern_array(n.op, n.type, n.attribute, a, b);
      if (info(n.op).kind == operation_kind::constant) return intern(n.op, 0, 0, 0);
      return make(n.op, a, b, c);
  }
}

constexpr index builder::remake(const graph& from, const node& n, const sequence<index>& image) {
  index operands[3] = {0, 0, 0};
  const int arity = info(n.op).arity;
  for (int k = 0; k < arity; ++k) operands[k] = image[n.operands[k]];
  return remake(from, n, operands[0], operands[1], operands[2]);
}

}  // namespace typegrad
