// The networks that learn to read digits, each with its parameters and its loss.
#pragma once

#include <cstddef>
#include <tuple>

#include <typegrad/train.hpp>
#include <typegrad/xtensor.hpp>

#include "samples.hpp"

namespace digits {

namespace tg = typegrad;

/// 64 – 128 – 10: logits = W₂ᵀ relu(W₁ᵀ x + b₁) + b₂, one sample a row.
struct two_layers {
  static constexpr const char* name = "two layers, 64 - 128 - 10";
  static constexpr std::size_t hidden = 128;

  template <class T>
  using parameters =
      std::tuple<xt::xtensor<T, 2>, xt::xtensor<T, 1>, xt::xtensor<T, 2>, xt::xtensor<T, 1>>;

  static parameters<double> start(std::uint64_t seed) {
    tg::normal_numbers random(seed);
    parameters<double> p{xt::zeros<double>({pixels, hidden}), xt::zeros<double>({hidden}),
                         xt::zeros<double>({hidden, classes}), xt::zeros<double>({classes})};
    tg::he(std::get<0>(p), pixels, random);
    tg::he(std::get<2>(p), hidden, random);
    return p;
  }

  template <class P, class X>
  constexpr auto operator()(const P& p, const X& images) const {
    const auto& [w1, b1, w2, b2] = p;
    return tg::dot(tg::relu(tg::dot(images, w1) + b1), w2) + b2;
  }
};

/// The mean cross-entropy of a network's logits.
template <class Network>
struct loss {
  template <class P, class X>
  constexpr auto operator()(const P& p, const X& images, const X& targets) const {
    return -tg::mean(tg::sum(targets * tg::log_softmax(Network{}(p, images), 1), 1));
  }
};

}  // namespace digits
