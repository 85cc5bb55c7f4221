// One partial derivative, applied: the table's dx, dy, dz columns as a function on symbols.
#pragma once

#include <typegrad/graph/functions.hpp>

namespace typegrad {

/// What stands for a derivative that is zero wherever it exists: no node is ever made for it.
inline constexpr symbol none{literal{0}, operation::input};

constexpr bool is_none(const symbol& s) { return s.function() == operation::input; }

/// a + b, where either may be `none`.
constexpr symbol added(const symbol& a, const symbol& b) {
  return is_none(a) ? b : is_none(b) ? a : a + b;
}

namespace detail {

constexpr symbol ln2{literal{}, operation::ln2};
constexpr symbol log2_e{literal{}, operation::log2_e};
constexpr symbol log10_e{literal{}, operation::log10_e};
constexpr symbol two_over_sqrt_pi{literal{}, operation::two_over_sqrt_pi};

constexpr symbol partial_of_choice(operation o, int k, const symbol& g, const condition& x) {
  switch (o) {
#define TYPEGRAD_SELECT(name, value, dy, dz, ...) \
  case operation::name:                           \
    return k == 0 ? none : k == 1 ? dy : dz;
#include <typegrad/op/table.def>
    default:
      return none;
  }
}

}  // namespace detail

/// A node's result and operands under the names that they have in the table; those that the
/// operation does not have are in no rule.
struct local {
  constexpr local(builder& b, index i) : local(b, i, b[i]) {}
  constexpr local(builder& b, index i, const node& n)
      : op(n.op), r(b, i), x(b, n.operands[0]), y(b, n.operands[1]), z(b, n.operands[2]) {}

  constexpr int arity() const { return info(op).arity; }

  /// ∂r/∂(operand k) · g; `none` where the table says so.
  constexpr symbol partial(int k, const symbol& g) const {
    using detail::ln2, detail::log2_e, detail::log10_e, detail::two_over_sqrt_pi;
    switch (op) {
#define TYPEGRAD_UNARY(name, value, dx, ...) \
  case operation::name:                      \
    return dx;
#define TYPEGRAD_BINARY(name, value, dx, dy, ...) \
  case operation::name:                           \
    return k == 0 ? dx : dy;
#define TYPEGRAD_TERNARY(name, value, dx, dy, dz, ...) \
  case operation::name:                                \
    return k == 0 ? dx : k == 1 ? dy : dz;
#include <typegrad/op/table.def>
      default:
        return detail::partial_of_choice(op, k, g, condition(*x.owner(), x.in(*x.owner())));
    }
  }

  operation op;
  symbol r, x, y, z;
};

}  // namespace typegrad
