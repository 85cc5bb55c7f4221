// First-order optimisers over trees of parameters.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include <typegrad/train/leaf_spans.hpp>

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

  /// One step. Throws std::invalid_argument where the trees differ in their leaves.
  template <class Tree, class Gradient>
  void step(Tree& parameters, const Gradient& gradient) {
    const T rate(options_.rate), momentum(options_.momentum), decay(options_.weight_decay);
    std::size_t place = 0;
    detail::each_pair_of_leaves(parameters, gradient, [&](auto x, auto g) {
      if (options_.momentum != 0) velocity_.resize(std::max(velocity_.size(), place + x.size()));
      for (std::size_t i = 0; i < x.size(); ++i) {
        T v = g[i] + decay * x[i];
        if (options_.momentum != 0) v = velocity_[place + i] = momentum * velocity_[place + i] + v;
        x[i] -= rate * v;
      }
      place += x.size();
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

  /// One step. Throws std::invalid_argument where the trees differ in their leaves.
  template <class Tree, class Gradient>
  void step(Tree& parameters, const Gradient& gradient) {
    using std::sqrt;
    ++steps_;
    const T b1(options_.first_decay), b2(options_.second_decay), rate(options_.rate);
    const T correction1 = T(1 - std::pow(options_.first_decay, steps_));
    const T correction2 = T(1 - std::pow(options_.second_decay, steps_));
    const T epsilon(options_.epsilon), decay(options_.weight_decay);
    std::size_t place = 0;
    detail::each_pair_of_leaves(parameters, gradient, [&](auto x, auto g) {
      moments_.resize(std::max(moments_.size(), place + x.size()));
      for (std::size_t i = 0; i < x.size(); ++i) {
        moments& m = moments_[place + i];
        m.first = b1 * m.first + (1 - b1) * g[i];
        m.second = b2 * m.second + (1 - b2) * g[i] * g[i];
        x[i] -= rate *
                (m.first / correction1 / (sqrt(m.second / correction2) + epsilon) + decay * x[i]);
      }
      place += x.size();
    });
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
