// Networks of layers of a lecture: the perceptron network with four inputs and two outputs, edge by
// edge and as products of matrices; and the network 8 - 10 - 7 - 3, against backpropagation by hand
// and PyTorch's numbers.
#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <vector>

#include "../../examples/lectures/sigmoid_network.hpp"

using namespace lectures;

namespace {

// ---- the perceptron network: 4 inputs, 3 neurons, 2 outputs

/// Each edge multiplies by a parameter of its own, each neuron adds and applies tanh.
constexpr auto edge_by_edge = [](auto W1, auto W2, auto x) {
  using std::tanh;
  std::array<std::decay_t<decltype(x[0])>, 3> h{};
  std::array<std::decay_t<decltype(x[0])>, 2> y{};
  for (std::size_t j = 0; j < 3; ++j) {
    for (std::size_t i = 0; i < 4; ++i) h[j] = h[j] + W1[j][i] * x[i];
    h[j] = tanh(h[j]);
  }
  for (std::size_t k = 0; k < 2; ++k) {
    for (std::size_t j = 0; j < 3; ++j) y[k] = y[k] + W2[k][j] * h[j];
    y[k] = tanh(y[k]);
  }
  return y;
};
constexpr auto layer_by_layer = [](auto W1, auto W2, auto x) {
  return tg::tanh(tg::dot(W2, tg::tanh(tg::dot(W1, x))));
};

template <class T, std::size_t Rows, std::size_t Columns>
using grid = std::array<std::array<T, Columns>, Rows>;

constexpr grid<double, 3, 4> W1 = {
    {{0.5, -0.25, 0.75, 1}, {-1, 0.5, 0.25, -0.5}, {0.125, 1, -0.5, 0.25}}};
constexpr grid<double, 2, 3> W2 = {{{1, -0.5, 0.25}, {-0.75, 0.5, 1.5}}};
constexpr std::array<double, 4> x = {1, -0.5, 0.25, 2};

template <std::size_t Rows, std::size_t Columns>
matrix as_matrix(const grid<double, Rows, Columns>& a) {
  matrix m = matrix::from_shape({Rows, Columns});
  for (std::size_t i = 0; i < Rows; ++i)
    for (std::size_t j = 0; j < Columns; ++j) m(i, j) = a[i][j];
  return m;
}

Approx close_to(double value, double tolerance = 1e-14) {
  return Approx(value).epsilon(tolerance).margin(1e-16);
}

// ---- the network 8 - 10 - 7 - 3

using real = long double;
template <std::size_t Layer>
struct layer {
  static constexpr std::size_t ins = network_widths[Layer], outs = network_widths[Layer + 1];
  real W[outs][ins] = {}, b[outs] = {};
};

/// Adds the derivatives by one sample's squares to those of a layer: its outer product of d and h,
/// and d; gives Wᵀ d, what the layer before it is told.
template <std::size_t Layer>
auto pass_back(const matrix& W, const real (&d)[layer<Layer>::outs],
               const real (&h)[layer<Layer>::ins], layer<Layer>& derivative) {
  std::array<real, layer<Layer>::ins> before{};
  for (std::size_t i = 0; i < layer<Layer>::outs; ++i) {
    derivative.b[i] += d[i];
    for (std::size_t j = 0; j < layer<Layer>::ins; ++j) {
      derivative.W[i][j] += d[i] * h[j];
      before[j] += W(i, j) * d[i];
    }
  }
  return before;
}

template <std::size_t Layer>
void pass_on(const matrix& W, const vector& b, const real (&h)[layer<Layer>::ins],
             real (&next)[layer<Layer>::outs], bool is_last) {
  for (std::size_t i = 0; i < layer<Layer>::outs; ++i) {
    real sum = b(i);
    for (std::size_t j = 0; j < layer<Layer>::ins; ++j) sum += W(i, j) * h[j];
    next[i] = is_last ? sum : 1 / (1 + std::exp(-sum));
  }
}

struct by_hand {
  real loss = 0;
  layer<0> first;
  layer<1> second;
  layer<2> third;

  explicit by_hand(const sigmoid_network& n) {
    const auto& [V1, b1, V2, b2, V3, b3] = n.parameters;
    for (std::size_t s = 0; s < samples_in_batch; ++s) {
      real h0[8], h1[10], h2[7], y[3], d1[10], d2[7], d3[3];
      for (std::size_t j = 0; j < 8; ++j) h0[j] = n.inputs(s, j);
      pass_on<0>(V1, b1, h0, h1, false);
      pass_on<1>(V2, b2, h1, h2, false);
      pass_on<2>(V3, b3, h2, y, true);
      for (std::size_t i = 0; i < 3; ++i) {
        const real error = y[i] - n.labels(s, i);
        loss += error * error / 30;
        d3[i] = 2 * error / 30;
      }
      const auto to_h2 = pass_back<2>(V3, d3, h2, third);
      for (std::size_t i = 0; i < 7; ++i) d2[i] = to_h2[i] * h2[i] * (1 - h2[i]);
      const auto to_h1 = pass_back<1>(V2, d2, h1, second);
      for (std::size_t i = 0; i < 10; ++i) d1[i] = to_h1[i] * h1[i] * (1 - h1[i]);
      pass_back<0>(V1, d1, h0, first);
    }
  }
};

template <std::size_t Layer>
void check_layer(const matrix& W, const vector& b, const layer<Layer>& expected) {
  for (std::size_t i = 0; i < layer<Layer>::outs; ++i) {
    CHECK(b(i) == close_to(static_cast<double>(expected.b[i])));
    for (std::size_t j = 0; j < layer<Layer>::ins; ++j)
      CHECK(W(i, j) == close_to(static_cast<double>(expected.W[i][j])));
  }
}

}  // namespace

TEST_CASE("the perceptron network is one program, edge by edge or layer by layer") {
  const auto y = edge_by_edge(W1, W2, x);
  const vector same = tg::value(layer_by_layer)(as_matrix(W1), as_matrix(W2), x);
  CHECK(same(0) == close_to(y[0]));
  CHECK(same(1) == close_to(y[1]));

  const auto [of_W1, of_W2, of_x] = tg::jacobian(layer_by_layer)(as_matrix(W1), as_matrix(W2), x);
  const auto edges = tg::jacobian(edge_by_edge)(W1, W2, x);
  // The sum over all paths: an edge's input, times what stands on each path from the edge on.
  std::array<double, 3> h{};
  for (std::size_t j = 0; j < 3; ++j) {
    for (std::size_t i = 0; i < 4; ++i) h[j] += W1[j][i] * x[i];
    h[j] = std::tanh(h[j]);
  }
  for (std::size_t k = 0; k < 2; ++k) {
    const auto& [edges_of_W1, edges_of_W2, edges_of_x] = edges[k];
    const double out = 1 - y[k] * y[k];
    std::array<double, 4> paths{};
    for (std::size_t j = 0; j < 3; ++j) {
      const double neuron = out * W2[k][j] * (1 - h[j] * h[j]);
      for (std::size_t i = 0; i < 4; ++i) {
        paths[i] += neuron * W1[j][i];
        CHECK(of_W1(k, j, i) == close_to(neuron * x[i]));
        CHECK(edges_of_W1[j][i] == close_to(neuron * x[i]));
      }
      for (std::size_t l = 0; l < 2; ++l) {
        CHECK(of_W2(k, l, j) == close_to(l == k ? out * h[j] : 0));
        CHECK(edges_of_W2[l][j] == close_to(l == k ? out * h[j] : 0));
      }
    }
    for (std::size_t i = 0; i < 4; ++i) {
      CHECK(of_x(k, i) == close_to(paths[i]));
      CHECK(edges_of_x[i] == close_to(paths[i]));
    }
  }
}

TEST_CASE("the network 8 - 10 - 7 - 3: loss and gradient by hand, and training as in PyTorch") {
  sigmoid_network n;
  auto& p = n.parameters;
  auto step = tg::bind(tg::value_and_grad<tg::wrt<0>>(sigmoid_network_loss), p, n.inputs, n.labels);
  auto [loss, gradient] = step(p, n.inputs, n.labels);
  const by_hand expected(n);
  CHECK(loss == close_to(static_cast<double>(expected.loss)));
  const auto& [g1, c1, g2, c2, g3, c3] = gradient;
  check_layer(g1, c1, expected.first);
  check_layer(g2, c2, expected.second);
  check_layer(g3, c3, expected.third);

  // Printed by PyTorch 1.13.1 in double precision (torch::nn::functional::mse_loss, backward, and
  // torch::optim::SGD with the rate 0.01).
  CHECK(g1(0, 0) == close_to(-0.00097199138691052484, 1e-12));
  CHECK(c1(9) == close_to(0.00032278620686025482, 1e-12));
  CHECK(g2(6, 9) == close_to(-0.0075767756282359381, 1e-12));
  CHECK(c2(0) == close_to(-0.038609431438389061, 1e-12));
  CHECK(g3(2, 6) == close_to(-0.23141744546439175, 1e-12));
  CHECK(c3(2) == close_to(-0.47414903251032159, 1e-12));
  tg::sgd<double> optimiser({.rate = 0.01});
  std::vector<double> losses;
  for (int k = 0; k < 100; ++k) {
    step(p, n.inputs, n.labels, loss, gradient);
    losses.push_back(loss);
    optimiser.step(gradient, p);
  }
  CHECK(losses[0] == close_to(0.30252216970872092, 1e-12));
  CHECK(losses[1] == close_to(0.29508604085709611, 1e-12));
  CHECK(losses[9] == close_to(0.24416152618838013, 1e-12));
  CHECK(losses[99] == close_to(0.094605545208028316, 1e-12));
  CHECK(std::get<0>(p)(0, 0) == close_to(-0.25832590692005064, 1e-12));
  CHECK(std::get<5>(p)(2) == close_to(0.052003023694019351, 1e-12));
}
