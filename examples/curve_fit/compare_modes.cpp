// Forward against reverse mode: operations at an observation, time of a Jacobian.
#include <algorithm>
#include <array>
#include <chrono>

#include "fits.hpp"
#include "problem.hpp"

namespace curve_fit {

namespace {

constexpr std::size_t rounds = 21;

/// Seconds for one Jacobian, the mean over about 20,000 observations.
double time_sweep(const problem<double>& p, const vector<double>& b) {
  using clock = std::chrono::steady_clock;
  const std::size_t sweeps = 1 + 20'000 / p.observations;
  matrix<double> j;
  const auto begin = clock::now();
  for (std::size_t i = 0; i < sweeps; ++i) p.jacobian(b, j);
  return std::chrono::duration<double>(clock::now() - begin).count() / static_cast<double>(sweeps);
}

double median(std::array<double, rounds> times) {
  std::ranges::nth_element(times, times.begin() + rounds / 2);
  return times[rounds / 2];
}

template <class Mode, class Model>
constexpr typegrad::operation_counts counts_of(const Model&) {
  using parameters = std::array<double, Model::parameters>;
  using predictors = std::array<double, Model::predictors>;
  constexpr typename Model::function_type f;
  return typegrad::cost(
      typegrad::trace<parameters, predictors>(typegrad::value_and_grad<typegrad::wrt<0>, Mode>(f)));
}

template <class Model>
mode_costs compare(const dataset& data, const Model& model) {
  const auto forward = problem_of<double, typegrad::forward>(data, model);
  const auto reverse = problem_of<double, typegrad::reverse>(data, model);
  vector<double> b(static_cast<Eigen::Index>(data.parameters.size()));
  for (Eigen::Index i = 0; const parameter& p : data.parameters) b[i++] = p.certified.value;

  // Rounds alternate, so that a change of the machine's speed falls on both modes alike.
  std::array<double, rounds> forward_times, reverse_times;
  for (std::size_t i = 0; i < rounds; ++i) {
    forward_times[i] = time_sweep(forward, b);
    reverse_times[i] = time_sweep(reverse, b);
  }
  return {{counts_of<typegrad::forward>(model), median(forward_times)},
          {counts_of<typegrad::reverse>(model), median(reverse_times)}};
}

}  // namespace

mode_costs compare_modes(const dataset& data) {
  mode_costs costs;
  visit_model(data.name, [&](const auto& model) { costs = compare(data, model); });
  return costs;
}

}  // namespace curve_fit
