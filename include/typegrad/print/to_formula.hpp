// A program of one output as a formula over named inputs.
#pragma once

#include <stdexcept>

#include <typegrad/print/to_string.hpp>

namespace typegrad {

/// The longest formula that is spelled out, in operations and leaves.
inline constexpr index formula_limit = 2000;

/// The output as an infix formula with as few parentheses as keep the order of evaluation, as in
/// `1 / x1 + x2`, `a - (b - c)`; parts used more than once are spelled out at each use. A formula
/// beyond `formula_limit`, or with a loop, is written as the listing of to_string. Names: one an
/// input; x0, x1, ... where none are given. Throws std::invalid_argument for another number of
/// names or of outputs.
inline std::string to_formula(const graph& g, std::span<const std::string_view> names = {}) {
  if (g.outputs.size() != 1)
    throw std::invalid_argument("typegrad: a formula has one output, but this graph has " +
                                std::to_string(g.outputs.size()) + "; print it with to_string");
  const index output = g.outputs[0];
  if (print::needs_loops(g) || print::formula_sizes(g, formula_limit + 1)[output] > formula_limit)
    return to_string(g, names);
  return print::writer(g, print::plain, names).formula(output).text;
}

}  // namespace typegrad
