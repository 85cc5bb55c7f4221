// Lists of different types in the order of their first appearance: the variables of a formula.
#pragma once

#include <cstddef>
#include <type_traits>

namespace typegrad {

template <class... V>
struct variable_list {
  static constexpr std::size_t size = sizeof...(V);

  /// How many times W is in the list.
  template <class W>
  static constexpr std::size_t count = (std::size_t{0} + ... + std::is_same_v<V, W>);

  /// The position of W in the list; the size where it is not there.
  template <class W>
  static constexpr std::size_t position = [] {
    std::size_t before = 0;
    static_cast<void>(((std::is_same_v<V, W> || (++before, false)) || ...));
    return before;
  }();
};

namespace detail {

template <class... V, class... W>
constexpr auto unite(variable_list<V...> sofar, variable_list<W...>) {
  if constexpr (sizeof...(W) == 0)
    return sofar;
  else
    return []<class First, class... Rest>(variable_list<First, Rest...>) {
      using longer = std::conditional_t<variable_list<V...>::template count<First> == 0,
                                        variable_list<V..., First>, variable_list<V...>>;
      return unite(longer{}, variable_list<Rest...>{});
    }(variable_list<W...>{});
}

template <class Sofar, class... Lists>
struct united {
  using type = Sofar;
};
template <class Sofar, class List, class... Lists>
struct united<Sofar, List, Lists...> : united<decltype(unite(Sofar{}, List{})), Lists...> {};

}  // namespace detail

/// The members of all lists, each once.
template <class... Lists>
using united_t = typename detail::united<variable_list<>, Lists...>::type;

}  // namespace typegrad
