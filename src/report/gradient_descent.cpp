// Gradient descent as the lecture writes it, on samples that the program itself has made.
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "derived_program.hpp"
#include "double_precision.hpp"
#include "report_data.hpp"

namespace laboratory {

namespace {

namespace tg = typegrad;
using nlohmann::ordered_json;

constexpr std::size_t sample_count = 50;
constexpr int epochs = 2000;
constexpr double rate = 0.2;
const std::vector<double> true_weights = {0.8, 0.5, -0.6};

std::size_t slot_of(const problem& r, const char* name) {
  const auto& all = r.formula.variables;
  return static_cast<std::size_t>(std::ranges::find(all, name) - all.begin());
}

/// A point of R, its weights yet to be filled in, and what R shall be there.
struct sample {
  std::vector<double> point;
  double target = 0;
};

class descent {
 public:
  explicit descent(const problem& r)
      : value_and_gradient_(value_and_gradient(r, tg::mode::reverse)),
        slots_(r.with_respect_to.begin(), r.with_respect_to.end()) {
    std::mt19937_64 random(1);
    const auto uniform = [&] { return std::ldexp(static_cast<double>(random() >> 11), -52) - 1; };
    const std::size_t p = slot_of(r, "P"), q = slot_of(r, "Q");
    for (std::size_t i = 0; i < sample_count; ++i) {
      sample s{std::vector<double>(r.formula.variables.size()), 0};
      s.point[p] = uniform();
      s.point[q] = uniform();
      s.target = evaluate(s, true_weights)[0];
      samples_.push_back(s);
    }
  }

  /// The loss before the epoch; the weights are moved.
  double epoch(std::vector<double>& weights) {
    double loss = 0;
    std::vector<double> gradient(weights.size());
    for (sample& s : samples_) {
      const std::vector<double> results = evaluate(s, weights);
      const double miss = s.target - results[0];
      loss += miss * miss;
      for (std::size_t k = 0; k < weights.size(); ++k) gradient[k] += miss * results[k + 1];
    }
    const double n = sample_count;
    for (std::size_t k = 0; k < weights.size(); ++k) weights[k] -= rate * (-2 / n * gradient[k]);
    return loss / n;
  }

 private:
  std::vector<double> evaluate(sample& s, const std::vector<double>& weights) const {
    for (std::size_t k = 0; k < weights.size(); ++k) s.point[slots_[k]] = weights[k];
    return evaluate_in_double(value_and_gradient_, s.point);
  }

  tg::graph value_and_gradient_;
  std::vector<std::size_t> slots_;
  std::vector<sample> samples_;
};

}  // namespace

ordered_json gradient_descent(const problem& r) {
  descent d(r);
  std::vector<double> weights;
  const std::vector<double> point = point_in_double(r);
  for (const tg::index slot : r.with_respect_to) weights.push_back(point[slot]);
  ordered_json curve = ordered_json::array();
  ordered_json start = weights;
  double next = 1;
  for (int epoch = 1; epoch <= epochs; ++epoch) {
    const std::vector<double> before = weights;
    const double loss = d.epoch(weights);
    if (epoch < next && epoch != epochs) continue;
    curve.push_back({{"epoch", epoch}, {"loss", loss}, {"weights", before}});
    next = std::max(epoch + 1.0, next * 1.06);
  }
  return {{"samples", sample_count}, {"rate", rate},     {"true_weights", true_weights},
          {"start", start},          {"found", weights}, {"curve", curve}};
}

}  // namespace laboratory
