// Trains a network on four fifths of the digits, and tests it on the others.
#pragma once

#include <cstddef>
#include <cstdio>
#include <vector>

#include <typegrad/npz.hpp>
#include <xtensor/xview.hpp>

#include "../training/learning_curve.hpp"
#include "../training/gradient_error.hpp"
#include "layers.hpp"
#include "options.hpp"

namespace digits {

/// The share of samples whose largest logit is that of their digit.
inline double accuracy(const xt::xtensor<double, 2>& logits,
                       const std::vector<std::size_t>& labels) {
  std::size_t right = 0;
  for (std::size_t k = 0; k < labels.size(); ++k) {
    std::size_t best = 0;
    for (std::size_t c = 1; c < classes; ++c)
      if (logits(k, c) > logits(k, best)) best = c;
    right += best == labels[k];
  }
  return static_cast<double>(right) / static_cast<double>(labels.size());
}

/// Few samples are enough to check a gradient.
inline xt::xtensor<double, 2> first_rows(const xt::xtensor<double, 2>& x) {
  return xt::view(x, xt::range(0, 4));
}

/// Prints some epochs, and draws all.
inline void report(const options& o, const char* network,
                   const std::vector<training::epoch_result>& curve) {
  if (curve.empty()) return;
  std::printf("%8s %12s %12s\n", "epoch", "loss", "held out, %");
  for (std::size_t k = 0; k < curve.size(); ++k)
    if (k < 3 || (k + 1) % 10 == 0 || k + 1 == curve.size())
      std::printf("%8zu %12.6f %12.2f\n", k + 1, curve[k].loss, 100 * curve[k].held_out_accuracy);
  training::draw_learning_curve(o.picture, network, curve);
}

template <class Network>
void train(const options& o) {
  const auto [learned, held_out] = read(o.data);
  auto parameters = Network::start(tg::normal_numbers(o.seed));
  if (!o.load.empty()) tg::load_npz(o.load, parameters);
  std::printf("Network: %s\n", Network::name);
  training::check_gradient(loss<Network>{}, parameters, first_rows(learned.images),
                           first_rows(learned.targets));

  xt::xtensor<double, 2> images = xt::zeros<double>({o.batch, pixels});
  xt::xtensor<double, 2> targets = xt::zeros<double>({o.batch, classes});
  auto step =
      tg::bind(tg::value_and_grad<tg::wrt<0>>(loss<Network>{}), parameters, images, targets);
  auto read_digits = tg::bind(tg::value(Network{}), parameters, held_out.images);
  auto gradient = parameters;
  tg::adam<double> optimiser({.rate = o.rate});
  tg::minibatches batches(learned.size(), o.batch, o.seed);
  tg::progress bar(o.epochs * batches.per_epoch(), 8);

  std::vector<training::epoch_result> curve;
  for (std::size_t epoch = 0; epoch < o.epochs; ++epoch) {
    double total = 0;
    for (std::size_t k = 0; k < batches.per_epoch(); ++k) {
      const auto chosen = batches.next();
      tg::gather_samples(learned.images, chosen, images);
      tg::gather_samples(learned.targets, chosen, targets);
      double loss = 0;
      step(parameters, images, targets, loss, gradient);
      optimiser.step(gradient, parameters);
      total += loss;
      bar.advance(loss);
    }
    curve.push_back({total / static_cast<double>(batches.per_epoch()),
                     accuracy(read_digits(parameters, held_out.images), held_out.labels)});
  }
  report(o, Network::name, curve);
  std::printf("%.2f %% of the %zu held-out digits are read.\n",
              100 * accuracy(read_digits(parameters, held_out.images), held_out.labels),
              held_out.size());
  if (!o.save.empty()) tg::save_npz(o.save, parameters);
}

}  // namespace digits
