// What symbolic dimensions are once the sizes of a program's inputs are known, and whether they
// fit.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <typegrad/eval/shape_error.hpp>

namespace typegrad::detail {

/// The number that a dimension is; axis(slot, place) is an extent of an input, value(e) the number
/// that the extent e is, of those that the dimension is made from.
template <class Axis, class Value>
std::ptrdiff_t measured(const dimension& d, Axis axis, Value value) {
  switch (d.from) {
    case dimension::origin::axis:
      return axis(d.a, d.b);
    case dimension::origin::product:
      return value(d.a) * value(d.b);
    case dimension::origin::sum:
      return value(d.a) + value(d.b);
    case dimension::origin::difference:
      return value(d.a) - value(d.b);
    case dimension::origin::minimum:
      return std::min(value(d.a), value(d.b));
    case dimension::origin::quotient:
      return value(d.a) + d.b < 0 ? 0 : (value(d.a) + d.b) / d.c;
    case dimension::origin::remainder:
      return value(d.a) == 0 ? 0 : (d.b % value(d.a) + value(d.a)) % value(d.a);
  }
  return 0;
}

/// Throws shape_error where the constraint does not hold.
template <class Value>
void check_constraint(const constraint& c, Value value) {
  const bool holds = c.how == constraint::relation::equal ? value(c.left) == value(c.right)
                                                          : value(c.left) >= value(c.right);
  if (!holds) throw_misfit(c, value);
}

}  // namespace typegrad::detail
