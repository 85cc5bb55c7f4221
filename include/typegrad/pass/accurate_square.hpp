// 1 - x² with little more than one rounding, for programs in which it has a high power.
#pragma once

#include <typegrad/graph/builder.hpp>

namespace typegrad::detail {

/// 1 - x², where (1 - x)(1 + x) would take three roundings. With u = 1 - |x|, which is exact for
/// 1/2 <= |x| <= 2, it is 2u - u² there, and 1 - x² as it stands elsewhere.
constexpr index accurate_one_minus_square(builder& b, index x) {
  using enum operation;
  const index one = b.number({1}), u = b.make(subtract, one, b.make(abs, x));
  const index near_one =
      b.make(subtract, b.make(multiply, b.number({2}), u), b.make(multiply, u, u));
  const index elsewhere = b.make(subtract, one, b.make(multiply, x, x));
  const index distance = b.make(abs, b.make(add, u, b.number({1, 4})));  // of |x| from 5/4
  return b.make(select, b.make(less, b.number({3, 4}), distance), elsewhere, near_one);
}

}  // namespace typegrad::detail
