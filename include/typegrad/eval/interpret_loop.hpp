// Loops in the interpreter: a body is interpreted once an iteration.
#pragma once

#include <typegrad/eval/step.hpp>
#include <typegrad/graph/builder.hpp>

namespace typegrad {

template <class T>
constexpr void interpret(const graph& g, const T* inputs, T* outputs);

namespace detail {

/// The sequences among the values of a graph, each at the place of its node; none in a graph
/// without loops.
template <class T>
using stacks = sequence<sequence<T>>;

/// Executes a scan: sets all elements of its results that are nodes of the graph.
template <class T>
constexpr void interpret_scan(const graph& g, index scan, sequence<T>& numbers,
                              stacks<T>& stacked) {
  const graph_loop& l = loop_of(g, scan);
  const sequence<index> operands = operands_of(g, scan);
  sequence<T> in(l.counter() + 1, T(0)), out(l.carries + l.stacked, T(0));
  sequence<index> elements;
  for (index i = scan + 1; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    if (n.op != operation::element || n.operands[0] != scan) continue;
    elements.push_back(i);
    if (n.attribute >= l.carries) stacked[i] = sequence<T>(l.count, T(0));
  }
  for (index k = 0; k < l.carries + l.constants; ++k) in[k] = numbers[operands[k]];
  for (index step = 0; step < l.count; ++step) {
    const index t = l.backward ? l.count - 1 - step : step;
    for (index k = l.carries + l.constants; k < l.operands(); ++k) in[k] = stacked[operands[k]][t];
    in[l.counter()] = number_of_iteration<T>(t);
    for (const index e : elements)
      if (const index k = g.nodes[e].attribute; k >= l.carries + l.stacked)
        stacked[e][t] = in[k - l.carries - l.stacked];
    interpret<T>(l.body, in.begin(), out.begin());
    for (const index e : elements)
      if (const index k = g.nodes[e].attribute; k >= l.carries && k < l.carries + l.stacked)
        stacked[e][t] = out[k];
    for (index k = 0; k < l.carries; ++k) in[k] = out[k];
  }
  for (const index e : elements)
    if (g.nodes[e].attribute < l.carries) numbers[e] = in[g.nodes[e].attribute];
}

}  // namespace detail
}  // namespace typegrad
