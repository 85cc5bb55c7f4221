// How the costs of both modes are shown.
#pragma once

#include <string>
#include <vector>

#include "mode_costs.hpp"

namespace laboratory {

/// The networks as a formula.
std::string title(const mode_comparison& c);

/// Tables, with headings in bold if `bold`.
std::string to_text(const mode_comparison& c, const std::vector<iteration_costs>& logistic,
                    bool bold);
std::string to_json(const mode_comparison& c, const std::vector<iteration_costs>& logistic);

/// Draws operations and times over n by gnuplot as SVG: a colour for each m, reverse mode dashed,
/// and points where `automatic` has picked. Throws std::runtime_error where gnuplot is missing or
/// cannot write the file.
void plot(const mode_comparison& c, const std::string& path);

}  // namespace laboratory
