// Evaluates a recorded program: as straight-line code in an optimised build, by its table
// otherwise, unless it has loops.
#pragma once

#include <typegrad/eval/straight_line.hpp>
#include <typegrad/eval/table.hpp>

namespace typegrad {

/// outputs = Program(inputs), over arrays of the program's numbers of inputs and outputs. Nothing
/// is allocated.
template <class Program, class T>
TYPEGRAD_INLINE constexpr void evaluate(const T* inputs, T* outputs) {
#ifdef __OPTIMIZE__
  detail::run_straight_line<Program>(inputs, outputs);
#else
  if constexpr (sizes_of<Program>.loops == 0)
    detail::run_table<Program>(inputs, outputs);
  else
    detail::run_straight_line<Program>(inputs, outputs);
#endif
}

}  // namespace typegrad
