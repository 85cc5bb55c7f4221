// Random weights to start from.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <random>

#include <typegrad/arrays/trees.hpp>

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
template <detail::parameters Weights>
void xavier(Weights& weights, std::size_t from, std::size_t to, normal_numbers& random) {
  using T = detail::number_of_tree<Weights>;
  const double bound = std::sqrt(6.0 / static_cast<double>(from + to));
  for (const auto& leaf : detail::leaf_numbers<T>(weights))
    for (T& w : leaf) w = T(bound * (2 * random.uniform() - 1));
}

/// Weights of a layer from n numbers, normal with the deviation √(2 / n): for ReLU (He, Zhang, Ren
/// & Sun, ICCV 2015, equation 10).
template <detail::parameters Weights>
void he(Weights& weights, std::size_t from, normal_numbers& random) {
  using T = detail::number_of_tree<Weights>;
  const double deviation = std::sqrt(2.0 / static_cast<double>(from));
  for (const auto& leaf : detail::leaf_numbers<T>(weights))
    for (T& w : leaf) w = T(deviation * random());
}

}  // namespace typegrad
