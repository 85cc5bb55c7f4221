// Graphs with one fault each, as a wrong rule or a wrong pass would leave them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <typegrad/graph/arrays.hpp>

namespace typegrad::test {

/// A graph in which one node computes something else.
struct faulty_graph {
  std::string fault;
  graph program;
};

namespace detail {

/// The graph with `wrong(b, x, y, z)` in place of node `place`, whose operands are x, y and z.
template <class Wrong>
graph with_fault(const graph& g, index place, const Wrong& wrong) {
  builder b;
  b.take_tables(g);
  sequence<index> image(g.nodes.size(), absent);
  sequence<std::uint8_t> types(g.inputs, 0);
  for (const node& n : g.nodes)
    if (n.op == operation::input) types[n.attribute] = n.type;
  for (index slot = 0; slot < g.inputs; ++slot) b.input(slot, types[slot]);
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    index x[3] = {0, 0, 0};
    for (int k = 0; k < info(n.op).arity; ++k) x[k] = image[n.operands[k]];
    image[i] = n.op == operation::input ? n.attribute
               : i == place             ? wrong(b, x[0], x[1], x[2])
                                        : b.remake(g, n, x[0], x[1], x[2]);
    // A number in place of an array stands for equal elements.
    if (i == place && b[image[i]].type != n.type)
      image[i] = typegrad::detail::broadcast_to(b, image[i], g.shapes[n.type]);
  }
  for (const index o : g.outputs) b.output(image[o]);
  return std::move(b).finish();
}

}  // namespace detail

/// Every wrong sign, missing factor, dropped path and swap of operands that one node can have.
inline std::vector<faulty_graph> every_fault(const graph& g) {
  using enum operation;
  std::vector<faulty_graph> all;
  for (index i = 0; i < g.nodes.size(); ++i) {
    const operation o = g.nodes[i].op;
    const auto plant = [&](const char* fault, const auto& wrong) {
      all.push_back(
          {std::string(fault) + " in node " + std::to_string(i) + ", " + std::string(info(o).name),
           detail::with_fault(g, i, wrong)});
    };
    if (info(o).kind == operation_kind::array && info(o).arity > 0) {
      const node n = g.nodes[i];
      plant("wrong sign", [&](builder& b, index x, index y, index) {
        return b.make(negate, b.intern_array(o, n.type, n.attribute, x, y));
      });
      // The other direction, or the transposed matrix in place of the matrix.
      const index other = o == cumsum || o == operation::recurrence ? 8
                          : o == solve                              ? 1
                          : o == triangular_solve                   ? 2
                                                                    : 0;
      if (other != 0)
        plant("wrong transpose", [&](builder& b, index x, index y, index) {
          return b.intern_array(o, n.type, n.attribute ^ other, x, y);
        });
      if ((o == contract || o == concatenate || o == triangular_solve) &&
          g.nodes[n.operands[0]].type == g.nodes[n.operands[1]].type)
        plant("swapped operands", [&](builder& b, index x, index y, index) {
          return b.intern_array(o, n.type, n.attribute, y, x);
        });
      if (o == view && g.shapes[g.nodes[n.operands[0]].type] == g.shapes[n.type])
        plant("not moved", [](builder&, index x, index, index) { return x; });
      continue;
    }
    if (info(o).kind != operation_kind::function) continue;
    plant("wrong sign", [o](builder& b, index x, index y, index z) {
      return b.make(negate, b.make(o, x, y, z));
    });
    if (o == multiply || o == divide)
      plant("missing factor", [](builder&, index x, index, index) { return x; });
    if (o == multiply) plant("missing factor", [](builder&, index, index y, index) { return y; });
    if (o == add || o == subtract) {
      plant("dropped path", [](builder&, index x, index, index) { return x; });
      plant("dropped path",
            [o](builder& b, index, index y, index) { return o == add ? y : b.make(negate, y); });
    }
    if (o == select)
      plant("swapped operands",
            [](builder& b, index x, index y, index z) { return b.make(select, x, z, y); });
    else if (info(o).arity == 2 && o != polygamma)
      plant("swapped operands",
            [o](builder& b, index x, index y, index) { return b.make(o, y, x); });
  }
  return all;
}

}  // namespace typegrad::test
