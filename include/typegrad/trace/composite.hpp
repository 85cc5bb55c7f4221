// Types that are made of parts: how to see the parts, and the same type made of other ones.
#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace typegrad {

/// Specialise it for a type of containers C that holds parts of several types:
///   `parts`         their types, as a std::tuple,
///   `with<P...>`    the same container with parts of the types P...,
///   `visit(c, f)`   f(parts...),
///   `names`         if the parts have names: an array of them.
template <class C>
struct composite;

template <class C>
concept is_composite = requires { typename composite<std::remove_cv_t<C>>::parts; };

/// Whether a field of the type Field can hold a result of the type T.
template <class Field, class T>
inline constexpr bool holds_result = std::is_same_v<Field, T>;

template <class... T>
struct composite<std::tuple<T...>> {
  using parts = std::tuple<T...>;
  template <class... P>
  using with = std::tuple<P...>;
  template <class V, class F>
  static constexpr decltype(auto) visit(V& value, F&& f) {
    return std::apply(std::forward<F>(f), value);
  }
};

template <class A, class B>
struct composite<std::pair<A, B>> {
  using parts = std::tuple<A, B>;
  template <class P, class Q>
  using with = std::pair<P, Q>;
  template <class V, class F>
  static constexpr decltype(auto) visit(V& value, F&& f) {
    return f(value.first, value.second);
  }
};

namespace detail {

template <class T, class Places>
struct repeated;
template <class T, std::size_t... I>
struct repeated<T, std::index_sequence<I...>> {
  using type = std::tuple<std::enable_if_t<(I + 1 > 0), T>...>;
};

/// Parts of one type are an array, others a tuple.
template <class... P>
struct sequence_of {
  using type = std::tuple<P...>;
};
template <class First, class... P>
  requires(std::is_same_v<First, P> && ...)
struct sequence_of<First, P...> {
  using type = std::array<First, 1 + sizeof...(P)>;
};

}  // namespace detail

template <class T, std::size_t N>
struct composite<std::array<T, N>> {
  using parts = typename detail::repeated<T, std::make_index_sequence<N>>::type;
  template <class... P>
  using with = typename detail::sequence_of<P...>::type;
  template <class V, class F>
  static constexpr decltype(auto) visit(V& value, F&& f) {
    return std::apply(std::forward<F>(f), value);
  }
};

}  // namespace typegrad
