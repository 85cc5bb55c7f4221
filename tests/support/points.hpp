// The points at which a row of the table is tested: of its domain, special ones, and those at the
// ends of the number range.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "support/table.hpp"

namespace typegrad::test {

using point = std::vector<double>;

inline constexpr double least_normal = std::numeric_limits<double>::min();
inline constexpr double largest_number = std::numeric_limits<double>::max();

/// A number of the interval: a third of them uniform, the others as near to one of its ends or to 0
/// as to have any exponent down to 2^-50.
inline double sample(const interval& i, std::mt19937_64& random) {
  const auto uniform = [&] { return std::ldexp(static_cast<double>(random() >> 11), -53); };
  const double width = i.highest - i.lowest, small = std::exp2(-50 * uniform());
  switch (random() % 6) {
    case 0:
      return i.lowest + width * small;
    case 1:
      return i.highest - width * small;
    case 2:
      return std::clamp(small, i.lowest, i.highest);
    case 3:
      return std::clamp(-small, i.lowest, i.highest);
    default:
      return i.lowest + width * uniform();
  }
}

inline std::vector<point> sample_points(const row& r, int count) {
  std::mt19937_64 random(static_cast<std::uint64_t>(r.op));
  std::vector<point> points;
  for (int k = 0; k < count; ++k) {
    points.emplace_back();
    for (const interval& i : r.domain) points.back().push_back(sample(i, random));
  }
  return points;
}

/// Every combination of the coordinates, one from each list.
inline std::vector<point> combinations(const std::vector<point>& lists) {
  std::vector<point> all = {{}};
  for (const point& list : lists) {
    std::vector<point> longer;
    for (const point& p : all)
      for (const double x : list) {
        longer.push_back(p);
        longer.back().push_back(x);
      }
    all = longer;
  }
  return all;
}

/// 0, ±1, other ties, and the ends of the domain.
inline std::vector<point> special_points(const row& r) {
  std::vector<point> lists;
  for (const interval& i : r.domain) {
    lists.push_back({i.lowest});
    if (i.lowest == i.highest) continue;
    for (const double x : {0., 1., -1., 2., 0.5, -2.5, i.highest}) lists.back().push_back(x);
  }
  return combinations(lists);
}

/// The ends of the number range.
inline std::vector<point> extreme_points(const row& r) {
  point list = {1, least_normal, -1e-160, 1e-20, -1e20, 1e160, largest_number};
  if (r.domain.size() == 1)
    for (const double x :
         {-1., -1e-20, 1e-160, 5e-324, -least_normal, -1e160, 1e20, -5e-324, -largest_number})
      list.push_back(x);
  std::vector<point> lists(r.domain.size(), list);
  for (std::size_t k = 0; k < lists.size(); ++k)
    if (r.domain[k].lowest == r.domain[k].highest) lists[k] = {r.domain[k].lowest};
  return combinations(lists);
}

}  // namespace typegrad::test
