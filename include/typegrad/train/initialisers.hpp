// Random weights to start from.
#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>
#include <random>
#include <span>

#include <typegrad/train/leaf_spans.hpp>

namespace typegrad {

/// Numbers drawn from the normal distribution of mean 0 by Box and Muller's method (Annals of
/// Mathematical Statistics 29, 1958), the same on every machine.
class normal_numbers {
 public:
  explicit normal_numbers(std::uint64_t seed) : random_(seed) {}
  double operator()() {
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return radius * std::cos(2 * std::numbers::pi * uniform());
  }
  /// In [0, 1).
  double uniform() { return std::ldexp(static_cast<double>(random_() >> 11), -53); }

 private:
  std::mt19937_64 random_;
};

/// Weights of a layer from n to m, uniform within ±√(6 / (n + m)): for sigmoid and tanh (Glorot &
/// Bengio, AISTATS 2010, equation 16).
template <array_like A>
void xavier(A& weights, std::size_t from, std::size_t to, normal_numbers& random) {
  using T = typename array_argument<A>::number;
  const double bound = std::sqrt(6.0 / static_cast<double>(from + to));
  const std::span<T> all = leaf_spans<T>(weights)[0];
  for (T& w : all) w = T(bound * (2 * random.uniform() - 1));
}

/// Weights of a layer from n numbers, normal with the deviation √(2 / n): for ReLU (He, Zhang, Ren
/// & Sun, ICCV 2015, equation 10).
template <array_like A>
void he(A& weights, std::size_t from, normal_numbers& random) {
  using T = typename array_argument<A>::number;
  const double deviation = std::sqrt(2.0 / static_cast<double>(from));
  const std::span<T> all = leaf_spans<T>(weights)[0];
  for (T& w : all) w = T(deviation * random());
}

}  // namespace typegrad
