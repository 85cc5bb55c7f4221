// Arithmetic on extents: numbers where they are known at compile time, symbolic dimensions where
// they are not.
#pragma once

#include <typegrad/graph/builder.hpp>

namespace typegrad::detail {

/// The symbolic dimension as an extent.
constexpr std::int32_t extent_of(builder& b, const dimension& d) {
  sequence<dimension>& all = b.tables().dimensions;
  for (index i = 0; i < all.size(); ++i)
    if (all[i].is_made_like(d)) return all[i].same;
  all.push_back(d);
  const std::int32_t extent = -static_cast<std::int32_t>(all.size());
  all[all.size() - 1].same = extent;
  return extent;
}

constexpr std::int32_t extent_product(builder& b, std::int32_t x, std::int32_t y) {
  if (x >= 0 && y >= 0) return x * y;
  if (x == 0 || y == 0) return 0;
  if (x == 1) return y;
  if (y == 1) return x;
  return extent_of(b, {dimension::origin::product, x < y ? x : y, x < y ? y : x, 1});
}
constexpr std::int32_t extent_sum(builder& b, std::int32_t x, std::int32_t y) {
  if (x >= 0 && y >= 0) return x + y;
  if (x == 0) return y;
  if (y == 0) return x;
  return extent_of(b, {dimension::origin::sum, x < y ? x : y, x < y ? y : x, 1});
}
/// x - y. Where both are known it must not be negative.
constexpr std::int32_t extent_difference(builder& b, std::int32_t x, std::int32_t y) {
  if (x >= 0 && y >= 0) return x - y;
  if (y == 0) return x;
  return extent_of(b, {dimension::origin::difference, x, y, 1});
}
constexpr std::int32_t extent_minimum(builder& b, std::int32_t x, std::int32_t y) {
  if (x >= 0 && y >= 0) return x < y ? x : y;
  if (x == y) return x;
  return extent_of(b, {dimension::origin::minimum, x < y ? x : y, x < y ? y : x, 1});
}
/// (x + plus) / by, rounded down, and 0 where x + plus is negative.
constexpr std::int32_t extent_quotient(builder& b, std::int32_t x, std::int32_t plus,
                                       std::int32_t by) {
  if (x >= 0) return x + plus < 0 ? 0 : (x + plus) / by;
  if (plus == 0 && by == 1) return x;
  const dimension d = b.program().dimensions[static_cast<index>(-x - 1)];
  if (d.from == dimension::origin::quotient && d.c == 1 && d.b >= 0)
    return extent_quotient(b, d.a, d.b + plus, by);
  return extent_of(b, {dimension::origin::quotient, x, plus, by});
}

/// by mod n, which is 0 where n is.
constexpr std::int32_t extent_remainder(builder& b, int by, std::int32_t n) {
  if (by == 0 || n == 0) return 0;
  if (n < 0) return extent_of(b, {dimension::origin::remainder, n, by, 1});
  return (by % n + n) % n;
}

}  // namespace typegrad::detail
