// Evaluates a graph that was built while the program runs: a plain loop over its nodes.
#pragma once

#include <typegrad/eval/step.hpp>

namespace typegrad {

/// outputs = g(inputs), for any number type T. Cost: one dispatch and one operation a node; values
/// are held for all nodes.
template <class T>
constexpr void interpret(const graph& g, const T* inputs, T* outputs) {
  struct {
    sequence<T> numbers;
    sequence<detail::truth_of<T>> truths;
  } v{sequence<T>(g.nodes.size(), T(0)),
      sequence<detail::truth_of<T>>(g.nodes.size(), T(0) < T(0))};
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
#define TYPEGRAD_UNARY(name, ...)                 \
  case operation::name:                           \
    detail::step<operation::name>(v, i, a, b, c); \
    break;
#define TYPEGRAD_BINARY TYPEGRAD_UNARY
#define TYPEGRAD_TERNARY TYPEGRAD_UNARY
#define TYPEGRAD_SELECT TYPEGRAD_UNARY
#define TYPEGRAD_COMPARE TYPEGRAD_UNARY
#define TYPEGRAD_LOGICAL TYPEGRAD_UNARY
#define TYPEGRAD_CONSTANT TYPEGRAD_UNARY
#include <typegrad/op/table.def>
      default:
        throw "typegrad: a graph with operations on whole arrays cannot be interpreted";
    }
  }
  for (index k = 0; k < g.outputs.size(); ++k) outputs[k] = v.numbers[g.outputs[k]];
}

}  // namespace typegrad
