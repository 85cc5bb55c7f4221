// Whether a data set fits the model of its name.
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string>

#include "fits.hpp"
#include "problem.hpp"

namespace curve_fit {

namespace {

std::string model_names() {
  return std::apply(
      [](const auto&... m) { return fmt::format("{}", fmt::join(std::array{m.dataset...}, ", ")); },
      models);
}

void check_finite(const dataset& data, const problem<double>& p, std::size_t start) {
  const vector<double> b = starting_point<double>(data, start);
  vector<double> r;
  matrix<double> j;
  p.residuals(b, r);
  p.jacobian(b, j);
  for (Eigen::Index i = 0; const observation& o : data.observations) {
    if (!std::isfinite(r[i]) || !j.row(i).allFinite())
      throw strd_error(data.path, o.line,
                       fmt::format("expected an observation at which the model of {} and its "
                                   "derivatives are finite for start {}",
                                   data.name, start + 1));
    ++i;
  }
}

template <class Model>
void check(const dataset& data, const Model& model) {
  const parameter& last = data.parameters.back();
  const observation& first = data.observations.front();
  if (data.parameters.size() != Model::parameters)
    throw strd_error(data.path, last.line,
                     fmt::format("expected {} parameters, as the model of {} has, found {}",
                                 Model::parameters, data.name, data.parameters.size()));
  if (first.predictors.size() != Model::predictors)
    throw strd_error(data.path, first.line,
                     fmt::format("expected {} numbers, the response and the predictors of the "
                                 "model of {}",
                                 1 + Model::predictors, data.name));
  const auto p = problem_of<double, typegrad::automatic>(data, model);
  for (const std::size_t start : {0U, 1U}) check_finite(data, p, start);
}

}  // namespace

void check_model(const dataset& data) {
  if (!visit_model(data.name, [&](const auto& model) { check(data, model); }))
    throw strd_error(data.path, name_line,
                     fmt::format("expected the name of a data set with a model ({}), found "
                                 "\"{}\"",
                                 model_names(), data.name));
}

}  // namespace curve_fit
