// The operators and functions of the traced language, one overload a row of the table, and the
// compositions made from them.
#pragma once

#include <typegrad/graph/symbol.hpp>

namespace typegrad {

/// One argument is a symbol, the other a symbol or a plain number.
template <class L, class R>
concept mixed =
    (is_symbol<L> && (is_symbol<R> || arithmetic<R>)) || (arithmetic<L> && is_symbol<R>);

template <class L, class R>
  requires mixed<L, R>
constexpr symbol operator+(const L& x, const R& y) {
  return symbol::apply(operation::add, x, y);
}
template <class L, class R>
  requires mixed<L, R>
constexpr symbol operator-(const L& x, const R& y) {
  return symbol::apply(operation::subtract, x, y);
}
template <class L, class R>
  requires mixed<L, R>
constexpr symbol operator*(const L& x, const R& y) {
  return symbol::apply(operation::multiply, x, y);
}
template <class L, class R>
  requires mixed<L, R>
constexpr symbol operator/(const L& x, const R& y) {
  return symbol::apply(operation::divide, x, y);
}

namespace detail {
constexpr condition compare(operation o, const symbol& x, const symbol& y) {
  if (const literal *const a = x.constant(), *const b = y.constant();
      a != nullptr && b != nullptr) {
    const long double u = a->numerator / a->denominator, v = b->numerator / b->denominator;
    return condition(o == operation::less         ? u < v
                     : o == operation::less_equal ? u <= v
                     : o == operation::equal      ? u == v
                                                  : u != v);
  }
  const symbol r = symbol::apply(o, x, y);
  return {*r.owner(), r.in(*r.owner())};
}
}  // namespace detail

template <class L, class R>
  requires mixed<L, R>
constexpr condition operator<(const L& x, const R& y) {
  return detail::compare(operation::less, x, y);
}
template <class L, class R>
  requires mixed<L, R>
constexpr condition operator>(const L& x, const R& y) {
  return detail::compare(operation::less, y, x);
}
template <class L, class R>
  requires mixed<L, R>
constexpr condition operator<=(const L& x, const R& y) {
  return detail::compare(operation::less_equal, x, y);
}
template <class L, class R>
  requires mixed<L, R>
constexpr condition operator>=(const L& x, const R& y) {
  return detail::compare(operation::less_equal, y, x);
}
template <class L, class R>
  requires mixed<L, R>
constexpr condition operator==(const L& x, const R& y) {
  return detail::compare(operation::equal, x, y);
}
template <class L, class R>
  requires mixed<L, R>
constexpr condition operator!=(const L& x, const R& y) {
  return detail::compare(operation::not_equal, x, y);
}

// The functions of the table. Operators stand above; `select` and `polygamma` have first operands
// of another kind.
#define TYPEGRAD_UNARY(name, ...) \
  constexpr symbol name(const symbol& x) { return symbol::apply(operation::name, x); }
#define TYPEGRAD_BINARY(name, ...)                          \
  constexpr symbol name(const symbol& x, const symbol& y) { \
    return symbol::apply(operation::name, x, y);            \
  }                                                         \
  template <class L, class R>                               \
    requires mixed<L, R>                                    \
  constexpr symbol name(const L& x, const R& y) {           \
    return symbol::apply(operation::name, x, y);            \
  }
#define TYPEGRAD_TERNARY(name, ...)                                          \
  constexpr symbol name(const symbol& x, const symbol& y, const symbol& z) { \
    return symbol::apply(operation::name, x, y, z);                          \
  }
#include <typegrad/op/table.def>

/// a where the condition holds, else b. The branch not taken reaches neither the value nor the
/// derivative.
constexpr symbol select(const condition& c, const symbol& a, const symbol& b) {
  if (c.is_known()) return c.known() ? a : b;
  const index first = a.in(c.owner());
  return {c.owner(),
          symbol::make(c.owner(), operation::select, 3, c.node(), first, b.in(c.owner()))};
}

}  // namespace typegrad
