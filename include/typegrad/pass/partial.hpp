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
constexpr symbol ln10{literal{}, operation::ln10};
constexpr symbol two_over_sqrt_pi{literal{}, operation::two_over_sqrt_pi};

// The variables of a row's formulas that the row does not use stay unused.
constexpr symbol partial_of_function(operation o, int k, const symbol& g, const symbol& x,
                                     const symbol& y, [[maybe_unused]] const symbol& z,
                                     const symbol& r) {
  switch (o) {
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
      return none;
  }
}

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

/// A node's result and operands as symbols; operands that the operation does not have repeat the
/// first.
class local {
 public:
  constexpr local(builder& b, index i)
      : op_(b[i].op),
        r_(b, i),
        x_(b, b[i].operands[0]),
        y_(arity() > 1 ? symbol(b, b[i].operands[1]) : x_),
        z_(arity() > 2 ? symbol(b, b[i].operands[2]) : x_) {}

  constexpr int arity() const { return info(op_).arity; }

  /// ∂r/∂(operand k) · g; `none` where the table says so.
  constexpr symbol partial(int k, const symbol& g) const {
    if (op_ == operation::select)
      return detail::partial_of_choice(op_, k, g, condition(*x_.owner(), x_.in(*x_.owner())));
    return detail::partial_of_function(op_, k, g, x_, y_, z_, r_);
  }

 private:
  operation op_;
  symbol r_, x_, y_, z_;
};

}  // namespace typegrad
