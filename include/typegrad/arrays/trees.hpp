// Arithmetic on trees of parameters, as optimisers need it: any tree that a program takes as an
// argument, its gradient among them.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <type_traits>

#include <typegrad/arrays/argument_tree.hpp>
#include <typegrad/eval/shape_error.hpp>

namespace typegrad {

namespace detail {

template <class T>
concept parameters =
    (is_composite<T> || array_leaf<T> || (has_fields<T> && !std::is_empty_v<T>)) &&
    !std::is_same_v<typename common_number<typename argument_tree<T>::leaves>::type, symbol>;

template <class Tree>
using number_of_tree =
    typename common_number<typename argument_tree<std::remove_const_t<Tree>>::leaves>::type;

/// The numbers of each leaf of a tree, in order.
template <class T, class Tree>
auto leaf_numbers(Tree& tree) {
  using shape_of_tree = argument_tree<std::remove_const_t<Tree>>;
  std::array<std::span<T>, shape_of_tree::leaves::size> spans;
  std::size_t k = 0;
  shape_of_tree::each(tree, [&](auto& leaf) {
    using leaf_type = std::remove_reference_t<decltype(leaf)>;
    using number = std::remove_const_t<T>;
    static_assert(std::is_same_v<std::remove_const_t<leaf_type>, number> ||
                      writable_as<leaf_type, T> || readable_as<std::remove_const_t<leaf_type>, T>,
                  "typegrad: a tree of parameters holds numbers of one type and arrays of them in "
                  "row-major order");
    if constexpr (array_leaf<leaf_type>) {
      using argument = array_argument<std::remove_const_t<leaf_type>>;
      const auto elements = static_cast<std::size_t>(argument::size(leaf).elements());
      spans[k++] = {argument::data(leaf), elements};
    } else {
      spans[k++] = {&leaf, 1};
    }
  });
  return spans;
}

/// Calls f(x_i, y_i) for all numbers of two trees.
template <class X, class Y, class F>
void each_pair_of_numbers(const X& x, Y& y, F f) {
  using number = number_of_tree<Y>;
  const auto from = leaf_numbers<const number>(x);
  const auto to = leaf_numbers<std::conditional_t<std::is_const_v<Y>, const number, number>>(y);
  static_assert(std::tuple_size_v<decltype(from)> == std::tuple_size_v<decltype(to)>,
                "typegrad: two trees of parameters have not the same number of leaves");
  for (std::size_t k = 0; k < to.size(); ++k)
    if (from[k].size() != to[k].size())
      throw shape_error("typegrad: leaf " + std::to_string(k) + " of two trees has " +
                        std::to_string(from[k].size()) + " numbers in one and " +
                        std::to_string(to[k].size()) + " in the other");
  for (std::size_t k = 0; k < to.size(); ++k)
    for (std::size_t i = 0; i < to[k].size(); ++i) f(from[k][i], to[k][i]);
}

/// The names of the leaves under a part, each in the form layer.weights; a part without a name has
/// its number.
template <class Tree, class Leaf, class F>
void name_leaves(Leaf& value, const std::string& name, F& f) {
  if constexpr (has_parts<Tree, false> || has_fields<Tree>) {
    const auto visit = [&](auto&... part) {
      std::size_t k = 0;
      const auto name_part = [&](auto& p) {
        std::string own = std::to_string(k);
        if constexpr (requires { composite<Tree>::names; })
          if (!composite<Tree>::names[k].empty()) own = composite<Tree>::names[k];
        ++k;
        name_leaves<std::remove_cvref_t<decltype(p)>>(p, name.empty() ? own : name + "." + own, f);
      };
      (name_part(part), ...);
    };
    if constexpr (is_composite<Tree>)
      composite<Tree>::visit(value, visit);
    else
      visit_fields(value, visit);
  } else {
    f(name, value);
  }
}

}  // namespace detail

/// Calls f(name, leaf) for every number and array of a tree, in order. Names of nested parts are
/// joined by points; parts without a name, as a tuple's, are called by their number.
template <class Tree, class F>
void for_each_leaf(Tree&& tree, F f) {
  detail::name_leaves<std::remove_cvref_t<Tree>>(tree, std::string(), f);
}

/// y <- a x + y. Throws shape_error, before anything is written, where a leaf of x has not as many
/// numbers as that of y.
template <detail::parameters X, detail::parameters Y>
void axpy(const detail::number_of_tree<Y>& a, const X& x, Y& y) {
  detail::each_pair_of_numbers(x, y, [&](const auto& from, auto& to) { to = to + a * from; });
}

/// x <- a x
template <detail::parameters X>
void scale(const detail::number_of_tree<X>& a, X& x) {
  for (const auto& leaf : detail::leaf_numbers<detail::number_of_tree<X>>(x))
    for (auto& number : leaf) number = a * number;
}

/// Σ x_i y_i over all numbers of two trees. Throws shape_error as axpy.
template <detail::parameters X, detail::parameters Y>
detail::number_of_tree<Y> inner(const X& x, const Y& y) {
  detail::number_of_tree<Y> sum(0);
  detail::each_pair_of_numbers(x, y, [&](const auto& a, const auto& b) { sum = sum + a * b; });
  return sum;
}

/// √Σ x_i² over all numbers of a tree.
template <detail::parameters X>
detail::number_of_tree<X> norm(const X& x) {
  using std::sqrt;
  return sqrt(inner(x, x));
}

/// A tree like x, of the same sizes, whose numbers are all 0.
template <detail::parameters X>
X zeros_like(const X& x) {
  X zeros(x);
  for (const auto& leaf : detail::leaf_numbers<detail::number_of_tree<X>>(zeros))
    for (auto& number : leaf) number = detail::number_of_tree<X>(0);
  return zeros;
}

}  // namespace typegrad
