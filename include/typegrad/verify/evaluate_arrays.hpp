// Graphs over arrays in arithmetic of many digits. The interpreter is compiled once, in the
// library.
#pragma once

#include <vector>

#include <typegrad/eval/array_of.hpp>
#include <typegrad/graph/graph.hpp>
#include <typegrad/verify/real.hpp>

namespace typegrad::verify {

/// Numbers and arrays, the inputs or the outputs of a graph.
using real_arrays = std::vector<array_of<real>>;

/// g at x in arithmetic of so many decimal digits, by <typegrad/eval/interpret_arrays.hpp>, with
/// its errors and its cost.
real_arrays evaluate(unsigned digits, const graph& g, const real_arrays& x);

}  // namespace typegrad::verify
