// What a network has learned as SVG pictures, drawn by gnuplot.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include "fit.hpp"

namespace kan {

struct learned {
  const formula* of;
  fit_result fit;
};

/// Every edge's function: a column for each hidden node, a row for each variable, and one for the
/// edges to the output. False where gnuplot is not installed or fails.
bool draw_edges(const std::string& path, const learned& network);

/// Training and test errors of the networks over the iterations; as above.
bool draw_learning_curves(const std::string& path, const std::vector<learned>& networks);

}  // namespace kan
