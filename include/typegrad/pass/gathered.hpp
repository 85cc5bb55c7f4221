// The adjoint of one node while it is gathered from the nodes that use it.
#pragma once

#include <typegrad/graph/builder.hpp>

namespace typegrad {

namespace detail {

/// The adjoint of a node while it is gathered: `value`, or -`value` where it is negative, where the
/// truth value `guard` holds and 0 elsewhere; everywhere where there is no guard. A sign is carried
/// until a sum takes it, so that no node is made for it. A choice passes its adjoint on guarded,
/// so that products along the branch not taken, NaN or infinite as they may be, are never added: 0
/// · NaN does not arise.
struct gathered {
  index value = absent;
  index guard = absent;
  bool negative = false;
};

constexpr bool is_zero(const builder& b, index i) { return b.is_literal(i, 0); }

/// The adjoint where its guard holds.
constexpr index guarded(builder& b, const gathered& a) {
  return a.negative ? b.make(operation::negate, a.value) : a.value;
}

constexpr index ungated(builder& b, const gathered& a) {
  const index value = guarded(b, a);
  return a.guard == absent ? value : b.make(operation::select, a.guard, value, b.number({0}));
}

/// Splits a term p ? v : 0 or p ? 0 : v into v and its guard, under the guard that holds already.
constexpr gathered split(builder& b, const gathered& term) {
  const node n = b[term.value];
  if (n.op != operation::select) return term;
  index guard = n.operands[0], value = n.operands[1];
  if (is_zero(b, value)) {
    guard = b.make(operation::logical_not, guard);
    value = n.operands[2];
  } else if (!is_zero(b, n.operands[2])) {
    return term;
  }
  if (term.guard != absent) guard = b.make(operation::logical_and, term.guard, guard);
  return {value, guard, term.negative};
}

/// Where one of two guards holds: everywhere, if one is absent or the negation of the other.
constexpr index either(builder& b, index p, index q) {
  if (p == absent || q == absent) return absent;
  if (b[p].op == operation::logical_not && b[p].operands[0] == q) return absent;
  if (b[q].op == operation::logical_not && b[q].operands[0] == p) return absent;
  return b.make(operation::logical_or, p, q);
}

constexpr void gather(builder& b, gathered& sum, const gathered& term) {
  if (sum.value == absent)
    sum = term;
  else if (sum.guard == term.guard) {
    if (sum.negative == term.negative)
      sum.value = b.make(operation::add, sum.value, term.value);
    else
      sum = {sum.negative ? b.make(operation::subtract, term.value, sum.value)
                          : b.make(operation::subtract, sum.value, term.value),
             sum.guard};
  } else {
    const index first = ungated(b, sum);
    sum = {b.make(operation::add, first, ungated(b, term)), either(b, sum.guard, term.guard)};
  }
}

}  // namespace detail

}  // namespace typegrad
