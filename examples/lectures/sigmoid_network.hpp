// The network 8 - 10 - 7 - 3 of a lecture: three linear layers, sigmoids between them, and the mean
// square error over ten samples; with parameters and samples that are the same everywhere.
#pragma once

#include <cmath>
#include <cstddef>
#include <tuple>

#include <typegrad/train.hpp>
#include <typegrad/xtensor.hpp>

namespace lectures {

namespace tg = typegrad;

using matrix = xt::xtensor<double, 2>;
using vector = xt::xtensor<double, 1>;

/// W and b of each layer, which makes x Wᵀ + b of x, one sample a row.
using sigmoid_layers = std::tuple<matrix, vector, matrix, vector, matrix, vector>;

inline constexpr std::size_t network_widths[] = {8, 10, 7, 3}, samples_in_batch = 10;

struct sigmoid_network {
  sigmoid_layers parameters;
  matrix inputs, labels;

  /// Weights and offsets uniform within ±1/√n in a layer that reads n numbers; samples in [0, 1).
  sigmoid_network() {
    tg::normal_numbers random(1);
    const auto fill = [&](auto& leaf, double low, double high) {
      for (double& element : leaf) element = low + (high - low) * random.uniform();
    };
    const auto start = [&](std::size_t layer, matrix& W, vector& b) {
      const std::size_t from = network_widths[layer], to = network_widths[layer + 1];
      const double bound = 1 / std::sqrt(static_cast<double>(from));
      W = matrix::from_shape({to, from});
      b = vector::from_shape({to});
      fill(W, -bound, bound);
      fill(b, -bound, bound);
    };
    auto& [W1, b1, W2, b2, W3, b3] = parameters;
    start(0, W1, b1);
    start(1, W2, b2);
    start(2, W3, b3);
    inputs = matrix::from_shape({samples_in_batch, network_widths[0]});
    labels = matrix::from_shape({samples_in_batch, network_widths[3]});
    fill(inputs, 0, 1);
    fill(labels, 0, 1);
  }
};

inline constexpr auto sigmoid_network_loss = [](const auto& p, auto x, auto t) {
  const auto& [W1, b1, W2, b2, W3, b3] = p;
  const auto first = tg::sigmoid(tg::dot(x, tg::transpose(W1)) + b1);
  const auto second = tg::sigmoid(tg::dot(first, tg::transpose(W2)) + b2);
  return tg::mse(tg::dot(second, tg::transpose(W3)) + b3, t);
};

}  // namespace lectures
