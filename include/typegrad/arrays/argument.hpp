// What an array argument is: the customisation point by which a library of arrays is served.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <typegrad/arrays/views.hpp>
#include <typegrad/trace/composite.hpp>
#include <typegrad/trace/structure.hpp>

namespace typegrad {

/// Specialise it for a type of arrays A:
///   `number`            what the elements are,
///   `rank`, `extents`   the rank, and the extents, -1 where they are known at run time only,
///   `size(a)`           the extents of a, as a detail::array_size,
///   `data(a)`           the first element, if all lie in row-major order without gaps,
///   `copy(a, to)`       if they do not: puts them to `to` in that order, converted to its type.
/// An array with the member
///   `results`           what results are returned as; see <typegrad/xtensor/argument.hpp>
/// makes a call one over arrays; without it A is an array beside such arguments only.
template <class A>
struct array_argument;

template <class A>
concept array_leaf = requires { array_argument<std::remove_cvref_t<A>>::rank; };

template <class A>
concept array_like =
    array_leaf<A> && requires { typename array_argument<std::remove_cvref_t<A>>::results; };

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

/// A field takes an array of its own rank and numbers, whatever kind of array it is.
template <array_leaf Field, array_like T>
inline constexpr bool holds_result<Field, T> =
    array_argument<Field>::rank == array_argument<T>::rank &&
    std::is_same_v<typename array_argument<Field>::number, typename array_argument<T>::number>;

namespace detail {

/// The elements of A can be read where they lie.
template <class A, class T>
concept readable_as = requires(const A& a) {
  { array_argument<A>::data(a) } -> std::convertible_to<const T*>;
};
/// Results can be written where the elements of A lie.
template <class A, class T>
concept writable_as = requires(A& a) {
  { array_argument<std::remove_const_t<A>>::data(a) } -> std::convertible_to<T*>;
};

/// The elements of a, in row-major order, as numbers T.
template <class A, class T>
void copy_elements(const A& a, T* to) {
  if constexpr (requires { array_argument<A>::data(a); }) {
    const auto* const from = array_argument<A>::data(a);
    const std::ptrdiff_t n = array_argument<A>::size(a).elements();
    for (std::ptrdiff_t k = 0; k < n; ++k) to[k] = static_cast<T>(from[k]);
  } else {
    array_argument<A>::copy(a, to);
  }
}

/// The shape of a leaf as a type: the extents, -1 where one is known at run time.
template <std::int32_t... Extents>
struct leaf_shape {
  static constexpr bool is_fixed = ((Extents >= 0) && ...);
  static constexpr array_size size{sizeof...(Extents), {Extents...}};
};

template <class A>
struct shape_of_leaf {
  using type = leaf_shape<>;
};
template <array_leaf A>
struct shape_of_leaf<A> {
  template <std::size_t... K>
  static auto of(std::index_sequence<K...>) -> leaf_shape<array_argument<A>::extents[K]...>;
  using type = decltype(of(std::make_index_sequence<array_argument<A>::rank>{}));
};

/// The size of a leaf; of a number that of rank 0.
template <class L>
constexpr array_size size_of_leaf(const L& leaf) {
  using fixed = typename shape_of_leaf<L>::type;
  if constexpr (fixed::is_fixed)
    return fixed::size;
  else
    return array_argument<L>::size(leaf);
}

/// Are these the extents of a leaf, as many as it has? Without arrays in memory, for a bound
/// program asks at every call.
template <class L>
constexpr bool has_extents(const L& leaf, const array_size& size) {
  const array_size own = size_of_leaf(leaf);
  return [&]<std::size_t... K>(std::index_sequence<K...>) {
    return (... && (own.extents[K] == size.extents[K]));
  }(std::make_index_sequence<std::size_t{shape_of_leaf<L>::type::size.rank}>{});
}

}  // namespace detail
}  // namespace typegrad
