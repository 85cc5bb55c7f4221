// The compositions of <typegrad/graph/compositions.hpp> on formulas.
#pragma once

#include <typegrad/trace/formula_functions.hpp>

namespace typegrad {

template <is_formula X>
constexpr auto square(const X& x) {
  return apply([](const symbol& operand) { return square(operand); }, x);
}
template <is_formula X>
constexpr auto softplus(const X& x) {
  return apply([](const symbol& operand) { return softplus(operand); }, x);
}
template <class X, class Y>
  requires detail::formula_operands<X, Y>
constexpr auto logaddexp(const X& x, const Y& y) {
  return apply([](auto... operands) { return logaddexp(operands...); }, x, y);
}
template <is_formula X>
constexpr auto relu(const X& x) {
  return apply([](const symbol& operand) { return relu(operand); }, x);
}
template <is_formula X>
constexpr auto silu(const X& x) {
  return apply([](const symbol& operand) { return silu(operand); }, x);
}
template <is_formula X>
constexpr auto gelu(const X& x) {
  return apply([](const symbol& operand) { return gelu(operand); }, x);
}
template <is_formula X>
constexpr auto logit(const X& x) {
  return apply([](const symbol& operand) { return logit(operand); }, x);
}
template <is_formula X>
constexpr auto fabs(const X& x) {
  return abs(x);
}
template <is_formula X>
constexpr auto nearbyint(const X& x) {
  return rint(x);
}
template <class X, class Y>
  requires detail::formula_operands<X, Y>
constexpr auto fmax(const X& x, const Y& y) {
  return max(x, y);
}
template <class X, class Y>
  requires detail::formula_operands<X, Y>
constexpr auto fmin(const X& x, const Y& y) {
  return min(x, y);
}
template <class X, class Y, class Z>
  requires detail::formula_operands<X, Y, Z>
constexpr auto hypot(const X& x, const Y& y, const Z& z) {
  return apply([](auto... operands) { return hypot(operands...); }, x, y, z);
}
template <class X, class Y, class Z>
  requires detail::formula_operands<X, Y, Z>
constexpr auto lerp(const X& a, const Y& b, const Z& t) {
  return apply([](auto... operands) { return lerp(operands...); }, a, b, t);
}
template <class X, class L, class H>
  requires detail::formula_operands<X, L, H>
constexpr auto clamp(const X& x, const L& lowest, const H& highest) {
  return min(max(x, lowest), highest);
}

}  // namespace typegrad
