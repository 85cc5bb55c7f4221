#include "derived_graphs.hpp"

#include <string_view>

#include <typegrad/pass/adjoint.hpp>
#include <typegrad/pass/prepare.hpp>
#include <typegrad/pass/tangent.hpp>
#include <typegrad/print/plain.hpp>
#include <typegrad/print/writer.hpp>

namespace typegrad::verify {

namespace {

using types = sequence<std::uint8_t>;

/// The types of a graph's inputs; numbers where it does not use them.
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
sequence<index> make_inputs(builder& b, index count) { return make_inputs(b, types(count, 0)); }

sequence<index> slice_of(const sequence<index>& all, index first, index count) {
  sequence<index> part;
  for (index k = 0; k < count; ++k) part.push_back(all[first + k]);
  return part;
}

graph finish(builder& b, const sequence<index>& outputs) {
  for (const index o : outputs) b.output(o == absent ? b.number({0}) : o);
  // Of arrays all inputs are kept, whose sizes are looked at.
  if (b.has_arrays()) return std::move(b).finish();
  return prepare(std::move(b).finish());
}

/// Whether the value is rounded: not so where it is an operand, an integer or a difference that is
/// exact.
bool rounds(const graph& g, const node& n) {
  using enum operation;
  switch (n.op) {
    case negate:
    case abs:
    case sign:
    case copysign:
    case max:
    case min:
    case floor:
    case ceil:
    case round:
    case trunc:
    case rint:
    case fmod:
    case remainder:
    case select:
      return false;
    case operation::literal: {
      const typegrad::literal& c = g.literals[n.attribute];
      return c.denominator != 1 || static_cast<double>(c.numerator) != c.numerator;
    }
    default:
      return info(n.op).kind == operation_kind::function ||
             info(n.op).kind == operation_kind::constant;
  }
}

/// Writes nodes of one graph: the formula where it is short, else the operation.
class description {
 public:
  description(const graph& g, const print::writer& write)
      : graph_(g),
        write_(write),
        sizes_(print::needs_loops(g) ? sequence<index>(g.nodes.size(), longest + 1)
                                     : print::formula_sizes(g, longest + 1)) {}

  std::string operator()(index i) const {
    if (print::is_leaf(graph_.nodes[i].op)) return write_.operand(i).text;
    if (sizes_[i] <= longest) return write_.formula(i).text;
    return write_.value(i) + " = " + write_.operation_of(i).text;
  }

 private:
  static constexpr index longest = 12;  ///< operations and leaves in a formula
  const graph& graph_;
  const print::writer& write_;
  sequence<index> sizes_;
};

index count_rounding(const graph& g) {
  index count = 0;
  for (const node& n : g.nodes) {
    count += rounds(g, n);
    if (n.op == operation::scan) count += count_rounding(g.loops[n.attribute].body);
  }
  return count;
}

/// Copies a graph, its operations multiplied by factors that are taken in order.
class perturbation {
 public:
  perturbation(perturbed_graph& result, bool in_loop) : result_(result), in_loop_(in_loop) {}

  sequence<index> append(builder& b, const graph& g, const sequence<index>& inputs,
                         const sequence<index>& factors, const print::writer& write) {
    const description describe(g, write);
    sequence<index> image(g.nodes.size(), absent), outputs;
    index next = 0;
    for (index i = 0; i < g.nodes.size(); ++i) {
      const node& n = g.nodes[i];
      index x[3] = {0, 0, 0};
      for (int k = 0; k < info(n.op).arity; ++k) x[k] = image[n.operands[k]];
      if (n.op == operation::input) {
        image[i] = inputs[n.attribute];
      } else if (n.op == operation::scan) {
        const index count = count_rounding(loop_of(g, i).body);
        image[i] = scan(b, g, i, image, slice_of(factors, next, count), write);
        next += count;
      } else {
        // A join is made anew where its scan is.
        if (n.op == operation::join) continue;
        image[i] = b.remake(g, n, x[0], x[1], x[2]);
        if (!rounds(g, n)) continue;
        image[i] = b.intern(operation::multiply, image[i], factors[next++], 0);
        result_.operations.push_back(describe(i));
        result_.nodes.push_back(in_loop_ ? absent : i);
      }
    }
    for (const index o : g.outputs) outputs.push_back(image[o]);
    return outputs;
  }

 private:
  /// The scan with the factors of its body among its constants.
  index scan(builder& b, const graph& g, index i, const sequence<index>& image,
             const sequence<index>& factors, const print::writer& write) {
    graph_loop l = loop_of(g, i);
    const sequence<index> before = operands_of(g, i);
    const index constants = l.carries + l.constants;
    sequence<index> operands;
    for (index k = 0; k < constants; ++k) operands.push_back(image[before[k]]);
    for (const index f : factors) operands.push_back(f);
    for (index k = constants; k < before.size(); ++k) operands.push_back(image[before[k]]);

    builder inner;
    const sequence<index> all = make_inputs(inner, l.body.inputs + factors.size());
    sequence<index> inputs = slice_of(all, 0, constants);
    for (index k = constants; k < l.body.inputs; ++k) inputs.push_back(all[k + factors.size()]);
    perturbation body(result_, true);
    const print::writer inside = write.body(i, write.part(i, 't', 0));
    const sequence<index> outputs =
        body.append(inner, l.body, inputs, slice_of(all, constants, factors.size()), inside);
    for (const index o : outputs) inner.output(o);
    l.body = std::move(inner).finish();
    l.constants += factors.size();
    return b.scan(l, operands);
  }

  perturbed_graph& result_;
  bool in_loop_;
};

}  // namespace

std::string description_of(const graph& g, index i, const std::vector<std::string>& names) {
  const std::vector<std::string_view> views(names.begin(), names.end());
  const print::writer write(g, print::plain, views);
  return description(g, write)(i);
}

sequence<index> append(builder& b, const graph& g, const sequence<index>& inputs) {
  sequence<index> image(g.nodes.size(), absent), outputs;
  for (index i = 0; i < g.nodes.size(); ++i) {
    const node& n = g.nodes[i];
    index x[3] = {0, 0, 0};
    for (int k = 0; k < info(n.op).arity; ++k) x[k] = image[n.operands[k]];
    image[i] = n.op == operation::input ? inputs[n.attribute] : b.remake(g, n, x[0], x[1], x[2]);
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

perturbed_graph::perturbed_graph(const graph& g, const std::vector<std::string>& names) {
  builder b;
  const index count = count_rounding(g);
  const sequence<index> inputs = make_inputs(b, g.inputs + count);
  const std::vector<std::string_view> views(names.begin(), names.end());
  const print::writer write(g, print::plain, views);
  perturbation top(*this, false);
  const sequence<index> outputs =
      top.append(b, g, slice_of(inputs, 0, g.inputs), slice_of(inputs, g.inputs, count), write);
  for (const index o : outputs) b.output(o);
  program = std::move(b).finish();
}

}  // namespace typegrad::verify
