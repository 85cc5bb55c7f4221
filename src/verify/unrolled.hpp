// Loops over arrays written out, for a check of each operation by itself.
#pragma once

#include <cstddef>

#include <typegrad/graph/graph.hpp>

namespace typegrad::verify {

/// The nodes that g has with its loops written out.
std::size_t unrolled_size(const graph& g);

/// The same program over arrays without loops: their bodies again and again. All extents are
/// numbers.
graph unrolled(const graph& g);

}  // namespace typegrad::verify
