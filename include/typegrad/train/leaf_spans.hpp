// The numbers of a tree of parameters, as spans: all that an optimiser needs to know of it.
#pragma once

#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include <typegrad/arrays/argument.hpp>

namespace typegrad {

/// The leaves of a tree in order, each as the span of its numbers: an array's elements, or one
/// number. T is `number` or `const number`. The spans are those of the tree: it must outlive them.
template <class T, class Tree>
std::vector<std::span<T>> leaf_spans(Tree& tree) {
  std::vector<std::span<T>> spans;
  structure<std::remove_const_t<Tree>>::each(tree, [&](auto& leaf) {
    using leaf_type = std::remove_cvref_t<decltype(leaf)>;
    if constexpr (array_like<leaf_type>)
      spans.emplace_back(
          leaf.data(), static_cast<std::size_t>(array_argument<leaf_type>::size(leaf).elements()));
    else
      spans.emplace_back(&leaf, 1);
  });
  return spans;
}

namespace detail {

template <class Tree>
using number_of_tree = typename structure<std::remove_cvref_t<Tree>>::scalar;

/// Calls f(x, y) for the spans of two trees of the same leaves.
template <class X, class Y, class F>
void each_pair_of_leaves(X& x, const Y& y, F f) {
  using T = number_of_tree<X>;
  const auto a = leaf_spans<T>(x);
  const auto b = leaf_spans<const T>(y);
  if (a.size() != b.size())
    throw std::invalid_argument("typegrad: the parameters have " + std::to_string(a.size()) +
                                " leaves and the gradient has " + std::to_string(b.size()));
  for (std::size_t k = 0; k < a.size(); ++k) {
    if (a[k].size() != b[k].size())
      throw std::invalid_argument("typegrad: leaf " + std::to_string(k) +
                                  " of the parameters has " + std::to_string(a[k].size()) +
                                  " numbers and the gradient's has " + std::to_string(b[k].size()));
    f(a[k], b[k]);
  }
}

}  // namespace detail

/// x += s y, leaf by leaf.
template <class X, class Y>
void add_scaled(X& x, detail::number_of_tree<X> s, const Y& y) {
  detail::each_pair_of_leaves(x, y, [&](auto to, auto from) {
    for (std::size_t i = 0; i < to.size(); ++i) to[i] += s * from[i];
  });
}

/// √Σ x² over all numbers of a tree.
template <class Tree>
detail::number_of_tree<Tree> norm_of(const Tree& tree) {
  using std::sqrt;
  using T = detail::number_of_tree<Tree>;
  T sum(0);
  for (const auto leaf : leaf_spans<const T>(tree))
    for (const T& x : leaf) sum += x * x;
  return sqrt(sum);
}

}  // namespace typegrad
