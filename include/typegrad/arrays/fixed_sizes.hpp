// Programs over small arrays whose sizes are constants: their loops and products become code for
// just these sizes.
#pragma once

#include <cstdint>

#include <typegrad/arrays/plan.hpp>
#include <typegrad/arrays/views.hpp>

namespace typegrad::detail {

/// The size of an array whose extents are all constants.
constexpr array_size fixed_size(const shape& s) {
  array_size size;
  size.rank = s.rank;
  for (int k = 0; k < s.rank; ++k) size.extents[k] = s.extents[k];
  return size;
}

constexpr bool is_small_and_fixed(const shape& s) {
  constexpr std::int32_t largest = 4096;
  std::int32_t elements = 1;
  for (int k = 0; k < s.rank; ++k) {
    if (s.extents[k] < 0 || s.extents[k] > largest) return false;
    elements *= s.extents[k];
    if (elements > largest) return false;
  }
  return true;
}

/// Has the program P small arrays of fixed sizes only?
template <class P>
inline constexpr bool has_fixed_sizes = [] {
  for (index k = 0; k < P::plan.made.shapes; ++k)
    if (!is_small_and_fixed(P::plan.shapes[k])) return false;
  return true;
}();

}  // namespace typegrad::detail
