// Networks: layers in a row, connections that skip a layer, weights that are used twice.
#include "lectures.hpp"
#include "print.hpp"
#include "sigmoid_network.hpp"

namespace lectures {

void networks() {
  std::puts("The perceptron network: 4 inputs, 3 neurons, 2 outputs");
  constexpr auto perceptrons = [](auto W1, auto W2, auto x) {
    return tg::tanh(tg::dot(W2, tg::tanh(tg::dot(W1, x))));
  };
  const matrix W1 = {{0.5, -0.25, 0.75, 1}, {-1, 0.5, 0.25, -0.5}, {0.125, 1, -0.5, 0.25}};
  const matrix W2 = {{1, -0.5, 0.25}, {-0.75, 0.5, 1.5}};
  const vector x = {1, -0.5, 0.25, 2};
  const auto [y, pullback] = tg::vjp(perceptrons)(W1, W2, x);
  const auto [of_W1, of_W2, of_x] = pullback(vector{1, 0});
  print("y", y);
  print("dy1/dW1", of_W1);
  print("dy1/dW2", of_W2);
  print("dy1/dx", of_x);

  std::puts("\nA connection that skips the layer, y = tanh(V x) + x, and a weight that is used");
  std::puts("twice, y = tanh(V tanh(V x)): the gradients of the sum of y");
  constexpr auto skipping = [](auto V, auto v) { return tg::sum(tg::tanh(tg::dot(V, v)) + v); };
  constexpr auto shared = [](auto V, auto v) {
    return tg::sum(tg::tanh(tg::dot(V, tg::tanh(tg::dot(V, v)))));
  };
  const matrix V = {{0.5, -1}, {1, 0.75}};
  const vector v = {0.25, -0.5};
  const auto [skip_V, skip_x] = tg::grad(skipping)(V, v);
  print("skipping, by V", skip_V);
  print("skipping, by x", skip_x);
  print("shared, by V", tg::grad<tg::wrt<0>>(shared)(V, v));

  std::puts("\nThe network 8 - 10 - 7 - 3: mean square error, 100 epochs of gradient descent");
  sigmoid_network n;
  auto& p = n.parameters;
  auto step = tg::bind(tg::value_and_grad<tg::wrt<0>>(sigmoid_network_loss), p, n.inputs, n.labels);
  sigmoid_layers gradient = p;
  tg::sgd<double> optimiser({.rate = 0.01});
  double loss = 0;
  for (int epoch = 1; epoch <= 100; ++epoch) {
    step(p, n.inputs, n.labels, loss, gradient);
    optimiser.step(gradient, p);
    if (epoch <= 2 || epoch == 10 || epoch == 100)
      std::printf("  loss of epoch %-12d %.12f\n", epoch, loss);
  }
}

}  // namespace lectures
