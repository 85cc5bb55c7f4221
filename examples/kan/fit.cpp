// The fit of a network to a formula.
#include "fit.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include <xtensor/xview.hpp>

#include "../training/gradient_error.hpp"
#include "minimise.hpp"

namespace kan {

namespace {

using table = xt::xtensor<double, 2>;

/// Mean and deviation of the values that are to be learned: a network learns (y - mean) /
/// deviation.
struct scale {
  double mean = 0, deviation = 0;

  explicit scale(const table& values) {
    const double n = static_cast<double>(values.size());
    for (const double y : values) mean += y / n;
    for (const double y : values) deviation += (y - mean) * (y - mean) / n;
    deviation = std::sqrt(deviation);
  }
  table operator()(const table& values) const { return (values - mean) / deviation; }
};

/// The edges of a layer, from the least to the largest number that each node has had.
learned_edges between(const layer_parameters<double>& p, const layer_splines<double>& s,
                      const table& seen) {
  constexpr std::size_t count = 100;
  learned_edges e{xt::zeros<double>({count, seen.shape(1)}), {}};
  for (std::size_t i = 0; i < seen.shape(1); ++i) {
    const table column = xt::view(seen, xt::all(), xt::range(i, i + 1));
    const auto [low, high] = std::minmax_element(column.begin(), column.end());
    for (std::size_t k = 0; k < count; ++k)
      e.places(k, i) = *low + (*high - *low) * static_cast<double>(k) / (count - 1);
  }
  e.values = tg::value(edges)(p, s, e.places);
  return e;
}

}  // namespace

fit_result fit(const formula& f, const options& o) {
  tg::normal_numbers random(o.seed);
  const samples seen = draw(f, o.samples, random), test = draw(f, 1000, random);
  const scale scaled(seen.values);
  const table y = scaled(seen.values), test_y = scaled(test.values);
  const size n{f.variables.size(), o.hidden, o.intervals, o.order};
  const splines<double> s = splines_of(n);
  parameters<double> p = start(n, random);
  const auto few = [](const table& rows) { return table(xt::view(rows, xt::range(0, 4))); };
  training::check_gradient(loss, p, s, few(seen.places), few(y));

  auto derived = tg::bind(tg::value_and_grad<tg::wrt<0>>(loss), p, s, seen.places, y);
  auto tested = tg::bind(tg::value(loss), p, s, test.places, test_y);
  tg::progress bar(o.iterations, 4);
  fit_result result{};
  double last = 0;
  const auto note = [&](double mean_square) {
    result.curve.push_back({result.curve.size() + 1, scaled.deviation * std::sqrt(mean_square),
                            scaled.deviation * std::sqrt(tested(p, s, test.places, test_y))});
    bar.advance(last = mean_square);
  };
  minimise(
      p, o.iterations,
      [&](const auto& at, auto& gradient) {
        double mean_square = 0;
        derived(at, s, seen.places, y, mean_square, gradient);
        return mean_square;
      },
      note);
  // Rounding may have ended it early.
  for (std::size_t k = result.curve.size(); k < o.iterations; ++k) bar.advance(last);

  tg::for_each_leaf(
      p, [&](const std::string&, const auto& leaf) { result.parameters += leaf.size(); });
  const auto& [first, second] = p;
  const table hidden = xt::sum(tg::value(edges)(first, std::get<0>(s), seen.places), 1);
  result.first = between(first, std::get<0>(s), seen.places);
  result.second = between(second, std::get<1>(s), hidden);
  return result;
}

}  // namespace kan
