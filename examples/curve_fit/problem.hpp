// The least-squares problem of a data set and its compiled model, in the arithmetic of a scalar
// type S.
#pragma once

#include <array>
#include <cstddef>
#include <typegrad.hpp>
#include <vector>

#include "least_squares.hpp"
#include "models.hpp"
#include "strd.hpp"

namespace curve_fit {

/// The parameters' starting values from column `start`, 0 or 1.
template <class S>
vector<S> starting_point(const dataset& data, std::size_t start) {
  std::vector<S> b;
  for (const parameter& p : data.parameters) b.push_back(p.start[start].as<S>());
  return Eigen::Map<vector<S>>(b.data(), static_cast<Eigen::Index>(b.size()));
}

/// The problem of fitting the model to the data, differentiated in Mode.
template <class S, class Mode, class Model>
problem<S> problem_of(const dataset& data, const Model& model) {
  using parameters = std::array<S, Model::parameters>;
  using predictors = std::array<S, Model::predictors>;
  struct sample {
    predictors x;
    S y;
  };
  std::vector<sample> samples;
  for (const observation& o : data.observations) {
    using std::log;
    sample& s = samples.emplace_back();
    for (std::size_t k = 0; k < s.x.size(); ++k) s.x[k] = o.predictors[k].as<S>();
    s.y = o.response.as<S>();
    if (model.log_response) s.y = log(s.y);
  }
  const auto to_array = [](const vector<S>& b) {
    parameters p;
    Eigen::Map<vector<S>>(p.data(), b.size()) = b;
    return p;
  };

  const auto f = model.function;
  const auto value_and_gradient = typegrad::value_and_grad<typegrad::wrt<0>, Mode>(f);
  const auto residuals = [=](const vector<S>& b, vector<S>& r) {
    const parameters p = to_array(b);
    r.resize(static_cast<Eigen::Index>(samples.size()));
    for (Eigen::Index i = 0; const sample& s : samples) r[i++] = f(p, s.x) - s.y;
  };
  const auto jacobian = [=](const vector<S>& b, matrix<S>& j) {
    const parameters p = to_array(b);
    j.resize(static_cast<Eigen::Index>(samples.size()), b.size());
    for (Eigen::Index i = 0; const sample& s : samples) {
      const parameters gradient = value_and_gradient(p, s.x).second;
      j.row(i++) = Eigen::Map<const vector<S>>(gradient.data(), b.size());
    }
  };
  return {samples.size(), residuals, jacobian};
}

}  // namespace curve_fit
