// One node at work: reads its operands, applies its operation, keeps its result.
#pragma once

#include <type_traits>
#include <utility>

#include <typegrad/config.hpp>
#include <typegrad/graph/graph.hpp>
#include <typegrad/op/kernel.hpp>

namespace typegrad {

namespace detail {

/// The integer or floating-point number c in the scalar T.
template <class T>
constexpr T convert_term(long double c) {
  if constexpr (std::is_constructible_v<T, long double>)
    return T(c);
  else
    return T(static_cast<double>(c));
}

}  // namespace detail

/// The number c in the scalar T: its two exact terms, divided in T.
template <class T>
constexpr T convert(const literal& c) {
  if constexpr (std::is_floating_point_v<T>) {
    return static_cast<T>(c.numerator / c.denominator);
  } else {
    const T n = detail::convert_term<T>(c.numerator);
    return c.denominator == 1 ? n : T(n / detail::convert_term<T>(c.denominator));
  }
}

namespace detail {

template <class T>
using truth_of = std::remove_cvref_t<decltype(std::declval<const T&>() < std::declval<const T&>())>;

/// Executes one node of the operation O on the values that `v` holds: numbers, and truth values
/// beside them.
template <operation O, class Values>
TYPEGRAD_INLINE constexpr void step(Values& v, index r, index a, index b, index c) {
  using k = kernel<O, std::remove_cvref_t<decltype(v.numbers[0])>>;
  constexpr operation_info o = info(O);
  if constexpr (O == operation::input)
    v.numbers[r] = v.inputs[a];
  else if constexpr (O == operation::select)
    v.numbers[r] = k::of(v.truths[a], v.numbers[b], v.numbers[c]);
  else if constexpr (o.kind == operation_kind::logical)
    v.truths[r] = k::of(v.truths[a], v.truths[b]);
  else if constexpr (o.kind == operation_kind::comparison)
    v.truths[r] = k::of(v.numbers[a], v.numbers[b]);
  else if constexpr (o.kind == operation_kind::constant)
    v.numbers[r] = k::template of<std::remove_cvref_t<decltype(v.numbers[0])>>();
  else if constexpr (o.arity == 1)
    v.numbers[r] = k::of(v.numbers[a]);
  else if constexpr (o.arity == 2)
    v.numbers[r] = k::of(v.numbers[a], v.numbers[b]);
  else if constexpr (o.arity == 3)
    v.numbers[r] = k::of(v.numbers[a], v.numbers[b], v.numbers[c]);
}

}  // namespace detail
}  // namespace typegrad
