// Tells benign tumours from malignant ones by logistic regression, whose weights are found by two
// methods: L-BFGS, from the gradient, and Newton–CG, from the gradient and products of the Hessian
// with vectors.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <exception>
#include <string>

#include <CLI/CLI.hpp>

#include "../training/gnuplot.hpp"
#include "../training/gradient_error.hpp"
#include "../training/output_file.hpp"
#include "objective.hpp"
#include "samples.hpp"

#include <typegrad/xtensor.hpp>

namespace {

namespace tg = typegrad;
using namespace breast_cancer;

/// mean log(1 + exp(-s (w·x + b))) + λ/2 |w|², the parameters being w and, last, b: the negative
/// logarithm of the labels' probability σ(s (w·x + b)).
constexpr auto loss = [](const auto& parameters, const auto& features, const auto& signs,
                         const auto& penalty) {
  const auto weights = tg::slice(parameters, tg::range(0, -1));
  const auto scores = tg::dot(features, weights) + tg::slice(parameters, -1);
  return tg::mean(tg::softplus(-signs * scores)) + penalty / 2 * tg::sum(tg::square(weights));
};

objective objective_of(const samples& s, double penalty) {
  const std::size_t n = measurements + 1;
  const std::vector<double> start(n);
  const std::span<const double> x(start);
  auto first = tg::bind(tg::value_and_grad<tg::wrt<0>>(loss), x, s.features, s.signs, penalty);
  auto second =
      tg::bind(tg::hvp<tg::wrt<0>>(loss), tg::at(x, s.features, s.signs, penalty), tg::along(x));
  return {n,
          [=, &s](std::span<const double> at, std::span<double> gradient) mutable {
            double value = 0;
            first(at, s.features, s.signs, penalty, value, gradient);
            return value;
          },
          [=, &s](std::span<const double> at, std::span<const double> v,
                  std::span<double> product) mutable {
            second(at, s.features, s.signs, penalty, v, product);
          }};
}

double accuracy(const std::vector<double>& parameters, const samples& s) {
  std::size_t right = 0;
  for (std::size_t k = 0; k < s.size(); ++k) {
    double score = parameters.back();
    for (std::size_t i = 0; i < measurements; ++i) score += parameters[i] * s.features(k, i);
    right += score * s.signs(k) > 0;
  }
  return static_cast<double>(right) / static_cast<double>(s.size());
}

struct options {
  std::string data = "build/data/breast_cancer.csv", picture = "breast_cancer.svg";
  double penalty = 0.002, tolerance = 1e-9;
  std::uint64_t seed = 1;
};

struct method {
  const char* name;
  minimum (*minimise)(const objective&, double);
};
constexpr method methods[] = {{"L-BFGS", minimise_by_lbfgs}, {"Newton-CG", minimise_by_newton_cg}};

void compare(const options& o) {
  const auto [learned, held_out] = read(o.data, o.seed);
  const xt::xtensor<double, 1> start = xt::zeros<double>({measurements + 1});
  training::check_gradient(loss, start, learned.features, learned.signs, o.penalty);
  const objective f = objective_of(learned, o.penalty);

  std::printf("%-10s %10s %9s %16s %14s %9s %11s %8s\n", "method", "iterations", "gradients",
              "Hessian products", "loss", "|gradient|", "held out, %", "time, ms");
  std::vector<minimum> minima;
  std::vector<training::curve> curves;
  for (const method& m : methods) {
    const auto begin = std::chrono::steady_clock::now();
    minima.push_back(m.minimise(f, o.tolerance));
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
    const auto& [at, path] = minima.back();
    const iteration& last = path.back();
    std::printf("%-10s %10zu %9zu %16zu %14.12f %9.1e %11.2f %8.2f\n", m.name, path.size() - 1,
                last.gradients, last.products, last.value, last.gradient_norm,
                100 * accuracy(at, held_out), time.count());
    curves.push_back({m.name, {}});
    for (const iteration& i : path)
      curves.back().points.emplace_back(static_cast<double>(i.gradients + i.products),
                                        i.gradient_norm);
  }

  double distance = 0, length = 0;
  for (std::size_t k = 0; k <= measurements; ++k) {
    distance = std::hypot(distance, minima[0].at[k] - minima[1].at[k]);
    length = std::hypot(length, minima[0].at[k]);
  }
  std::printf("The minima differ by %.1e of their norm.\n", distance / length);
  training::draw_and_tell(o.picture,
                          "set title 'logistic regression'\nset xlabel 'passes over the samples'\n"
                          "set ylabel 'norm of the gradient'\nset logscale y\nset format y '%g'",
                          curves);
}

}  // namespace

int main(int argc, char** argv) {
  constexpr int malformed_input = 2;
  CLI::App app{
      "Finds the weights of a logistic regression by L-BFGS and by Newton-CG. Exit status: 0, or 2 "
      "for malformed input."};
  options o;
  app.add_option("--data", o.data, "breast_cancer.csv of scikit-learn")->capture_default_str();
  app.add_option("--penalty", o.penalty, "the factor of half the squared norm of the weights")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--tolerance", o.tolerance, "the norm of the gradient at which to stop")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_option("--seed", o.seed, "of the order by which a fifth is held out")
      ->capture_default_str();
  app.add_option("--picture", o.picture, "where the learning curve goes")
      ->check(training::output_file())
      ->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : malformed_input;
  }
  try {
    compare(o);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return malformed_input;
  }
}
