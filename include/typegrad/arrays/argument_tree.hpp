// The arguments of a call over arrays as trees, whose leaves are numbers and arrays.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <typegrad/arrays/containers.hpp>
#include <typegrad/graph/symbol.hpp>
#include <typegrad/trace/composite.hpp>

namespace typegrad {

namespace detail {

/// Types of leaves, in order.
template <class... T>
struct leaf_list {
  static constexpr std::size_t size = sizeof...(T);
};

template <class Sofar, class... Lists>
struct joined {
  using type = Sofar;
};
template <class... A, class... B, class... Lists>
struct joined<leaf_list<A...>, leaf_list<B...>, Lists...>
    : joined<leaf_list<A..., B...>, Lists...> {};
template <class... Lists>
using joined_t = typename joined<leaf_list<>, Lists...>::type;

/// The tree that an argument of the type A is: its `leaves`, the tree over `symbols`, and each(a,
/// f), which calls f on every leaf. Within a struct, a std::array is a tree of numbers, as its
/// template says; elsewhere one of numbers is an array.
template <class A, bool InStruct = false>
struct argument_tree {
  using leaves = leaf_list<A>;
  using symbols = symbol;
  template <class V, class F>
  static constexpr void each(V& value, F&& f) {
    f(value);
  }
};

template <class A, bool InStruct>
concept has_parts = is_composite<A> && !array_like<A> && (InStruct || !array_leaf<A>);

template <class Composite, class Parts, bool InStruct>
struct tree_of_parts;
template <class Composite, class... P, bool InStruct>
struct tree_of_parts<Composite, std::tuple<P...>, InStruct> {
  using leaves = joined_t<typename argument_tree<P, InStruct>::leaves...>;
  using symbols =
      typename composite<Composite>::template with<typename argument_tree<P, InStruct>::symbols...>;
  template <class V, class F>
  static constexpr void each(V& value, F&& f) {
    composite<Composite>::visit(
        value, [&](auto&... part) { (argument_tree<P, InStruct>::each(part, f), ...); });
  }
};
template <class A, bool InStruct>
  requires has_parts<A, InStruct>
struct argument_tree<A, InStruct> : tree_of_parts<A, typename composite<A>::parts, InStruct> {};

template <class A, class Fields>
struct tree_of_fields;
template <class A, class... P>
struct tree_of_fields<A, std::tuple<P...>> {
  using leaves = joined_t<typename argument_tree<P, true>::leaves...>;
  using symbols = rebind_t<A, symbol>;
  template <class V, class F>
  static constexpr void each(V& value, F&& f) {
    visit_fields(value, [&](auto&... field) { (argument_tree<P, true>::each(field, f), ...); });
  }
};
template <class A>
concept has_fields = tree<A> && std::is_class_v<A> && !is_composite<A> && !array_leaf<A>;

template <class A, bool InStruct>
  requires has_fields<A>
struct argument_tree<A, InStruct> : tree_of_fields<A, typename fields_of<A>::type> {};

template <class... A>
using leaves_of_arguments = joined_t<typename argument_tree<A>::leaves...>;

/// Calls f(leaf, k) for each leaf k of these trees.
template <class F, class... A>
constexpr void each_leaf(F f, A&... trees) {
  std::size_t k = 0;
  const auto next = [&](auto& leaf) { f(leaf, k++); };
  (argument_tree<std::remove_const_t<A>>::each(trees, next), ...);
}

/// Is there an array of a library among the leaves of A?
template <class List>
inline constexpr bool holds_any_array = false;
template <class... T>
inline constexpr bool holds_any_array<leaf_list<T...>> = (array_like<T> || ...);
template <class A>
inline constexpr bool holds_arrays = holds_any_array<typename argument_tree<A>::leaves>;

/// The number that a call is evaluated in: what its leaves have in common. Integers are converted
/// to it, and to double where there is nothing else.
template <class L>
struct number_of_leaf {
  using type = L;
};
template <array_leaf L>
struct number_of_leaf<L> {
  using type = typename array_argument<L>::number;
};
template <class L>
using inexact_number = std::conditional_t<std::is_integral_v<typename number_of_leaf<L>::type>,
                                          void, typename number_of_leaf<L>::type>;

template <class List>
struct common_number;
template <class... L>
struct common_number<leaf_list<L...>> {
  using inexact = common_scalar_t<void, inexact_number<L>...>;
  using type = std::conditional_t<std::is_void_v<inexact>, double, inexact>;
};

}  // namespace detail
}  // namespace typegrad
