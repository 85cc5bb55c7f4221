// Evaluates a graph over arrays while the program runs: node by node, each operation as its
// definition. Slow, and so plain that faster code can be checked by it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <typegrad/eval/extents.hpp>
#include <typegrad/eval/interpret.hpp>
#include <typegrad/eval/interpret_matrices.hpp>
#include <typegrad/eval/interpret_moves.hpp>
#include <typegrad/graph/needed.hpp>

namespace typegrad {

namespace detail {

/// A graph at work on arrays. Truth values are the numbers 1 and 0.
template <class T>
class array_interpreter {
 public:
  array_interpreter(const graph& g, std::span<const array_of<T>> inputs)
      : g_(g), inputs_(inputs), values_(g.nodes.size()) {
    bind();
    run_needed();
  }
  /// The body of a loop, in which symbolic dimensions are what they are around it.
  array_interpreter(const graph& body, std::span<const array_of<T>> inputs,
                    const std::vector<std::ptrdiff_t>& extents)
      : g_(body), inputs_(inputs), values_(body.nodes.size()), extents_(extents) {
    run_needed();
  }
  const array_of<T>& operator[](index i) const { return values_[i]; }

 private:
  /// Loops leave inputs of their drafts behind, which have no slot.
  static bool is_input(const node& n) { return n.op == operation::input && n.attribute != absent; }

  /// Finds the symbolic dimensions from the sizes of the inputs.
  void bind() {
    if (g_.error[0] != 0) throw shape_error(g_.error.data());
    if (inputs_.size() != g_.inputs)
      throw shape_error("typegrad: the program has " + std::to_string(g_.inputs) +
                        " inputs; it was given " + std::to_string(inputs_.size()));
    for (const node& n : g_.nodes)
      if (is_input(n) && inputs_[n.attribute].size.rank != g_.shapes[n.type].rank)
        throw shape_error("typegrad: input " + std::to_string(n.attribute) + " has the shape " +
                          text_of(inputs_[n.attribute].size) + "; the program takes one of " +
                          std::to_string(g_.shapes[n.type].rank) + " axes");
    const auto value = [&](std::int32_t e) { return number_of(e); };
    const auto of_input = [&](std::int32_t slot, std::int32_t axis) {
      return inputs_[static_cast<std::size_t>(slot)].size.extents[axis];
    };
    for (const dimension& d : g_.dimensions) extents_.push_back(measured(d, of_input, value));
    for (const constraint& c : g_.constraints) check_constraint(c, value);
  }
  std::ptrdiff_t number_of(std::int32_t e) const {
    return e >= 0 ? std::ptrdiff_t{e} : extents_[static_cast<std::size_t>(-e - 1)];
  }
  array_size size_of(const node& n) const {
    const shape& s = g_.shapes[n.type];
    array_size size{s.rank, {}};
    for (int k = 0; k < s.rank; ++k) size.extents[k] = number_of(s.extents[k]);
    return size;
  }

  void run_needed() {
    const sequence<bool> needed = needed_by(g_, g_.outputs);
    for (index i = 0; i < g_.nodes.size(); ++i)
      if (needed[i] || is_input(g_.nodes[i])) run(i);
  }

  void run(index i) {
    const node& n = g_.nodes[i];
    array_of<T>& r = values_[i];
    switch (n.op) {
      case operation::input:
        return take_input(n, r);
      case operation::literal:
        r = {{}, {convert<T>(g_.literals[n.attribute])}};
        return;
      case operation::join:
      case operation::element:
        return;
      case operation::scan:
        return run_scan(i);
      default:
        if (info(n.op).kind == operation_kind::array) return run_array(n, r);
        return run_elementwise(n, r);
    }
  }

  void take_input(const node& n, array_of<T>& r) const {
    r = inputs_[n.attribute];
    if (!(r.size == size_of(n)) || r.elements.size() != static_cast<std::size_t>(r.size.elements()))
      throw shape_error("typegrad: input " + std::to_string(n.attribute) + " has the shape " +
                        text_of(r.size) + " and " + std::to_string(r.elements.size()) +
                        " elements; the program takes the shape " + text_of(size_of(n)));
  }

  void run_elementwise(const node& n, array_of<T>& r) const {
    r = filled_array(size_of(n), T(0));
    struct {
      T numbers[4];
      truth_of<T> truths[4];
    } v{};
    for (std::size_t e = 0; e < r.elements.size(); ++e) {
      for (index k = 0; k < static_cast<index>(info(n.op).arity); ++k) {
        const array_of<T>& x = values_[n.operands[k]];
        v.numbers[k + 1] = x.elements[x.size.rank == 0 ? 0 : e];
        if (is_truth(g_.nodes[n.operands[k]].op)) v.truths[k + 1] = v.numbers[k + 1] != T(0);
      }
      step<all_operations>(n.op, v, 0, 1, 2, 3);
      r.elements[e] = is_truth(n.op) ? (v.truths[0] ? T(1) : T(0)) : v.numbers[0];
    }
  }

  void run_array(const node& n, array_of<T>& r) const {
    using enum operation;
    const auto value = [&](std::int32_t e) { return number_of(e); };
    const array_of<T>& x = values_[n.operands[0]];
    const array_of<T>& y = values_[n.operands[1]];
    const auto axis = static_cast<std::size_t>(n.attribute & 7u);
    r = filled_array(size_of(n), T(0));
    switch (n.op) {
      case broadcast:
        return repeat(x, n.attribute, r);
      case sum:
      case prod:
      case amax:
      case amin:
        return reduce_axes(n.op, x, n.attribute, r);
      case reshape:
      case stop_gradient:
        r.elements = x.elements;
        return;
      case view:
        return each_viewed(
            g_.maps[n.attribute], x.size, r.size, value,
            [&](const array_place& from, const array_place& to) { r[to] = x[from]; });
      case unview:
        return each_viewed(
            g_.maps[n.attribute], r.size, x.size, value,
            [&](const array_place& to, const array_place& from) { r[to] = r[to] + x[from]; });
      case take:
        return each_looked_up(
            x.size, y, r.size, static_cast<int>(axis),
            [&](const array_place& from, const array_place& to) { r[to] = x[from]; });
      case scatter:
        return each_looked_up(
            r.size, y, x.size, static_cast<int>(axis),
            [&](const array_place& to, const array_place& from) { r[to] = r[to] + x[from]; });
      case concatenate:
        return join_along(x, y, axis, r);
      case cumsum:
        return run_along(axis, (n.attribute & 8u) != 0, r,
                         [&](const array_place& p, const array_place* before) {
                           return before == nullptr ? x[p] : T(r[*before] + x[p]);
                         });
      case operation::recurrence: {
        const auto c = typegrad::recurrence::of(n.attribute);
        return run_along(axis, c.reversed, r, [&](const array_place& p, const array_place* before) {
          if (before == nullptr) return y[p];
          return T(x[c.own_factor ? p : *before] * r[*before] + y[p]);
        });
      }
      case contract:
        return contract_arrays(contraction::of(n.attribute), x, y, r);
      case other_products:
        return multiply_others_of(x, r);
      case iota:
        return each_place(r.size,
                          [&](const array_place& p) { r[p] = T(static_cast<double>(p[0])); });
      case extent:
        r.elements[0] =
            T(static_cast<double>(number_of(-static_cast<std::int32_t>(n.attribute) - 1)));
        return;
      default:
        return interpret_matrices(n.op, n.attribute, x, info(n.op).arity == 2 ? &y : nullptr, r);
    }
  }

  /// The body is interpreted once an iteration.
  void run_scan(index scan) {
    const graph_loop& l = loop_of(g_, scan);
    const sequence<index> operands = operands_of(g_, scan);
    const std::ptrdiff_t count = number_of(static_cast<std::int32_t>(l.count));
    graph body = l.body;
    body.take_tables(g_);
    std::vector<array_of<T>> in(l.counter() + 1);
    for (index k = 0; k < l.carries + l.constants; ++k) in[k] = values_[operands[k]];
    for (index k = l.carries + l.constants; k < l.operands(); ++k) {
      array_size& size = in[k].size = values_[operands[k]].size;
      std::copy(size.extents + 1, size.extents + size.rank, size.extents);
      size.extents[--size.rank] = 0;
    }
    std::vector<index> elements;
    for (index i = scan + 1; i < g_.nodes.size(); ++i)
      if (g_.nodes[i].op == operation::element && g_.nodes[i].operands[0] == scan)
        elements.push_back(i);
    for (const index e : elements) values_[e] = filled_array(size_of(g_.nodes[e]), T(0));
    const auto store = [&](index result, std::ptrdiff_t t, const array_of<T>& x) {
      for (const index e : elements)
        if (g_.nodes[e].attribute == result)
          std::copy(x.elements.begin(), x.elements.end(), slice_of(values_[e], t, count).begin());
    };
    for (std::ptrdiff_t step = 0; step < count; ++step) {
      const std::ptrdiff_t t = l.backward ? count - 1 - step : step;
      for (index k = l.carries + l.constants; k < l.operands(); ++k) {
        const auto slice = slice_of(values_[operands[k]], t, count);
        in[k].elements.assign(slice.begin(), slice.end());
      }
      in[l.counter()] = {{}, {number_of_iteration<T>(static_cast<index>(t))}};
      const array_interpreter inside(body, in, extents_);
      for (index k = 0; k < l.carries; ++k) store(l.history(k), t, in[k]);
      for (index k = 0; k < l.stacked; ++k)
        store(l.carries + k, t, inside[body.outputs[l.carries + k]]);
      for (index k = 0; k < l.carries; ++k) in[k] = inside[body.outputs[k]];
    }
    for (const index e : elements)
      if (g_.nodes[e].attribute < l.carries) values_[e] = in[g_.nodes[e].attribute];
  }

  const graph& g_;
  std::span<const array_of<T>> inputs_;
  std::vector<array_of<T>> values_;
  std::vector<std::ptrdiff_t> extents_;
};

}  // namespace detail

/// g(inputs) over arrays, for any number type T that has all functions of the table. Symbolic
/// dimensions are bound by the inputs' sizes. Throws shape_error where these do not fit;
/// std::out_of_range where an index names no place. Cost: each operation's definition, one element
/// after another, n⁵ for the cofactors of a matrix; values are held for all nodes
/// that the outputs need.
template <class T>
std::vector<array_of<T>> interpret_arrays(const graph& g, std::span<const array_of<T>> inputs) {
  const detail::array_interpreter<T> values(g, inputs);
  std::vector<array_of<T>> outputs;
  for (const index o : g.outputs) outputs.push_back(values[o]);
  return outputs;
}

}  // namespace typegrad
