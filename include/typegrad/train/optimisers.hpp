// First-order optimisers over trees of parameters.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include <typegrad/arrays/trees.hpp>

namespace typegrad {

struct sgd_options {
  double rate = 0.01;
  double momentum = 0;
  double weight_decay = 0;
};

/// Stochastic gradient descent with momentum μ and weight decay λ:
///
///     v <- μ v + (g + λ x),   x <- x - rate v
///
/// (Sutskever, Martens, Dahl & Hinton, ICML 2013, in the form without Nesterov's look-ahead; λ is
/// the factor of ½‖x‖² in the loss.) Memory: one number a parameter, none without momentum.
template <class T>
class sgd {
 public:
  explicit sgd(const sgd_options& options = {}) : options_(options) {}

  /// One step. Throws shape_error, before anything is written, where a leaf of the gradient has not
  /// as many numbers as that of the parameters.
  template <class Gradient, class Tree>
  void step(const Gradient& gradient, Tree& parameters) {
    const T rate(options_.rate), momentum(options_.momentum), decay(options_.weight_decay);
    const bool has_momentum = options_.momentum != 0;
    std::size_t place = 0;
    detail::each_pair_of_numbers(gradient, parameters, [&](const T& g, T& x) {
      T v = g + decay * x;
      if (has_momentum) {
        if (place == velocity_.size()) velocity_.push_back(T(0));
        v = velocity_[place] = momentum * velocity_[place] + v;
        ++place;
      }
      x -= rate * v;
    });
  }

  sgd_options& options() { return options_; }

 private:
  sgd_options options_;
  std::vector<T> velocity_;
};

struct adam_options {
  double rate = 0.001;
  double first_decay = 0.9;
  double second_decay = 0.999;
  double epsilon = 1e-8;
  double weight_decay = 0;
};

/// Adam (Kingma & Ba, ICLR 2015, algorithm 1), with β = decay, g² elementwise:
///
///     m <- β₁ m + (1 - β₁) g,  v <- β₂ v + (1 - β₂) g²,
///     x <- x - rate (m / (1 - β₁ᵗ) / (√(v / (1 - β₂ᵗ)) + ε) + λ x)
///
/// where weight decay λ is decoupled (Loshchilov & Hutter, ICLR 2019). Memory: two numbers a
/// parameter.
template <class T>
class adam {
 public:
  explicit adam(const adam_options& options = {}) : options_(options) {}

  /// One step. Throws shape_error, before anything is written, where a leaf of the gradient has not
  /// as many numbers as that of the parameters.
  template <class Gradient, class Tree>
  void step(const Gradient& gradient, Tree& parameters) {
    using std::sqrt;
    const int steps = steps_ + 1;
    const T b1(options_.first_decay), b2(options_.second_decay), rate(options_.rate);
    const T correction1 = T(1 - std::pow(options_.first_decay, steps));
    const T correction2 = T(1 - std::pow(options_.second_decay, steps));
    const T epsilon(options_.epsilon), decay(options_.weight_decay);
    std::size_t place = 0;
    detail::each_pair_of_numbers(gradient, parameters, [&](const T& g, T& x) {
      if (place == moments_.size()) moments_.push_back({});
      moments& m = moments_[place++];
      m.first = b1 * m.first + (1 - b1) * g;
      m.second = b2 * m.second + (1 - b2) * g * g;
      x -= rate * (m.first / correction1 / (sqrt(m.second / correction2) + epsilon) + decay * x);
    });
    steps_ = steps;
  }

  adam_options& options() { return options_; }

 private:
  struct moments {
    T first{0}, second{0};
  };
  adam_options options_;
  int steps_ = 0;
  std::vector<moments> moments_;
};

}  // namespace typegrad
