// The standard library's arrays, and C's, as arguments beside arrays of a library.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

#include <typegrad/arrays/argument.hpp>

namespace typegrad {

namespace detail {

template <class T>
concept element = is_number<T>::value && !array_leaf<T> && !std::is_aggregate_v<T>;

/// The extents and the elements of nested arrays of fixed sizes.
template <class A>
struct nested {
  static_assert(element<A>);
  using number = A;
  static constexpr std::size_t rank = 0;
  template <class V>
  static auto* first(V& number) {
    return &number;
  }
};
template <class A, std::size_t N>
struct nested_in {
  using number = typename nested<A>::number;
  static constexpr std::size_t rank = 1 + nested<A>::rank;
  static constexpr auto extents = [] {
    std::array<std::int32_t, rank> e{static_cast<std::int32_t>(N)};
    if constexpr (rank > 1)
      for (std::size_t k = 1; k < rank; ++k) e[k] = nested<A>::extents[k - 1];
    return e;
  }();
  /// Nested arrays lie one after another without gaps.
  template <class V>
  static auto* first(V& array) {
    using pointer = decltype(nested<A>::first(array[0]));
    if constexpr (N == 0)
      return static_cast<pointer>(nullptr);
    else
      return nested<A>::first(array[0]);
  }
};
template <class A, std::size_t N>
struct nested<std::array<A, N>> : nested_in<A, N> {};
template <class A, std::size_t N>
struct nested<A[N]> : nested_in<A, N> {};

template <class A>
inline constexpr bool is_nested = element<A>;
template <class A, std::size_t N>
inline constexpr bool is_nested<std::array<A, N>> = is_nested<A>;
template <class A, std::size_t N>
inline constexpr bool is_nested<A[N]> = is_nested<A>;

template <class A>
struct nested_argument : nested<A> {
  static constexpr array_size size(const A&) {
    array_size s;
    s.rank = static_cast<int>(nested<A>::rank);
    for (std::size_t k = 0; k < nested<A>::rank; ++k) s.extents[k] = nested<A>::extents[k];
    return s;
  }
  static auto* data(const A& a) { return nested<A>::first(a); }
  static auto* data(A& a) { return nested<A>::first(a); }
};

/// A range of numbers in memory.
template <class R, class T, std::size_t Extent>
struct range_argument {
  using number = std::remove_cv_t<T>;
  static constexpr std::size_t rank = 1;
  static constexpr std::array<std::int32_t, 1> extents = {
      Extent == std::dynamic_extent ? -1 : static_cast<std::int32_t>(Extent)};
  static array_size size(const R& r) { return {1, {static_cast<std::ptrdiff_t>(r.size())}}; }
  static auto* data(const R& r) { return r.data(); }
  static auto* data(R& r) { return r.data(); }
};

}  // namespace detail

/// An array of rank 1, or nested ones of a higher rank, whose extents are known at compile time.
template <class A, std::size_t N>
  requires detail::is_nested<A>
struct array_argument<std::array<A, N>> : detail::nested_argument<std::array<A, N>> {};
template <class A, std::size_t N>
  requires detail::is_nested<A>
struct array_argument<A[N]> : detail::nested_argument<A[N]> {};

template <class T, std::size_t Extent>
  requires detail::element<std::remove_cv_t<T>>
struct array_argument<std::span<T, Extent>>
    : detail::range_argument<std::span<T, Extent>, T, Extent> {};
template <class T, class Allocator>
  requires(detail::element<T> && !std::is_same_v<T, bool>)
struct array_argument<std::vector<T, Allocator>>
    : detail::range_argument<std::vector<T, Allocator>, T, std::dynamic_extent> {};

}  // namespace typegrad
