// One partial derivative, applied: the table's dx, dy, dz columns as a function on symbols.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include <typegrad/graph/functions.hpp>

namespace typegrad {

/// What stands for a derivative that is zero wherever it exists: no node is ever made for it.
inline constexpr symbol none{literal{0}, operation::input};

constexpr bool is_none(const symbol& s) { return s.function() == operation::input; }

namespace detail {

constexpr symbol infinity{literal{std::numeric_limits<long double>::infinity()}};
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
  constexpr local(builder& b, index i, const node& n)
      : op(n.op), r(b, i), x(b, n.operands[0]), y(b, n.operands[1]), z(b, n.operands[2]) {}

  /// ∂r/∂(operand k) · g; `none` where the table says so.
  constexpr symbol partial(int k, const symbol& g) const {
    using detail::infinity, detail::ln2, detail::log2_e, detail::log10_e, detail::two_over_sqrt_pi;
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

namespace detail {

/// The partial derivatives that most programs consist of, as the table spells them.
enum class partial_form : std::uint8_t { other, none, same, opposite, times_x, times_y };

constexpr partial_form form_of(std::string_view rule) {
  return rule == "none"    ? partial_form::none
         : rule == "g"     ? partial_form::same
         : rule == "-g"    ? partial_form::opposite
         : rule == "g * x" ? partial_form::times_x
         : rule == "g * y" ? partial_form::times_y
                           : partial_form::other;
}

/// By operation and operand.
struct partial_forms {
  partial_form of[operation_count][3];
};
inline constexpr partial_forms forms = [] {
  partial_forms all{};
  const auto set = [&](operation o, auto... rules) {
    int k = 0;
    ((all.of[static_cast<int>(o)][k++] = form_of(rules)), ...);
  };
#define TYPEGRAD_UNARY(name, value, dx, ...) set(operation::name, #dx);
#define TYPEGRAD_BINARY(name, value, dx, dy, ...) set(operation::name, #dx, #dy);
#define TYPEGRAD_TERNARY(name, value, dx, dy, dz, ...) set(operation::name, #dx, #dy, #dz);
#include <typegrad/op/table.def>
  return all;
}();

}  // namespace detail

/// x + y, where either may be `absent`.
constexpr index added(builder& b, index x, index y) {
  return x == absent ? y : y == absent ? x : symbol::make(b, operation::add, 2, x, y);
}

/// ∂r/∂(operand k) · g for node i, which is n; `absent` where the table says `none`. Symbols are
/// dear in constant evaluation: the forms that most programs consist of do without.
constexpr index partial(builder& b, index i, const node& n, int k, index g) {
  using enum detail::partial_form;
  switch (b.has_arrays() ? other : detail::forms.of[static_cast<int>(n.op)][k]) {
    case none:
      return absent;
    case same:
      return g;
    case opposite:
      return b.make(operation::negate, g);
    case times_x:
      return b.make(operation::multiply, g, n.operands[0]);
    case times_y:
      return b.make(operation::multiply, g, n.operands[1]);
    default:
      const symbol term = local(b, i, n).partial(k, {b, g});
      return is_none(term) ? absent : term.in(b);
  }
}

}  // namespace typegrad
