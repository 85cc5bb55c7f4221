// What an array argument is: the customisation point by which a library of arrays is served.
#pragma once

#include <array>
#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>

#include <typegrad/arrays/views.hpp>
#include <typegrad/trace/structure.hpp>

namespace typegrad {

/// Specialise it for a type of arrays A:
///   `number`                what the elements are,
///   `rank`, `extents`       the rank, and the extents, -1 where they are known at run time only,
///   `size(a)`               the extents of a, as an array_size,
///   `data(a)`               the elements in row-major order without gaps, or what converts to a
///                           pointer to a copy of them,
///   `result<T, R>`          what an array of the rank R over T is returned as.
template <class A>
struct array_argument;

template <class A>
concept array_like = requires { array_argument<std::remove_cvref_t<A>>::rank; };

/// An array is one leaf of a tree, whose number is that of its elements.
template <array_like A>
struct structure<A> {
  static constexpr std::size_t size = 1;
  using scalar = typename structure<typename array_argument<A>::number>::scalar;
  template <class S>
  using rebind = S;
  template <class V, class F>
  static constexpr void each(V& value, F&& f) {
    f(value);
  }
};

namespace detail {

/// Is an array among the leaves of the tree T?
template <class T>
inline constexpr bool holds_arrays = array_like<T>;
template <class... T>
inline constexpr bool holds_arrays<std::tuple<T...>> = (holds_arrays<T> || ...);
template <class A, class B>
inline constexpr bool holds_arrays<std::pair<A, B>> = holds_arrays<A> || holds_arrays<B>;
template <class T, std::size_t N>
inline constexpr bool holds_arrays<std::array<T, N>> = holds_arrays<T>;
template <class T>
  requires(tree<T> && !array_like<T>)
inline constexpr bool holds_arrays<T> = holds_arrays<typename fields_of<T>::type>;

/// The shape of one leaf, as a type: the rank and the extents, -1 where one is known at run time.
template <std::int32_t... Extents>
struct leaf_shape {};

template <class A, class = std::make_index_sequence<0>>
struct shape_of_leaf {
  using type = leaf_shape<>;
};
template <class A, std::size_t... K>
auto shape_of_array(std::index_sequence<K...>) -> leaf_shape<array_argument<A>::extents[K]...>;
template <array_like A>
struct shape_of_leaf<A> {
  using type = decltype(shape_of_array<A>(std::make_index_sequence<array_argument<A>::rank>{}));
};

/// The leaves of a tree, as a list of types.
template <class... T>
struct leaf_list {};

template <class T>
struct leaves_of {
  using type = leaf_list<T>;
};
template <class Sofar, class... Lists>
struct joined {
  using type = Sofar;
};
template <class... A, class... B, class... Lists>
struct joined<leaf_list<A...>, leaf_list<B...>, Lists...>
    : joined<leaf_list<A..., B...>, Lists...> {};
template <class... T>
struct leaves_of<std::tuple<T...>> : joined<leaf_list<>, typename leaves_of<T>::type...> {};
template <class A, class B>
struct leaves_of<std::pair<A, B>> : leaves_of<std::tuple<A, B>> {};
template <class T, std::size_t... I>
auto repeated(std::index_sequence<I...>) -> std::tuple<std::conditional_t<I == 0, T, T>...>;
template <class T, std::size_t N>
struct leaves_of<std::array<T, N>>
    : leaves_of<decltype(repeated<T>(std::make_index_sequence<N>{}))> {};
template <class T>
  requires(tree<T> && !array_like<T>)
struct leaves_of<T> : leaves_of<typename fields_of<T>::type> {};

}  // namespace detail
}  // namespace typegrad
