// Fits a compiled model in the arithmetic of a scalar type S.
#pragma once

#include "fit.hpp"
#include "fits.hpp"
#include "problem.hpp"

namespace curve_fit {

/// Fits the model of the data set's name from one of its two starting points.
template <class S>
estimate fit_dataset(const dataset& data, std::size_t start) {
  problem<S> p;
  visit_model(data.name,
              [&](const auto& model) { p = problem_of<S, typegrad::automatic>(data, model); });
  return fit(p, starting_point<S>(data, start));
}

}  // namespace curve_fit
