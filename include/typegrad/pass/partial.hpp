// One partial derivative, applied: the table's dx, dy, dz columns as a function on symbols.
#pragma once

#include <typegrad/graph/functions.hpp>

namespace typegrad {

/// The operands of a node and its result, as symbols.
struct local {
  symbol x, y, z, r;
};

/// ∂r/∂(operand k) · g for the operation o at `at`; the symbol of a structural zero where the table
/// has `none`.
constexpr symbol partial(operation o, int k, const symbol& g, const local& at);

/// What stands for a derivative that is zero wherever it exists: no node is ever made for it.
inline constexpr symbol none{literal{0}, operation::input};

constexpr bool is_none(const symbol& s) { return s.function() == operation::input; }

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

constexpr symbol partial(operation o, int k, const symbol& g, const local& at) {
  if (o == operation::select)
    return detail::partial_of_choice(o, k, g, condition(*at.x.owner(), at.x.in(*at.x.owner())));
  return detail::partial_of_function(o, k, g, at.x, at.y, at.z, at.r);
}

}  // namespace typegrad
