// The fit of a network to a formula.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "formulas.hpp"
#include "network.hpp"

namespace kan {

struct options {
  std::size_t intervals = 12, hidden = 5, samples = 3000, iterations = 1000;
  int order = 3;
  std::uint64_t seed = 1;
};

/// The root mean square errors after an iteration, in the units of the formula.
struct errors {
  std::size_t iteration;
  double training, test;
};

/// The functions that the edges of a layer carry: at `places` (place, i), the values φ_ij (place,
/// i, j).
struct learned_edges {
  xt::xtensor<double, 2> places;
  xt::xtensor<double, 3> values;
};

struct fit_result {
  std::size_t parameters;
  std::vector<errors> curve;
  learned_edges first, second;
};

/// Compares the gradient with 50 digits first. Throws std::runtime_error where they differ by more
/// than 1e-12 of its norm.
fit_result fit(const formula& f, const options& o);

}  // namespace kan
