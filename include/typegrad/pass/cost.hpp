// Operation counts of a program, as constants to assert on and to choose a mode by.
#pragma once

#include <cstdint>

#include <typegrad/graph/builder.hpp>
#include <typegrad/graph/needed.hpp>

namespace typegrad {

/// How many operations a program executes, by what they cost.
struct operation_counts {
  std::int64_t additions = 0;        ///< + - and negation
  std::int64_t multiplications = 0;  ///< * and fma
  std::int64_t divisions = 0;        ///< / and sqrt
  std::int64_t choices =
      0;  ///< comparisons, logic, select, min, max and other operations of one or two instructions
  std::int64_t calls = 0;  ///< functions of the mathematics library

  constexpr std::int64_t total() const {
    return additions + multiplications + divisions + choices + calls;
  }
  /// Time in units of an addition, with the usual throughput of a present-day core: a division
  /// about 4, a call about 20.
  constexpr std::int64_t weight() const {
    return additions + multiplications + choices + 4 * divisions + 20 * calls;
  }
  constexpr operation_counts& operator+=(const operation_counts& other) {
    additions += other.additions;
    multiplications += other.multiplications;
    divisions += other.divisions;
    choices += other.choices;
    calls += other.calls;
    return *this;
  }
  /// Those of n iterations.
  friend constexpr operation_counts operator*(index n, const operation_counts& c) {
    return {n * c.additions, n * c.multiplications, n * c.divisions, n * c.choices, n * c.calls};
  }
  friend constexpr bool operator==(const operation_counts&, const operation_counts&) = default;
};

constexpr void count(operation_counts& c, operation o) {
  using enum operation;
  switch (o) {
    case input:
    case literal:
    case join:
    case scan:
    case element:
      break;
    case add:
    case subtract:
    case negate:
      ++c.additions;
      break;
    case multiply:
    case fma:
      ++c.multiplications;
      break;
    case divide:
    case sqrt:
      ++c.divisions;
      break;
    case one_minus_square:
    case square_minus_one:
      c.additions += 2;
      ++c.multiplications;
      break;
    case abs:
    case sign:
    case copysign:
    case max:
    case min:
    case fdim:
    case floor:
    case ceil:
    case trunc:
    case rint:
    case select:
      ++c.choices;
      break;
    default:
      if (is_truth(o))
        ++c.choices;
      else if (info(o).arity > 0)
        ++c.calls;
  }
}

/// The operations that the outputs need, those of a loop's body once for each iteration.
constexpr operation_counts count_needed(const graph& g, const sequence<index>& outputs) {
  const sequence<bool> needed = needed_by(g, outputs);
  operation_counts c;
  for (index i = 0; i < g.nodes.size(); ++i)
    if (needed[i] && g.nodes[i].op == operation::scan)
      c += loop_of(g, i).count * count_needed(loop_of(g, i).body, loop_of(g, i).body.outputs);
    else if (needed[i])
      count(c, g.nodes[i].op);
  return c;
}

}  // namespace typegrad
