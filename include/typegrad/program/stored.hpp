// The graph of a program as the compiler made it, for use while a program runs.
#pragma once

#include <cstddef>

#include <typegrad/program/program.hpp>

namespace typegrad {

namespace detail {

/// A graph in arrays of the right size.
template <class P>
struct stored_graph {
  static constexpr std::size_t size = P::frozen.leaf_count + P::frozen.node_count;

  node nodes[size + 1];
  literal literals[size + 1];
  index outputs[P::frozen.output_count + 1];
  index literal_count, inputs;
  bool derived;
};

template <class P>
inline constexpr stored_graph<P> stored = [] {
  const graph g = P::make_graph();
  stored_graph<P> s{};
  for (index i = 0; i < g.nodes.size(); ++i) s.nodes[i] = g.nodes[i];
  for (index i = 0; i < g.literals.size(); ++i) s.literals[i] = g.literals[i];
  for (index i = 0; i < g.outputs.size(); ++i) s.outputs[i] = g.outputs[i];
  s.literal_count = g.literals.size();
  s.inputs = g.inputs;
  s.derived = g.derived;
  return s;
}();

}  // namespace detail

/// The program's graph, bit for bit that which its calls evaluate. Made anew at run time, it may
/// have its nodes in another order, since C++ leaves open which operand of a / b is evaluated
/// first, and sums and products would be rounded in another order.
template <class P>
graph graph_of() {
  const auto& s = detail::stored<P>;
  graph g;
  for (std::size_t i = 0; i < s.size; ++i) g.nodes.push_back(s.nodes[i]);
  for (index i = 0; i < s.literal_count; ++i) g.literals.push_back(s.literals[i]);
  for (index i = 0; i < P::frozen.output_count; ++i) g.outputs.push_back(s.outputs[i]);
  g.inputs = s.inputs;
  g.derived = s.derived;
  return g;
}

}  // namespace typegrad
