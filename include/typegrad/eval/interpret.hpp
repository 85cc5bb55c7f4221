// Evaluates a graph that was built while the program runs: a plain loop over its nodes.
#pragma once

#include <typegrad/eval/frozen.hpp>
#include <typegrad/eval/step.hpp>

namespace typegrad {

/// outputs = g(inputs), for any number type T. Cost: one dispatch and one operation a node; values are held for all nodes.
template <class T>
constexpr void interpret(const graph& g, const T* inputs, T* outputs) {
  using truth = typename detail::registers<T>::truth;
  sequence<T> numbers(g.nodes.size(), T(0));
  sequence<truth> truths(g.nodes.size(), T(0) < T(0));
  const detail::registers<T> v{numbers.begin(), truths.begin(), inputs};
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    const index a = n.op == operation::input ? n.attribute : n.operands[0];
    const literal number = n.op == operation::literal ? g.literals[n.attribute] : literal{};
    switch (n.op) {
      case operation::input: detail::step<operation::input>(v, i, a, 0, 0, number); break;
      case operation::literal: detail::step<operation::literal>(v, i, a, 0, 0, number); break;
#define TYPEGRAD_NODE(name, ...) \
  case operation::name: detail::step<operation::name>(v, i, a, n.operands[1], n.operands[2], number); break;
#define TYPEGRAD_UNARY(...) TYPEGRAD_NODE(__VA_ARGS__)
#define TYPEGRAD_BINARY(...) TYPEGRAD_NODE(__VA_ARGS__)
#define TYPEGRAD_TERNARY(...) TYPEGRAD_NODE(__VA_ARGS__)
#define TYPEGRAD_SELECT(...) TYPEGRAD_NODE(__VA_ARGS__)
#define TYPEGRAD_COMPARE(...) TYPEGRAD_NODE(__VA_ARGS__)
#define TYPEGRAD_LOGICAL(...) TYPEGRAD_NODE(__VA_ARGS__)
#define TYPEGRAD_CONSTANT(...) TYPEGRAD_NODE(__VA_ARGS__)
#include <typegrad/op/table.def>
#undef TYPEGRAD_NODE
    }
  }
  for (index k = 0; k < g.outputs.size(); ++k) outputs[k] = numbers[g.outputs[k]];
}

}  // namespace typegrad
