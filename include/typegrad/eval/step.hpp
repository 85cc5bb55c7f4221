// One node at work: reads its operands, applies its operation, keeps its result.
#pragma once

#include <type_traits>
#include <utility>

#include <typegrad/config.hpp>
#include <typegrad/graph/graph.hpp>
#include <typegrad/op/kernel.hpp>

namespace typegrad {

namespace detail {

/// The integer or floating-point number c in the scalar T, by way of a double or a float where T
/// cannot take a long double whole: braces refuse what would narrow it.
template <class T>
constexpr T convert_term(long double c) {
  if constexpr (requires { T{c}; })
    return T(c);
  else if constexpr (requires { T{static_cast<double>(c)}; })
    return T(static_cast<double>(c));
  else
    return T(static_cast<float>(c));
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

/// The number of an iteration in the scalar T.
template <class T>
TYPEGRAD_INLINE constexpr T number_of_iteration(index t) {
  if constexpr (std::is_floating_point_v<T>)
    return static_cast<T>(t);
  else
    return convert<T>(literal{static_cast<long double>(t)});
}

template <class T>
using truth_of = std::remove_cvref_t<decltype(std::declval<const T&>() < std::declval<const T&>())>;

/// Executes one node of the operation O on the values that `v` holds: numbers, and truth values
/// beside them.
template <operation O, class Values>
TYPEGRAD_INLINE constexpr void step(Values& v, index r, index a, index b, index c) {
  using k = kernel<O, std::remove_cvref_t<decltype(v.numbers[0])>>;
  constexpr operation_info o = info(O);
  if constexpr (O == operation::input) {
    if constexpr (requires { v.inputs; }) v.numbers[r] = v.inputs[a];
  } else if constexpr (O == operation::select)
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

/// The same where the operation is known only as the program runs, one of those that `Operations`
/// contains: a number type need not know the others.
template <class Operations, class Values>
constexpr void step(operation o, Values& v, index r, index a, index b, index c) {
  switch (o) {
#define TYPEGRAD_UNARY(name, ...)                                                              \
  case operation::name:                                                                        \
    if constexpr (Operations::contains(operation::name)) step<operation::name>(v, r, a, b, c); \
    break;
#define TYPEGRAD_BINARY TYPEGRAD_UNARY
#define TYPEGRAD_TERNARY TYPEGRAD_UNARY
#define TYPEGRAD_SELECT TYPEGRAD_UNARY
#define TYPEGRAD_COMPARE TYPEGRAD_UNARY
#define TYPEGRAD_LOGICAL TYPEGRAD_UNARY
#define TYPEGRAD_CONSTANT TYPEGRAD_UNARY
#include <typegrad/op/table.def>
    default:
      break;
  }
}

}  // namespace detail
}  // namespace typegrad
