// Tangent and adjoint of a graph as graphs of their own, and the graph whose operations may be
// perturbed.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <typegrad/graph/builder.hpp>

namespace typegrad::verify {

using types = sequence<std::uint8_t>;

/// The types of a graph's inputs; numbers where it does not use them.
types input_types(const graph& g);
sequence<index> make_inputs(builder& b, const types& of);

sequence<index> slice_of(const sequence<index>& all, index first, index count);

/// The operations of `g` that its outputs need, on other inputs, made in `b`; returns its outputs.
/// Node i is what `make(i, image)` returns, made of the images of its operands; where that is
/// `absent`, the same operation.
using node_maker = std::function<index(index, const sequence<index>&)>;
sequence<index> append(builder& b, const graph& g, const sequence<index>& inputs,
                       const node_maker& make = nullptr);

/// (x, ẋ) -> ∂g/∂x ẋ, along the `count` inputs from `first` on. The directions come after g's own
/// inputs.
graph tangent_of(const graph& g, index first, index count);

/// (x, ȳ) -> (∂g/∂x)ᵀ ȳ, for the `count` inputs from `first` on. The cotangents come after g's own
/// inputs.
graph adjoint_of(const graph& g, index first, index count);

/// A node in words: as a formula of the inputs where that is short, as in `1 - cos(x)`; else as
/// `v7 = v5 - v6`, in the names of to_string.
std::string description_of(const graph& g, index i, const std::vector<std::string>& names);

/// (x, p) -> y, where the result of each operation that rounds is multiplied by an input p_k. At
/// p = 1 it is g; at p_k = 1 + δ, |δ| <= u, g as it may be rounded; and ∂y/∂p_k = v̄ v is what a
/// relative error of the operation's value v changes in y. An array is multiplied by an array p_k,
/// element by element; an operation on whole arrays, which rounds on its way, in its operands.
struct perturbed_graph {
  graph program;
  std::vector<std::string> operations;  ///< what p_0, p_1, ... belong to
  std::vector<index> nodes;             ///< their places in g; `absent` in the body of a loop
  std::vector<std::size_t> sizes;       ///< the numbers in p_0, p_1, ...
  std::size_t factors = 0;              ///< the numbers in all of p

  explicit perturbed_graph(const graph& g, const std::vector<std::string>& names = {});
};

}  // namespace typegrad::verify
