// Arguments and results as trees of numbers: how many numbers a type holds, in which order, and the
// same type over another number.
#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <typegrad/trace/aggregate.hpp>
#include <typegrad/trace/scalar.hpp>

namespace typegrad {

/// The tree that T is: `size` numbers of the type `scalar`, `rebind<S>` the same tree over S,
/// `each(v, f)` calls f on every number in order. This primary template is a single number.
template <class T>
struct structure {
  static_assert(is_number<T>::value || !std::is_class_v<T>,
                "typegrad: an argument is a struct that cannot hold symbols; make it a class "
                "template over its number type, template <class T> struct S");
  static constexpr std::size_t size = 1;
  using scalar = std::conditional_t<std::is_integral_v<T>, double, T>;
  template <class S>
  using rebind = S;
  template <class V, class F>
  static constexpr void each(V& value, F&& f) {
    f(value);
  }
};

template <class T>
using structure_of = structure<std::remove_cvref_t<T>>;

/// The tree T over the numbers S.
template <class T, class S>
using rebind_t = typename structure_of<T>::template rebind<S>;

template <class T, std::size_t N>
struct structure<std::array<T, N>> {
  static constexpr std::size_t size = N * structure<T>::size;
  using scalar = typename structure<T>::scalar;
  template <class S>
  using rebind = std::array<rebind_t<T, S>, N>;
  template <class V, class F>
  static constexpr void each(V& value, F&& f) {
    // Written out where it can be, so that a compiler sees where each number goes.
    if constexpr (N <= 64)
      [&]<std::size_t... I>(std::index_sequence<I...>) {
        (structure<T>::each(value[I], f), ...);
      }(std::make_index_sequence<N>{});
    else
      for (auto& v : value) structure<T>::each(v, f);
  }
};

template <class... T>
struct structure<std::tuple<T...>> {
  static constexpr std::size_t size = (std::size_t{0} + ... + structure<T>::size);
  using scalar = common_scalar_t<typename structure<T>::scalar...>;
  template <class S>
  using rebind = std::tuple<rebind_t<T, S>...>;
  template <class V, class F>
  static constexpr void each(V& value, F&& f) {
    std::apply([&](auto&... part) { (structure_of<decltype(part)>::each(part, f), ...); }, value);
  }
};

template <class A, class B>
struct structure<std::pair<A, B>> {
  static constexpr std::size_t size = structure<A>::size + structure<B>::size;
  using scalar = common_scalar_t<typename structure<A>::scalar, typename structure<B>::scalar>;
  template <class S>
  using rebind = std::pair<rebind_t<A, S>, rebind_t<B, S>>;
  template <class V, class F>
  static constexpr void each(V& value, F&& f) {
    structure<A>::each(value.first, f);
    structure<B>::each(value.second, f);
  }
};

namespace detail {

struct types_of_fields {
  template <class... Field>
  constexpr std::type_identity<std::tuple<std::remove_cvref_t<Field>...>> operator()(
      Field&...) const {
    return {};
  }
};

template <class T>
using fields_of = decltype(visit_fields(std::declval<T&>(), types_of_fields{}));

template <class T>
struct aggregate_structure {
  using fields = structure<typename fields_of<T>::type>;
  static constexpr std::size_t size = fields::size;
  using scalar = typename fields::scalar;
  template <class V, class F>
  static constexpr void each(V& value, F&& f) {
    visit_fields(value,
                 [&](auto&... field) { (structure_of<decltype(field)>::each(field, f), ...); });
  }
};

template <class T>
concept tree = std::is_aggregate_v<T> && !is_number<T>::value;

/// A template argument over another number: numbers change, all else stays.
template <class T, class S>
struct rebind_argument {
  using type = T;
};
template <class T, class S>
  requires is_number<T>::value
struct rebind_argument<T, S> {
  using type = S;
};

}  // namespace detail

/// A class template over its number type(s), as template <class T> struct S { T a; std::array<T, 3>
/// b; }.
template <template <class...> class C, class... T>
  requires detail::tree<C<T...>>
struct structure<C<T...>> : detail::aggregate_structure<C<T...>> {
  template <class S>
  using rebind = C<typename detail::rebind_argument<T, S>::type...>;
};

/// The same with further arguments that are values, as template <class T, int N> struct S.
template <template <class, auto...> class C, class T, auto... N>
  requires(detail::tree<C<T, N...>> && sizeof...(N) > 0)
struct structure<C<T, N...>> : detail::aggregate_structure<C<T, N...>> {
  template <class S>
  using rebind = C<typename detail::rebind_argument<T, S>::type, N...>;
};

}  // namespace typegrad
