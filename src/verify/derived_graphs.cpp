#include "derived_graphs.hpp"

#include <typegrad/pass/adjoint.hpp>
#include <typegrad/pass/prepare.hpp>
#include <typegrad/pass/tangent.hpp>
#include <typegrad/verify/check.hpp>

namespace typegrad::verify {

types input_types(const graph& g) {
  types of(g.inputs, 0);
  for (const node& n : g.nodes)
    if (n.op == operation::input) of[n.attribute] = n.type;
  return of;
}

sequence<index> make_inputs(builder& b, const types& of) {
  sequence<index> inputs;
  for (index slot = 0; slot < of.size(); ++slot) inputs.push_back(b.input(slot, of[slot]));
  return inputs;
}

sequence<index> slice_of(const sequence<index>& all, index first, index count) {
  sequence<index> part;
  for (index k = 0; k < count; ++k) part.push_back(all[first + k]);
  return part;
}

namespace {

graph finish(builder& b, const sequence<index>& outputs) {
  for (const index o : outputs) b.output(o == absent ? b.number({0}) : o);
  // Of arrays all inputs are kept, whose sizes are looked at.
  if (b.has_arrays()) return typegrad::detail::compact_with_inputs(std::move(b).finish());
  return prepare(std::move(b).finish());
}

}  // namespace

sequence<index> append(builder& b, const graph& g, const sequence<index>& inputs,
                       const node_maker& make) {
  const sequence<bool> needed = needed_by(g, g.outputs);
  sequence<index> image(g.nodes.size(), absent), outputs;
  for (index i = 0; i < g.nodes.size(); ++i) {
    if (!needed[i]) continue;
    const node& n = g.nodes[i];
    if (n.op == operation::input)
      image[i] = inputs[n.attribute];
    else if (make)
      image[i] = make(i, image);
    if (image[i] == absent) image[i] = b.remake(g, n, image);
  }
  for (const index o : g.outputs) outputs.push_back(image[o]);
  return outputs;
}

graph tangent_of(const graph& g, index first, index count) {
  builder b;
  b.take_tables(g);
  const types own = input_types(g);
  types of = own;
  for (index k = first; k < first + count; ++k) of.push_back(own[k]);
  const sequence<index> inputs = make_inputs(b, of);
  const sequence<index> outputs = append(b, g, inputs);
  b.begin_derivative(outputs);
  const sequence<index> tangents =
      tangent(b, slice_of(inputs, first, count), slice_of(inputs, g.inputs, count), outputs);
  b.end_derivative();
  return finish(b, tangents);
}

graph adjoint_of(const graph& g, index first, index count) {
  builder b;
  b.take_tables(g);
  const index results = g.outputs.size();
  types of = input_types(g);
  for (const index o : g.outputs) of.push_back(g.nodes[o].type);
  const sequence<index> inputs = make_inputs(b, of);
  const sequence<index> outputs = append(b, g, inputs);
  b.begin_derivative(outputs);
  const sequence<index> adjoints =
      adjoint(b, slice_of(inputs, first, count), outputs, slice_of(inputs, g.inputs, results));
  b.end_derivative();
  return finish(b, adjoints);
}

}  // namespace typegrad::verify
