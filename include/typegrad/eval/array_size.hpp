// The extents of an array while a program runs.
#pragma once

#include <cstddef>

#include <typegrad/graph/graph.hpp>

namespace typegrad::detail {

struct array_size {
  int rank = 0;
  std::ptrdiff_t extents[shape::max_rank] = {};

  friend constexpr bool operator==(const array_size& a, const array_size& b) {
    if (a.rank != b.rank) return false;
    for (int k = 0; k < a.rank; ++k)
      if (a.extents[k] != b.extents[k]) return false;
    return true;
  }

  std::ptrdiff_t elements() const {
    std::ptrdiff_t n = 1;
    for (int k = 0; k < rank; ++k) n *= extents[k];
    return n;
  }
  /// The elements in one step along axis k.
  std::ptrdiff_t stride(int k) const {
    std::ptrdiff_t n = 1;
    for (int i = k + 1; i < rank; ++i) n *= extents[i];
    return n;
  }
};

}  // namespace typegrad::detail
