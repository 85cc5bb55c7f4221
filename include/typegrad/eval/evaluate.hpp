// Evaluates a recorded program: as straight-line code in an optimised build, on doubles two equal
// operations at a time where that pays; by its table otherwise, unless it has loops.
#pragma once

#include <type_traits>

#include <typegrad/eval/run_pairs.hpp>
#include <typegrad/eval/straight_line.hpp>
#include <typegrad/eval/table.hpp>

namespace typegrad {

/// outputs = Program(inputs), where inputs[i] is the input number i, and `outputs` has room for the
/// program's results. Nothing is allocated.
template <class Program, class Inputs, class Outputs>
TYPEGRAD_INLINE constexpr void evaluate(const Inputs& inputs, const Outputs& outputs) {
#ifdef __OPTIMIZE__
  using scalar = std::remove_cvref_t<decltype(outputs[0])>;
  if constexpr (detail::runs_in_pairs<Program, scalar>)
    if (!std::is_constant_evaluated()) return detail::run_in_pairs<Program>(inputs, outputs);
  detail::run_straight_line<Program>(inputs, outputs);
#else
  if constexpr (sizes_of<Program>.loops == 0)
    detail::run_table<Program>(inputs, outputs);
  else
    detail::run_straight_line<Program>(inputs, outputs);
#endif
}

}  // namespace typegrad
