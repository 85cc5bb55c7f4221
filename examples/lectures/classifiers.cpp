// Classifiers: a neuron, logistic regression, a linear classifier.
#include "lectures.hpp"
#include "print.hpp"

namespace lectures {

namespace tg = typegrad;
using matrix = xt::xtensor<double, 2>;
using vector = xt::xtensor<double, 1>;

void classifiers() {
  std::puts("A neuron p = sigmoid(w^T x)");
  constexpr auto neuron = [](auto w, auto x) { return tg::sigmoid(tg::dot(w, x)); };
  const vector w = {2, -3, -3}, x = {-1, -2, 1};
  const auto [p, gradient] = tg::value_and_grad(neuron)(w, x);
  print("p", p);
  print("dp/dw = p (1 - p) x", std::get<0>(gradient));
  print("dp/dx = p (1 - p) w", std::get<1>(gradient));

  std::puts("\nLogistic regression: L = 1/2 ||w||^2 - lambda log p(y|x), lambda = 1, y = 1");
  constexpr auto loss = [](auto v, auto sample, auto y, auto lambda) {
    return tg::sum(tg::square(v)) / 2 + lambda * tg::softplus(-y * tg::dot(v, sample));
  };
  const auto [L, of_w] = tg::value_and_grad<tg::wrt<0>>(loss)(w, x, 1.0, 1.0);
  print("L", L);
  print("dL/dw", of_w);
  print("w - lambda (1 - p) x", vector(w - (1 - p) * x));

  std::puts("\nA linear classifier: scores W x + b of cat, dog and ship; the cat's loss");
  constexpr auto scores = [](auto W, auto pixels, auto b) { return tg::dot(W, pixels) + b; };
  constexpr auto entropy = [](auto W, auto pixels, auto b, auto target) {
    return tg::cross_entropy(tg::dot(W, pixels) + b, target);
  };
  const matrix W = {{0.2, -0.5, 0.1, 2}, {1.5, 1.3, 2.1, 0}, {0, 0.25, 0.2, -0.3}};
  const vector pixels = {56, 231, 24, 2}, b = {1.1, 3.2, -1.2};
  print("scores", tg::value(scores)(W, pixels, b));
  const auto [cat, of_W] = tg::value_and_grad<tg::wrt<0>>(entropy)(W, pixels, b, vector{1, 0, 0});
  print("loss", cat);
  print("dloss/dW", of_W);
}

}  // namespace lectures
