// Programs as formulas on paper have them: what is used twice is written twice.
#pragma once

#include <typegrad/graph/graph.hpp>

namespace laboratory {

/// The number of operations of a program of numbers in which nothing is shared; infinite beyond the
/// largest double.
double written_out_size(const typegrad::graph& g);

/// That program, each operation with one use. Cost: linear in its size.
typegrad::graph written_out(const typegrad::graph& g);

}  // namespace laboratory
