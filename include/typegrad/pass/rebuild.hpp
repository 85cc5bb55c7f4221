// Makes a graph anew, where a pass has other nodes for some of its operations.
#pragma once

#include <utility>

#include <typegrad/graph/builder.hpp>

namespace typegrad {

/// The same program made by the empty builder b: node i of g is image[i], which `make(i)` returns
/// for an operation that has no image yet; `absent` where it needs none. Cost: one step a node.
template <class Make>
constexpr graph rebuild(const graph& g, builder& b, sequence<index>& image, Make make) {
  b.take_tables(g);
  b.mark_derived(g.derived);
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    if (n.op == operation::input)
      image[i] = b.input(n.attribute, n.type);
    else if (image[i] == absent)
      image[i] = make(i);
  }
  for (const index o : g.outputs) b.output(image[o]);
  graph result = std::move(b).finish();
  result.inputs = g.inputs;  // those that no output needs have no node
  return result;
}

}  // namespace typegrad
