// Evaluates a graph that was built while the program runs: a plain loop over its nodes.
#pragma once

#include <typegrad/eval/interpret_loop.hpp>
#include <typegrad/eval/step.hpp>

namespace typegrad {

namespace detail {

struct all_operations {
  static constexpr bool contains(operation) { return true; }
};

}  // namespace detail

/// outputs = g(inputs), for any number type T that has all functions of the table, since which of
/// them g uses is not known in advance. Cost: one dispatch and one operation a node; values are
/// held for all nodes.
template <class T>
constexpr void interpret(const graph& g, const T* inputs, T* outputs) {
  struct {
    sequence<T> numbers;
    sequence<detail::truth_of<T>> truths;
  } v{sequence<T>(g.nodes.size(), T(0)),
      sequence<detail::truth_of<T>>(g.nodes.size(), T(0) < T(0))};
  detail::stacks<T> stacks(g.loops.empty() ? 0 : g.nodes.size());
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    const index a = n.operands[0], b = n.operands[1], c = n.operands[2];
    switch (n.op) {
      case operation::input:
        v.numbers[i] = inputs[n.attribute];
        break;
      case operation::literal:
        v.numbers[i] = convert<T>(g.literals[n.attribute]);
        break;
      case operation::scan:
        detail::interpret_scan(g, i, v.numbers, stacks);
        break;
      case operation::join:
      case operation::element:
        break;
      default:
        if (info(n.op).kind == operation_kind::array)
          throw "typegrad: a graph with operations on whole arrays cannot be interpreted";
        detail::step<detail::all_operations>(n.op, v, i, a, b, c);
    }
  }
  for (index k = 0; k < g.outputs.size(); ++k) outputs[k] = v.numbers[g.outputs[k]];
}

}  // namespace typegrad
