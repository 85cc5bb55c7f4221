// Tangent and adjoint of a graph as graphs of their own, and the graph whose operations may be
// perturbed.
#pragma once

#include <string>
#include <vector>

#include <typegrad/graph/builder.hpp>

namespace typegrad::verify {

/// The operations of `g` on other inputs, made in `b`; returns its outputs.
sequence<index> append(builder& b, const graph& g, const sequence<index>& inputs);

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
/// relative error of the operation's value v changes in y.
struct perturbed_graph {
  graph program;
  std::vector<std::string> operations;  ///< what p_0, p_1, ... belong to
  std::vector<index> nodes;             ///< their places in g; `absent` in the body of a loop

  explicit perturbed_graph(const graph& g, const std::vector<std::string>& names = {});
};

}  // namespace typegrad::verify
