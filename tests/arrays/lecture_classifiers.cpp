// Classifiers of a lecture: logistic regression and a linear classifier, with the gradients that
// are derived by hand.
#include <catch2/catch.hpp>

#include <cmath>

#include <typegrad/xtensor.hpp>

namespace tg = typegrad;

namespace {

using matrix = xt::xtensor<double, 2>;
using vector = xt::xtensor<double, 1>;

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

Approx close_to(double x) { return Approx(x).epsilon(1e-14).margin(1e-15); }

/// L = ½ ‖w‖² - λ Σ log p(y|x) over the rows x of X, with p(y|x) = σ(y wᵀx) for the labels y = ±1,
/// so that -log p = log(1 + e^(-y wᵀx)).
constexpr auto logistic_loss = [](auto w, auto X, auto y, auto lambda) {
  return tg::sum(tg::square(w)) / 2 + lambda * tg::sum(tg::softplus(-y * tg::dot(X, w)));
};

}  // namespace

TEST_CASE("a neuron: σ(wᵀx), in its weights and in its input") {
  // wᵀx = -2 + 6 - 3 = 1, σ(1) = 0.731..., and σ(1) (1 - σ(1)) = 0.197...
  constexpr auto neuron = [](auto w, auto x) { return tg::sigmoid(tg::dot(w, x)); };
  const vector w = {2, -3, -3}, x = {-1, -2, 1};
  const auto [value, gradient] = tg::value_and_grad(neuron)(w, x);
  CHECK(value == close_to(0.73105857863000487925));
  constexpr double slope = 0.19661193324148186;
  for (std::size_t k = 0; k < 3; ++k) {
    CHECK(std::get<0>(gradient)(k) == close_to(slope * x(k)));
    CHECK(std::get<1>(gradient)(k) == close_to(slope * w(k)));
  }
}

TEST_CASE("logistic regression: the gradient w - λ Σ y (1 - p) x") {
  const auto derived = tg::value_and_grad<tg::wrt<0>>(logistic_loss);
  const vector w = {2, -3, -3};
  const matrix X = {{-1, -2, 1}, {0.5, 1, 1}, {2, -1, 1}, {-0.25, 0.125, 1}};
  const vector y = {1, -1, 1, -1};
  const double lambda = 0.75;

  const matrix first = {{-1, -2, 1}};
  const auto [one, of_one] = derived(w, first, vector{1}, lambda);
  CHECK(one == close_to(11 - lambda * std::log(sigmoid(1))));
  for (std::size_t k = 0; k < 3; ++k)
    CHECK(of_one(k) == close_to(w(k) - lambda * (1 - sigmoid(1)) * first(0, k)));

  const auto [value, gradient] = derived(w, X, y, lambda);
  double loss = 11;
  vector by_hand = w;
  for (std::size_t i = 0; i < 4; ++i) {
    const double p = sigmoid(y(i) * (w(0) * X(i, 0) + w(1) * X(i, 1) + w(2) * X(i, 2)));
    loss -= lambda * std::log(p);
    for (std::size_t k = 0; k < 3; ++k) by_hand(k) -= lambda * y(i) * (1 - p) * X(i, k);
  }
  CHECK(value == close_to(loss));
  for (std::size_t k = 0; k < 3; ++k) CHECK(gradient(k) == close_to(by_hand(k)));
}

TEST_CASE("logistic regression: the Hessian 1 + λ Σ p (1 - p) x xᵀ") {
  const vector w = {2, -3, -3}, y = {1, -1};
  const matrix X = {{-1, -2, 1}, {0.5, 1, 1}};
  const matrix H = tg::hessian<tg::wrt<0>>(logistic_loss)(w, X, y, 0.75);
  for (std::size_t j = 0; j < 3; ++j)
    for (std::size_t k = 0; k < 3; ++k) {
      double expected = j == k;
      for (std::size_t i = 0; i < 2; ++i) {
        const double p = sigmoid(w(0) * X(i, 0) + w(1) * X(i, 1) + w(2) * X(i, 2));
        expected += 0.75 * p * (1 - p) * X(i, j) * X(i, k);
      }
      CHECK(H(j, k) == close_to(expected));
    }
}

TEST_CASE("a sample on the wrong side, far away, costs λ |wᵀx| and has a finite gradient") {
  const auto [value, gradient] = tg::value_and_grad<tg::wrt<0>>(logistic_loss)(
      vector{1, 0}, matrix{{1000, -3}}, vector{-1}, 2);
  CHECK(value == 2000.5);
  CHECK((gradient == vector{2001, -6}));
}

TEST_CASE("a linear classifier: scores W x + b, and the cross-entropy of their softmax") {
  // A picture of four pixels, scores of cat, dog and ship.
  constexpr auto scores = [](auto W, auto x, auto b) { return tg::dot(W, x) + b; };
  const matrix W = {{0.2, -0.5, 0.1, 2}, {1.5, 1.3, 2.1, 0}, {0, 0.25, 0.2, -0.3}};
  const vector x = {56, 231, 24, 2}, b = {1.1, 3.2, -1.2};
  const vector s = tg::value(scores)(W, x, b);
  CHECK(s(0) == close_to(-96.8));
  CHECK(s(1) == close_to(437.9));
  CHECK(s(2) == close_to(60.75));

  // -log p(cat) = 437.9 + 96.8, as all other terms of Σ e^s are lost; ∂/∂s = p - (1, 0, 0).
  constexpr auto loss = [](auto V, auto v, auto c, auto target) {
    return tg::cross_entropy(tg::dot(V, v) + c, target);
  };
  const vector cat = {1, 0, 0};
  const auto [value, gradient] = tg::value_and_grad<tg::wrt<0, 2>>(loss)(W, x, b, cat);
  const auto& [of_W, of_b] = gradient;
  CHECK(value == close_to(534.7));
  const double p[] = {std::exp(-534.7), 1, std::exp(-377.15)};
  for (std::size_t i = 0; i < 3; ++i) {
    // e^s for s = 500 carries an error of s times that of s itself.
    const double of_score = p[i] - cat(i);
    CHECK(of_b(i) == Approx(of_score).epsilon(1e-11).margin(0));
    for (std::size_t j = 0; j < 4; ++j)
      CHECK(of_W(i, j) == Approx(of_score * x(j)).epsilon(1e-11).margin(0));
  }
}

TEST_CASE("a linear classifier with sigmoids: each row of weights reaches its own score alone") {
  constexpr auto layer = [](auto W, auto x, auto b) { return tg::sigmoid(tg::dot(W, x) + b); };
  const matrix W = {{0.5, -1, 2, 0}, {1, 1, -1, 0.25}, {-2, 0, 0, 1}};
  const vector x = {1, -0.5, 0.25, 2}, b = {0.1, -0.2, 0.3};
  const auto [of_W, of_x, of_b] = tg::jacobian(layer)(W, x, b);
  for (std::size_t i = 0; i < 3; ++i) {
    double sum = b(i);
    for (std::size_t j = 0; j < 4; ++j) sum += W(i, j) * x(j);
    const double slope = sigmoid(sum) * (1 - sigmoid(sum));
    for (std::size_t j = 0; j < 4; ++j) CHECK(of_x(i, j) == close_to(slope * W(i, j)));
    for (std::size_t k = 0; k < 3; ++k) {
      CHECK(of_b(i, k) == close_to(i == k ? slope : 0));
      for (std::size_t j = 0; j < 4; ++j)
        CHECK(of_W(i, k, j) == close_to(i == k ? slope * x(j) : 0));
    }
  }
}
