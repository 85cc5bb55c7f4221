// The graph whose operations may be perturbed, and its operations in words.
#include <string_view>

#include <typegrad/print/plain.hpp>
#include <typegrad/print/writer.hpp>

#include "derived_graphs.hpp"

namespace typegrad::verify {

namespace {

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

/// Which operands of an operation on whole arrays are perturbed, k as bit k: those that are summed
/// or multiplied. What takes the factors of a matrix takes them from the perturbed matrix.
unsigned rounding_operands(operation o) {
  using enum operation;
  switch (o) {
    case sum:
    case unview:
    case scatter:
    case cumsum:
    case prod:
    case other_products:
    case lu:
    case cholesky:
      return 1;
    case solve:
    case cofactors:
      return 2;
    case contract:
    case operation::recurrence:
    case triangular_solve:
      return 3;
    default:
      return 0;
  }
}

/// The types of the factors, in the order in which they are taken.
void add_factor_types(const graph& g, types& of) {
  for (const node& n : g.nodes) {
    if (n.op == operation::scan) add_factor_types(g.loops[n.attribute].body, of);
    if (rounds(g, n)) of.push_back(n.type);
    for (int k = 0; k < 2; ++k)
      if ((rounding_operands(n.op) >> k & 1) != 0) of.push_back(g.nodes[n.operands[k]].type);
  }
}
types factor_types(const graph& g) {
  types of;
  add_factor_types(g, of);
  return of;
}

std::size_t count_elements(const shape& s) {
  std::size_t count = 1;
  for (int k = 0; k < s.rank; ++k) count *= static_cast<std::size_t>(s.extents[k]);
  return count;
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
        const index count = factor_types(loop_of(g, i).body).size();
        image[i] = scan(b, g, i, image, slice_of(factors, next, count), write);
        next += count;
      } else {
        // A join is made anew where its scan is.
        if (n.op == operation::join) continue;
        const auto perturbed = [&](index value, std::uint8_t type) {
          result_.operations.push_back(describe(i));
          result_.nodes.push_back(in_loop_ ? absent : i);
          result_.sizes.push_back(count_elements(g.shapes[type]));
          return b.intern(operation::multiply, value, factors[next++], 0);
        };
        for (int k = 0; k < 2; ++k)
          if ((rounding_operands(n.op) >> k & 1) != 0)
            x[k] = perturbed(x[k], g.nodes[n.operands[k]].type);
        image[i] = b.remake(g, n, x[0], x[1], x[2]);
        if (rounds(g, n)) image[i] = perturbed(image[i], n.type);
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
    const sequence<index> all = make_inputs(inner, types(l.body.inputs + factors.size(), 0));
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

perturbed_graph::perturbed_graph(const graph& g, const std::vector<std::string>& names) {
  builder b;
  b.take_tables(g);
  const types own = factor_types(g);
  types of = input_types(g);
  for (const std::uint8_t type : own) of.push_back(type);
  const sequence<index> inputs = make_inputs(b, of);
  const std::vector<std::string_view> views(names.begin(), names.end());
  const print::writer write(g, print::plain, views);
  perturbation top(*this, false);
  const sequence<index> outputs = top.append(b, g, slice_of(inputs, 0, g.inputs),
                                             slice_of(inputs, g.inputs, own.size()), write);
  for (const index o : outputs) b.output(o);
  program = std::move(b).finish();
  for (const std::size_t size : sizes) factors += size;
}

}  // namespace typegrad::verify
