#include "array_shapes.hpp"

#include <cstddef>

#include <typegrad/eval/array_of.hpp>
#include <typegrad/eval/extents.hpp>
#include <typegrad/graph/shapes.hpp>

#include "derived_graphs.hpp"

namespace typegrad::verify {

namespace {

typegrad::detail::array_size size_of(const shape& s) {
  typegrad::detail::array_size size;
  for (; size.rank < s.rank; ++size.rank) size.extents[size.rank] = s.extents[size.rank];
  return size;
}

/// Lengths of loops as numbers, which `value` gives.
template <class Value>
void set_counts(sequence<graph_loop>& loops, const Value& value) {
  for (graph_loop& l : loops) {
    l.count = static_cast<index>(value(static_cast<std::int32_t>(l.count)));
    set_counts(l.body.loops, value);
  }
}

}  // namespace

std::vector<typegrad::detail::array_size> input_sizes(const graph& g) {
  std::vector<typegrad::detail::array_size> sizes(g.inputs);
  for (const node& n : g.nodes)
    if (n.op == operation::input) sizes[n.attribute] = size_of(g.shapes[n.type]);
  return sizes;
}

std::vector<typegrad::detail::array_size> output_sizes(const graph& g) {
  std::vector<typegrad::detail::array_size> sizes;
  for (const index o : g.outputs) sizes.push_back(size_of(g.shapes[g.nodes[o].type]));
  return sizes;
}

std::size_t count_numbers(const std::vector<typegrad::detail::array_size>& sizes) {
  std::size_t count = 0;
  for (const typegrad::detail::array_size& s : sizes)
    count += static_cast<std::size_t>(s.elements());
  return count;
}

graph with_sizes(const graph& g, std::span<const typegrad::detail::array_size> sizes) {
  if (!has_arrays(g)) return g;
  std::vector<std::ptrdiff_t> extents;
  const auto value = [&](std::int32_t e) {
    return e >= 0 ? std::ptrdiff_t{e} : extents[static_cast<std::size_t>(-e - 1)];
  };
  const auto of_input = [&](std::int32_t slot, std::int32_t axis) {
    return sizes[static_cast<std::size_t>(slot)].extents[axis];
  };
  for (const dimension& d : g.dimensions)
    extents.push_back(typegrad::detail::measured(d, of_input, value));
  for (const constraint& c : g.constraints) typegrad::detail::check_constraint(c, value);
  builder b;
  b.take_tables(g);
  for (const index o : append(b, g, make_inputs(b, input_types(g)))) b.output(o);
  for (std::size_t k = 0; k < extents.size(); ++k)
    typegrad::detail::replace_extent(b, -static_cast<std::int32_t>(k) - 1,
                                     static_cast<std::int32_t>(extents[k]));
  graph sized = std::move(b).finish();
  set_counts(sized.loops, value);
  return sized;
}

std::vector<std::string> element_names(const std::vector<std::string>& names,
                                       const std::vector<typegrad::detail::array_size>& sizes) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    if (sizes[i].rank == 0) {
      all.push_back(names[i]);
      continue;
    }
    typegrad::detail::each_place(sizes[i], [&](const typegrad::detail::array_place& p) {
      std::string name = names[i] + "[";
      for (int k = 0; k < sizes[i].rank; ++k)
        name += (k == 0 ? "" : ", ") + std::to_string(p[static_cast<std::size_t>(k)]);
      all.push_back(name + "]");
    });
  }
  return all;
}

}  // namespace typegrad::verify
