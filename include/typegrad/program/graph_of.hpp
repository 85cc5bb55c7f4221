// The graph of a traced program while it runs, read from the constant that its code is made of.
// Recorded anew it could have its nodes in another order: C++ leaves open in which order the
// operands of a / b are evaluated, and compilers choose one in constant evaluation and another at
// run time.
#pragma once

#include <array>
#include <cstddef>
#include <tuple>

#include <typegrad/program/program.hpp>

namespace typegrad {

namespace detail {

/// The places of a program's results: a constant for the running program.
template <class Program>
inline constexpr auto results_in_order = [] {
  std::array<index, structure<typename Program::result>::size> results{};
  for (index place = 0; place < Program::frozen.output_count; ++place)
    results[place] = Program::frozen.outputs[place];
  return results;
}();

}  // namespace detail

/// The program's graph: the operations that its code executes, in their order. Cost: linear.
template <class F, class... Shapes>
graph graph_of(program<F, Shapes...> p) {
  if constexpr (sizes_of<program<F, Shapes...>>.loops > 0) return p.make_graph();
  const auto& leaves = table<program<F, Shapes...>, part::leaves>;
  const auto& nodes = table<program<F, Shapes...>, part::nodes>;
  constexpr program_sizes sizes = sizes_of<program<F, Shapes...>>;
  graph g;
  g.inputs = static_cast<index>(structure<std::tuple<Shapes...>>::size);
  sequence<index> numbers, truths;  // the nodes that keep their values in the places 0, 1, ...
  std::size_t leaf = 0, node = 0;
  while (leaf < sizes.leaves || node < sizes.nodes) {
    const index place = g.nodes.size();
    if (leaf < sizes.leaves && leaves.at[leaf].r == numbers.size()) {
      const instruction& n = leaves.at[leaf];
      const bool is_literal = n.op == operation::literal;
      g.nodes.push_back({n.op, 0, {}, is_literal ? g.literals.size() : 0});
      if (is_literal) g.literals.push_back({leaves.numerators[leaf], leaves.denominators[leaf]});
      numbers.push_back(place);
      ++leaf;
      continue;
    }
    const instruction& n = nodes.at[node++];
    if (n.op == operation::input) {
      g.nodes.push_back({n.op, 0, {}, n.a});
    } else {
      const bool on_truths = info(n.op).kind == operation_kind::logical;
      const sequence<index>& first = on_truths || n.op == operation::select ? truths : numbers;
      const sequence<index>& others = on_truths ? truths : numbers;
      const int arity = info(n.op).arity;
      g.nodes.push_back(
          {n.op, 0, {first[n.a], arity > 1 ? others[n.b] : 0, arity > 2 ? others[n.c] : 0}, 0});
    }
    (is_truth(n.op) ? truths : numbers).push_back(place);
  }
  for (const index result : detail::results_in_order<program<F, Shapes...>>)
    g.outputs.push_back(numbers[result]);
  return g;
}

}  // namespace typegrad
