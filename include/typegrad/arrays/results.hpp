// What a call over arrays returns: the program's tree with a number or an array in place of each
// symbol.
#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <typegrad/arrays/argument_tree.hpp>

namespace typegrad::detail {

template <class V, class F>
constexpr void visit_parts(V& value, F&& f) {
  if constexpr (is_composite<V>)
    composite<std::remove_const_t<V>>::visit(value, f);
  else
    visit_fields(value, f);
}

/// A tree of symbols, `size` in number; each(value, f) calls f on what stands for them, in turn, in
/// a tree `value` of the same form.
template <class Tree>
struct symbol_tree {
  static constexpr std::size_t size = 1;
  template <class V, class F>
  static constexpr void each(V& value, F&& f) {
    f(value);
  }
};
template <class Parts>
struct symbol_parts;
template <class... P>
struct symbol_parts<std::tuple<P...>> {
  static constexpr std::size_t size = (std::size_t{0} + ... + symbol_tree<P>::size);
  template <class V, class F>
  static constexpr void each(V& value, F&& f) {
    visit_parts(value, [&](auto&... part) { (symbol_tree<P>::each(part, f), ...); });
  }
};
template <is_composite Tree>
struct symbol_tree<Tree> : symbol_parts<typename composite<Tree>::parts> {};
template <has_fields Tree>
struct symbol_tree<Tree> : symbol_parts<typename fields_of<Tree>::type> {};

/// The tree with Leaves::at<First>, Leaves::at<First + 1>, ... in place of its symbols.
template <class Tree, class Leaves, std::size_t First = 0>
struct shaped {
  using type = typename Leaves::template at<First>;
};
template <class Tree, class Leaves, std::size_t First>
using shaped_t = typename shaped<Tree, Leaves, First>::type;

template <class Parts, class Leaves, std::size_t First>
struct shaped_parts;
template <class... P, class Leaves, std::size_t First>
struct shaped_parts<std::tuple<P...>, Leaves, First> {
  static constexpr std::size_t before(std::size_t part) {
    const std::size_t sizes[] = {symbol_tree<P>::size..., 0};
    std::size_t symbols = 0;
    for (std::size_t k = 0; k < part; ++k) symbols += sizes[k];
    return symbols;
  }
  template <std::size_t... I>
  static auto of(std::index_sequence<I...>) -> leaf_list<shaped_t<P, Leaves, First + before(I)>...>;
  using type = decltype(of(std::index_sequence_for<P...>{}));
};

template <class Tree, class Parts>
struct composite_of;
template <class Tree, class... P>
struct composite_of<Tree, leaf_list<P...>> {
  using type = typename composite<Tree>::template with<P...>;
};
template <is_composite Tree, class Leaves, std::size_t First>
struct shaped<Tree, Leaves, First>
    : composite_of<Tree,
                   typename shaped_parts<typename composite<Tree>::parts, Leaves, First>::type> {};

/// A struct with other fields: where all leaves are of one type, the struct over that; else with a
/// template argument for each field.
template <class Tree, class Fields, bool OneType, class Leaf>
struct struct_of {
  static_assert(never<Tree>,
                "typegrad: the results for the fields of a struct differ in type; give the struct "
                "one template parameter for each field");
};
template <class Tree, class Fields, class Leaf>
struct struct_of<Tree, Fields, true, Leaf> {
  using type = rebind_t<Tree, Leaf>;
};
template <template <class...> class C, class... T, class... P, class Leaf>
  requires(sizeof...(T) == sizeof...(P))
struct struct_of<C<T...>, leaf_list<P...>, false, Leaf> {
  using type = C<P...>;
};

template <class Leaves, std::size_t First, std::size_t... I>
constexpr bool have_one_type(std::index_sequence<I...>) {
  return (std::is_same_v<typename Leaves::template at<First>,
                         typename Leaves::template at<First + I>> &&
          ...);
}
template <has_fields Tree, class Leaves, std::size_t First>
struct shaped<Tree, Leaves, First>
    : struct_of<Tree, typename shaped_parts<typename fields_of<Tree>::type, Leaves, First>::type,
                have_one_type<Leaves, First>(std::make_index_sequence<symbol_tree<Tree>::size>{}),
                typename Leaves::template at<First>> {};

}  // namespace typegrad::detail
