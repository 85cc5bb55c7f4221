// The operators and functions of formulas, one overload a row of the table.
#pragma once

#include <typegrad/graph/compositions.hpp>
#include <typegrad/trace/expression.hpp>

namespace typegrad {

namespace detail {

/// The operands of a formula: at least one is a formula.
template <class... T>
concept formula_operands = (formula_operand<T> && ...) && (is_formula<T> || ...);

template <operation O, class... T>
constexpr auto express(const T&... operands) {
  return expression<O, as_formula_t<T>...>(as_formula(operands)...);
}

template <operation O, class X, class Y>
constexpr auto express_exchanged(const X& x, const Y& y) {
  return exchanged<O, as_formula_t<X>, as_formula_t<Y>>(as_formula(x), as_formula(y));
}

/// The same for truth values.
template <operation O, class... T>
constexpr auto combine(const T&... operands) {
  return expression<O, T...>(operands...);
}

}  // namespace detail

template <is_formula X>
constexpr X operator+(const X& x) {
  return x;
}
template <is_formula X>
constexpr auto operator-(const X& x) {
  return detail::express<operation::negate>(x);
}
template <class X, class Y>
  requires detail::formula_operands<X, Y>
constexpr auto operator+(const X& x, const Y& y) {
  return detail::express<operation::add>(x, y);
}
template <class X, class Y>
  requires detail::formula_operands<X, Y>
constexpr auto operator-(const X& x, const Y& y) {
  return detail::express<operation::subtract>(x, y);
}
template <class X, class Y>
  requires detail::formula_operands<X, Y>
constexpr auto operator*(const X& x, const Y& y) {
  return detail::express<operation::multiply>(x, y);
}
template <class X, class Y>
  requires detail::formula_operands<X, Y>
constexpr auto operator/(const X& x, const Y& y) {
  return detail::express<operation::divide>(x, y);
}

template <class X, class Y>
  requires detail::formula_operands<X, Y>
constexpr auto operator<(const X& x, const Y& y) {
  return detail::express<operation::less>(x, y);
}
template <class X, class Y>
  requires detail::formula_operands<X, Y>
constexpr auto operator>(const X& x, const Y& y) {
  return detail::express_exchanged<operation::less>(x, y);
}
template <class X, class Y>
  requires detail::formula_operands<X, Y>
constexpr auto operator<=(const X& x, const Y& y) {
  return detail::express<operation::less_equal>(x, y);
}
template <class X, class Y>
  requires detail::formula_operands<X, Y>
constexpr auto operator>=(const X& x, const Y& y) {
  return detail::express_exchanged<operation::less_equal>(x, y);
}
template <class X, class Y>
  requires detail::formula_operands<X, Y>
constexpr auto operator==(const X& x, const Y& y) {
  return detail::express<operation::equal>(x, y);
}
template <class X, class Y>
  requires detail::formula_operands<X, Y>
constexpr auto operator!=(const X& x, const Y& y) {
  return detail::express<operation::not_equal>(x, y);
}

template <truth_formula X>
constexpr auto operator!(const X& x) {
  return detail::combine<operation::logical_not>(x);
}
template <truth_formula X, truth_formula Y>
constexpr auto operator&&(const X& x, const Y& y) {
  return detail::combine<operation::logical_and>(x, y);
}
template <truth_formula X, truth_formula Y>
constexpr auto operator||(const X& x, const Y& y) {
  return detail::combine<operation::logical_or>(x, y);
}

/// y where the condition holds, else z.
template <truth_formula C, formula_operand Y, formula_operand Z>
constexpr auto select(const C& condition, const Y& y, const Z& z) {
  return expression<operation::select, C, as_formula_t<Y>, as_formula_t<Z>>(
      condition, as_formula(y), as_formula(z));
}

// Where both operands have one type, std::min and std::max would match better than an overload for
// any two types, hence the first one for a binary operation.
#define TYPEGRAD_UNARY(name, ...)               \
  template <is_formula X>                       \
  constexpr auto name(const X& x) {             \
    return detail::express<operation::name>(x); \
  }
#define TYPEGRAD_BINARY(name, ...)                 \
  template <class X>                               \
    requires is_formula<X>                         \
  constexpr auto name(const X& x, const X& y) {    \
    return detail::express<operation::name>(x, y); \
  }                                                \
  template <class X, class Y>                      \
    requires detail::formula_operands<X, Y>        \
  constexpr auto name(const X& x, const Y& y) {    \
    return detail::express<operation::name>(x, y); \
  }
#define TYPEGRAD_TERNARY(name, ...)                         \
  template <class X, class Y, class Z>                      \
    requires detail::formula_operands<X, Y, Z>              \
  constexpr auto name(const X& x, const Y& y, const Z& z) { \
    return detail::express<operation::name>(x, y, z);       \
  }
#include <typegrad/op/table.def>

}  // namespace typegrad
