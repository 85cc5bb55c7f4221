// The squared error of R(P, Q) over 10,000 samples, and its gradient in three weights.
#include "parameterized_program.hpp"

#include <memory>
#include <random>
#include <vector>

#include <typegrad/simd.hpp>

#include "workloads.hpp"

namespace benchmark {

namespace {

constexpr std::array<double, 3> weights = {0.5, 1.3, -0.7};

struct problem {
  samples x;
  std::vector<double> results;

  explicit problem(std::size_t count) {
    std::mt19937_64 generator(7);
    std::uniform_real_distribution<double> number(-2, 2);
    for (std::size_t i = 0; i < count; ++i) {
      x.p.push_back(number(generator));
      x.q.push_back(number(generator));
      x.target.push_back(number(generator));
    }
  }
  void keep(const error_and_gradient& r) { results.assign(r.begin(), r.end()); }
};

constexpr auto derived = typegrad::value_and_grad<typegrad::wrt<0, 1, 2>>(squared_error{});

error_and_gradient scalar(const samples& x) {
  error_and_gradient sum{};
  for (std::size_t i = 0; i < x.p.size(); ++i) {
    const auto [error, gradient] =
        derived(weights[0], weights[1], weights[2], x.p[i], x.q[i], x.target[i]);
    const auto& [g0, g1, g2] = gradient;
    sum[0] += error;
    sum[1] += g0;
    sum[2] += g1;
    sum[3] += g2;
  }
  return sum;
}

error_and_gradient lanes(const samples& x) {
  constexpr auto loss = typegrad::sum_over<3, 4, 5>(squared_error{});
  const auto [error, gradient] = typegrad::value_and_grad<typegrad::wrt<0, 1, 2>>(loss)(
      weights[0], weights[1], weights[2], x.p, x.q, x.target);
  const auto& [g0, g1, g2] = gradient;
  return {error, g0, g1, g2};
}

/// The function alone, without a derivative, as its user writes it; the gradient's places stay.
error_and_gradient plain(const samples& x, error_and_gradient result) {
  result[0] = 0;
  for (std::size_t i = 0; i < x.p.size(); ++i)
    result[0] += squared_error{}(weights[0], weights[1], weights[2], x.p[i], x.q[i], x.target[i]);
  return result;
}

}  // namespace

workload parameterized_program() {
  const auto data = std::make_shared<problem>(10'000);
  const auto results = [data]() -> const std::vector<double>& { return data->results; };
  const error_and_gradient reference = by_hand(weights, data->x);
  return {"R(P, Q): squared error and its gradient",
          "parameterized_program",
          10'000,
          {{"hand", "hand-written", [data] { data->keep(by_hand(weights, data->x)); }, results},
           {"plain", "the function alone",
            [data, reference] { data->keep(plain(data->x, reference)); }, results},
           {"ours", "typegrad, scalar", [data] { data->keep(scalar(data->x)); }, results},
           {"lanes", "typegrad, lanes", [data] { data->keep(lanes(data->x)); }, results}}};
}

}  // namespace benchmark
