// The nest of loops that a fused loop becomes once extents are known: as few as the operands'
// layouts allow.
#pragma once

#include <cstddef>

#include <typegrad/arrays/plan.hpp>

namespace typegrad {

/// Loops from the outermost to the innermost, and the steps that each takes in each operand's
/// memory. All arrays lie in row-major order without gaps.
template <std::size_t Operands>
struct loop_nest {
  int depth = 1;
  std::ptrdiff_t extents[shape::max_rank + 1] = {1};
  std::ptrdiff_t strides[shape::max_rank + 1][Operands + 1] = {};
  std::ptrdiff_t slices[Operands + 1] = {};  ///< steps from one slice to the next
  bool is_empty = false;
  bool sums_rows = false;  ///< every reduction is along the innermost loop but one

  /// How many elements of an operand the nest runs over.
  constexpr std::ptrdiff_t elements(std::size_t operand) const {
    std::ptrdiff_t n = 1;
    for (int k = 0; k < depth; ++k)
      if (strides[k][operand] != 0) n *= extents[k];
    return n;
  }

  /// The nest over an array of the given rank and extents, where operand o has the axes axes(o).
  /// The axis `inner` is always part of the innermost loop.
  template <class Axes>
  static constexpr loop_nest of(int rank, const std::ptrdiff_t* sizes, int inner_axis, Axes axes) {
    loop_nest nest;
    nest.depth = 0;
    std::ptrdiff_t inner[Operands + 1];
    for (std::size_t o = 0; o < Operands; ++o) inner[o] = 1;
    loop_nest reversed;
    int depth = 0;
    for (int k = rank; k-- > 0;) {
      if (sizes[k] == 0) nest.is_empty = true;
      std::ptrdiff_t stride[Operands + 1];
      for (std::size_t o = 0; o < Operands; ++o) {
        stride[o] = has_axis(axes(o), k) ? inner[o] : 0;
        if (has_axis(axes(o), k)) inner[o] *= sizes[k];
      }
      if (sizes[k] == 1 && k != inner_axis) continue;
      bool joins = depth > 0;
      for (std::size_t o = 0; o < Operands && joins; ++o)
        joins = stride[o] == reversed.strides[depth - 1][o] * reversed.extents[depth - 1];
      if (joins) {
        reversed.extents[depth - 1] *= sizes[k];
        continue;
      }
      reversed.extents[depth] = sizes[k];
      for (std::size_t o = 0; o < Operands; ++o) reversed.strides[depth][o] = stride[o];
      ++depth;
    }
    if (depth == 0) depth = 1;  // one element
    nest.depth = depth;
    for (int k = 0; k < depth; ++k) {
      nest.extents[k] = reversed.extents[depth - 1 - k];
      for (std::size_t o = 0; o < Operands; ++o)
        nest.strides[k][o] = reversed.strides[depth - 1 - k][o];
    }
    return nest;
  }
};

}  // namespace typegrad
