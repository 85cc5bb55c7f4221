// Trains a network to read handwritten digits, and prints how many it reads that it has never seen.
#include <cstdio>
#include <string>

#include <CLI/CLI.hpp>

#include "../training/learning_curve.hpp"
#include "check_gradient.hpp"
#include "networks.hpp"

namespace {

namespace tg = typegrad;

struct options {
  std::string data = "build/data/digits.csv.gz", picture = "digits.svg", network = "two-layers";
  std::size_t epochs = 40, batch = 32;
  std::uint64_t seed = 1;
};

/// The share of samples whose largest logit is that of their digit.
double accuracy(const xt::xtensor<double, 2>& logits, const std::vector<std::size_t>& labels) {
  std::size_t right = 0;
  for (std::size_t k = 0; k < labels.size(); ++k) {
    std::size_t best = 0;
    for (std::size_t c = 1; c < digits::classes; ++c)
      if (logits(k, c) > logits(k, best)) best = c;
    right += best == labels[k];
  }
  return static_cast<double>(right) / static_cast<double>(labels.size());
}

template <class Network>
int train(const options& o) {
  const auto [training, held_out] = digits::read(o.data);
  auto parameters = Network::start(o.seed);
  digits::check_gradient<Network>(parameters, training);

  xt::xtensor<double, 2> images = xt::zeros<double>({o.batch, digits::pixels});
  xt::xtensor<double, 2> targets = xt::zeros<double>({o.batch, digits::classes});
  auto step = tg::bind(tg::value_and_grad<tg::wrt<0>>(digits::loss<Network>{}), parameters, images,
                       targets);
  auto read = tg::bind(tg::value(Network{}), parameters, held_out.images);
  auto gradient = parameters;
  tg::adam<double> optimiser({.rate = 0.002});
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
                     accuracy(read(parameters, held_out.images), held_out.labels)});
  }

  std::printf("%8s %12s %12s\n", "epoch", "loss", "held out, %");
  for (std::size_t k = 0; k < curve.size(); ++k)
    if (k < 3 || (k + 1) % 10 == 0 || k + 1 == curve.size())
      std::printf("%8zu %12.6f %12.2f\n", k + 1, curve[k].loss, 100 * curve[k].held_out_accuracy);
  if (training::draw_learning_curve(o.picture, Network::name, curve))
    std::printf("The learning curve is in %s.\n", o.picture.c_str());
  else
    std::printf("No learning curve is drawn: gnuplot is not installed.\n");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  constexpr int malformed_input = 2;
  CLI::App app{"Trains a network on handwritten digits. Exit status: 0, or 2 for malformed input."};
  options o;
  app.add_option("--data", o.data, "digits.csv.gz of scikit-learn")->capture_default_str();
  app.add_option("--epochs", o.epochs)->check(CLI::PositiveNumber)->capture_default_str();
  app.add_option("--batch", o.batch)->check(CLI::PositiveNumber)->capture_default_str();
  app.add_option("--seed", o.seed, "of the weights and the order")->capture_default_str();
  app.add_option("--picture", o.picture, "where the learning curve goes")->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : malformed_input;
  }
  try {
    return train<digits::two_layers>(o);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return malformed_input;
  }
}
