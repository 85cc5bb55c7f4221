// Evaluates a recorded program by a loop over a table of its instructions: a compiler that does not
// optimise makes a table in a fraction of the time that it takes for code of each node.
#pragma once

#include <cstddef>

#include <typegrad/eval/values.hpp>

namespace typegrad::detail {

/// The operations that occur in a program.
template <class Program>
struct operations_of {
  static constexpr operation_set all = Program::frozen.operations;
  static constexpr bool contains(operation o) { return all.has[static_cast<int>(o)]; }
};

/// outputs = Program(inputs), with the same roundings as straight-line code. Cost: one dispatch and
/// one operation a node. Nothing is allocated.
template <class Program, class Inputs, class Outputs>
constexpr void run_table(const Inputs& inputs, const Outputs& outputs) {
  using T = std::remove_cvref_t<decltype(outputs[0])>;
  constexpr auto& leaves = table<Program, part::leaves>;
  constexpr auto& nodes = table<Program, part::nodes>;
  frame_of<Program, T> v;
  for (std::size_t i = 0; i < sizes_of<Program>.leaves; ++i) {
    const instruction& n = leaves.at[i];
    if (n.op == operation::literal)
      v.numbers[n.r] = convert<T>({leaves.numerators[i], leaves.denominators[i]});
    else
      step<operations_of<Program>>(n.op, v, n.r, 0, 0, 0);
  }
  for (std::size_t i = 0; i < sizes_of<Program>.nodes; ++i) {
    const instruction& n = nodes.at[i];
    if (n.op == operation::input)
      v.numbers[n.r] = inputs[n.a];
    else
      step<operations_of<Program>>(n.op, v, n.r, n.a, n.b, n.c);
  }
  for (const result_place& r : results_of<Program, 0, sizes_of<Program>.nodes + 1>)
    outputs[r.output] = v.numbers[r.value];
}

}  // namespace typegrad::detail
