#include "unrolled.hpp"

#include <map>
#include <utility>
#include <vector>

#include <typegrad/graph/array_functions.hpp>
#include <typegrad/graph/loop_nodes.hpp>
#include <typegrad/verify/check.hpp>

#include "derived_graphs.hpp"

namespace typegrad::verify {

namespace {

/// Parts along a new leading axis: halves of halves, since a graph has at most 256 shapes.
symbol stacked(const std::vector<symbol>& parts, std::size_t first, std::size_t count) {
  if (count == 1) return expand_dims(parts[first], 0);
  const std::size_t half = count / 2;
  return concatenate({stacked(parts, first, half), stacked(parts, first + half, count - half)});
}

class unrolling {
 public:
  explicit unrolling(builder& b) : b_(b) {}

  /// The outputs of g, which is a program or the body of a loop, on these inputs.
  sequence<index> append(const graph& g, const sequence<index>& inputs) {
    std::map<index, sequence<index>> results;
    const auto make = [&](index i, const sequence<index>& image) {
      const node& n = g.nodes[i];
      if (n.op == operation::scan) results[i] = run(g, i, image);
      // Joins and scans stand for nothing but the results, which are known.
      if (n.op == operation::join || n.op == operation::scan) return image[n.operands[0]];
      if (n.op != operation::element) return absent;
      const index result = results[n.operands[0]][n.attribute];
      return result != absent ? result
                              : b_.intern_array(operation::broadcast, n.type, 0, b_.number({0}));
    };
    return verify::append(b_, g, inputs, make);
  }

 private:
  /// The results of a scan in order; `absent` for sequences of no elements.
  sequence<index> run(const graph& g, index scan, const sequence<index>& image) {
    const graph_loop& l = loop_of(g, scan);
    sequence<index> in;
    for (const index o : operands_of(g, scan)) in.push_back(image[o]);
    const index first = l.carries + l.constants;
    const sequence<index> through = slice_of(in, first, l.sequences);
    in.push_back(absent);
    std::vector<std::vector<symbol>> made(l.stacked + l.carries, std::vector<symbol>(l.count));
    for (index step = 0; step < l.count; ++step) {
      const index t = l.backward ? l.count - 1 - step : step;
      for (index k = 0; k < l.sequences; ++k)
        in[first + k] = symbol(b_, through[k])[static_cast<int>(t)].in(b_);
      in[l.counter()] = b_.number({static_cast<long double>(t)});
      const sequence<index> out = append(l.body, in);
      for (index k = 0; k < l.stacked; ++k) made[k][t] = symbol(b_, out[l.carries + k]);
      for (index k = 0; k < l.carries; ++k) made[l.stacked + k][t] = symbol(b_, in[k]);
      for (index k = 0; k < l.carries; ++k) in[k] = out[k];
    }
    sequence<index> results = slice_of(in, 0, l.carries);
    for (const std::vector<symbol>& parts : made)
      results.push_back(l.count == 0 ? absent : stacked(parts, 0, l.count).in(b_));
    return results;
  }

  builder& b_;
};

}  // namespace

std::size_t unrolled_size(const graph& g) {
  std::size_t size = g.nodes.size();
  for (const node& n : g.nodes)
    if (n.op == operation::scan) {
      const graph_loop& l = g.loops[n.attribute];
      size += l.count * unrolled_size(l.body);
    }
  return size;
}

graph unrolled(const graph& g) {
  builder b;
  b.take_tables(g);
  for (const index o : unrolling(b).append(g, make_inputs(b, input_types(g)))) b.output(o);
  return typegrad::detail::compact_with_inputs(std::move(b).finish());
}

}  // namespace typegrad::verify
