// One step of training a network 784-128-10 of sigmoids with softmax: cross-entropy and gradient.
#include <typegrad/xtensor.hpp>

namespace tg = typegrad;
using matrix = xt::xtensor<double, 2>;
using vector = xt::xtensor<double, 1>;

constexpr auto cross_entropy = [](auto w1, auto b1, auto w2, auto b2, auto x, auto t) {
  const auto h = tg::sigmoid(tg::dot(x, w1) + b1);
  return -tg::mean(tg::sum(t * tg::log_softmax(tg::dot(h, w2) + b2, 1), 1));
};

double step(matrix& w1, vector& b1, matrix& w2, vector& b2, const matrix& x, const matrix& t) {
  const auto [loss, gradient] =
      tg::value_and_grad<tg::wrt<0, 1, 2, 3>>(cross_entropy)(w1, b1, w2, b2, x, t);
  const auto& [g1, h1, g2, h2] = gradient;
  w1 -= 0.1 * g1;
  b1 -= 0.1 * h1;
  w2 -= 0.1 * g2;
  b2 -= 0.1 * h2;
  return loss;
}
