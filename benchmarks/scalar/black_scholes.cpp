// Price and first-order Greeks of 10,000 options.
#include "black_scholes.hpp"

#include <memory>
#include <random>
#include <span>
#include <vector>

#include <typegrad/simd.hpp>

#include "workloads.hpp"

namespace benchmark {

namespace {

struct options {
  std::array<std::vector<double>, 5> numbers;  ///< spot, volatility, maturity, rate, strike
  std::vector<double> results;

  explicit options(std::size_t count) : results(5 * count) {
    constexpr double lowest[] = {80, 0.1, 0.1, 0.005, 80}, highest[] = {120, 0.6, 3, 0.08, 120};
    std::mt19937_64 generator(20);
    for (std::size_t i = 0; i < 5; ++i) {
      std::uniform_real_distribution<double> number(lowest[i], highest[i]);
      for (std::size_t k = 0; k < count; ++k) numbers[i].push_back(number(generator));
    }
  }

  template <auto price_and_greeks>
  void each() {
    for (std::size_t k = 0; k < numbers[0].size(); ++k) {
      const greeks g = price_and_greeks(numbers[0][k], numbers[1][k], numbers[2][k], numbers[3][k],
                                        numbers[4][k]);
      for (std::size_t i = 0; i < 5; ++i) results[5 * k + i] = g[i];
    }
  }
};

constexpr auto derived = typegrad::value_and_grad<typegrad::wrt<0, 1, 2, 3>>(call_price);

/// Part of its loop, as g++ makes the hand-written ones by itself.
[[gnu::always_inline]] inline greeks by_typegrad(double spot, double volatility, double maturity,
                                                 double rate, double strike) {
  const auto [price, gradient] = derived(spot, volatility, maturity, rate, strike);
  const auto& [delta, vega, theta, rho] = gradient;
  return {price, delta, vega, theta, rho};
}

}  // namespace

workload black_scholes() {
  const auto data = std::make_shared<options>(10'000);
  const auto results = [data]() -> const std::vector<double>& { return data->results; };
  const auto lanes = [data] {
    const std::span<greeks> out(reinterpret_cast<greeks*>(data->results.data()),
                                data->numbers[0].size());
    const auto& [s, v, t, r, k] = data->numbers;
    typegrad::map_over<0, 1, 2, 3, 4>(derived).into(out, s, v, t, r, k);
  };
  return {"Black-Scholes: price and four Greeks",
          "black_scholes",
          10'000,
          {{"hand", "hand-written, step by step", [data] { data->each<step_by_step>(); }, results},
           {"closed", "hand-written, closed form", [data] { data->each<closed_form>(); }, results},
           {"ours", "typegrad, scalar", [data] { data->each<by_typegrad>(); }, results},
           {"lanes", "typegrad, lanes", lanes, results}}};
}

}  // namespace benchmark
