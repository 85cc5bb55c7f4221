// Trains a network on four fifths of the digits, and tests it on the others.
#pragma once

#include <cstddef>
#include <cstdio>
#include <vector>

#include <typegrad/npz.hpp>
#include <xtensor/xview.hpp>

#include "../training/learning_curve.hpp"
#include "../training/precise_gradient.hpp"
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

/// The gradient of the first four samples against 50 digits.
template <class Network, class Parameters>
void check_gradient(const Parameters& parameters, const samples& s) {
  const xt::xtensor<double, 2> images = xt::view(s.images, xt::range(0, 4)),
                               targets = xt::view(s.targets, xt::range(0, 4));
  auto precise = Network::template start<training::real>(tg::normal_numbers(0));
  training::copy_numbers(parameters, precise);
  const auto gradient = tg::grad<tg::wrt<0>>(loss<Network>{});
  training::check_gradient(
      gradient(parameters, images, targets),
      gradient(precise, training::precise(images), training::precise(targets)));
}

/// Prints some epochs, and draws all.
inline void report(const options& o, const char* network,
                   const std::vector<training::epoch_result>& curve) {
  if (curve.empty()) return;
  std::printf("%8s %12s %12s\n", "epoch", "loss", "held out, %");
  for (std::size_t k = 0; k < curve.size(); ++k)
    if (k < 3 || (k + 1) % 10 == 0 || k + 1 == curve.size())
      std::printf("%8zu %12.6f %12.2f\n", k + 1, curve[k].loss, 100 * curve[k].held_out_accuracy);
  if (training::draw_learning_curve(o.picture, network, curve))
    std::printf("The learning curve is in %s.\n", o.picture.c_str());
  else
    std::printf("No learning curve is drawn: gnuplot is missing, or cannot write %s.\n",
                o.picture.c_str());
}

template <class Network>
void train(const options& o) {
  const auto [training, held_out] = read(o.data);
  auto parameters = Network::template start<double>(tg::normal_numbers(o.seed));
  if (!o.load.empty()) tg::load_npz(o.load, parameters);
  std::printf("Network: %s\n", Network::name);
  check_gradient<Network>(parameters, training);

  xt::xtensor<double, 2> images = xt::zeros<double>({o.batch, pixels});
  xt::xtensor<double, 2> targets = xt::zeros<double>({o.batch, classes});
  auto step =
      tg::bind(tg::value_and_grad<tg::wrt<0>>(loss<Network>{}), parameters, images, targets);
  auto read_digits = tg::bind(tg::value(Network{}), parameters, held_out.images);
  auto gradient = parameters;
  tg::adam<double> optimiser({.rate = o.rate});
  tg::minibatches batches(training.size(), o.batch, o.seed);
  tg::progress bar(o.epochs * batches.per_epoch(), 8);

  std::vector<training::epoch_result> curve;
  for (std::size_t epoch = 0; epoch < o.epochs; ++epoch) {
    double total = 0;
    for (std::size_t k = 0; k < batches.per_epoch(); ++k) {
      const auto chosen = batches.next();
      tg::gather_samples(training.images, chosen, images);
      tg::gather_samples(training.targets, chosen, targets);
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
