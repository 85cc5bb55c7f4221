// The network of sigmoid layers, its gradient and its training, against PyTorch's own numbers.
#include <catch2/catch.hpp>

#include "../../examples/lectures/sigmoid_network.hpp"
#include "pytorch.hpp"

using namespace lectures;

namespace {

pytorch::array exported(const vector& x) {
  return {static_cast<std::int64_t>(x.size()), 0, {x.begin(), x.end()}};
}
pytorch::array exported(const matrix& x) {
  return {static_cast<std::int64_t>(x.shape(0)),
          static_cast<std::int64_t>(x.shape(1)),
          {x.begin(), x.end()}};
}

void check_close(const sigmoid_layers& ours, const std::vector<pytorch::array>& theirs) {
  std::size_t layer = 0;
  tg::for_each_leaf(ours, [&](const std::string& name, const auto& leaf) {
    INFO("leaf " << name);
    const std::vector<double>& expected = theirs.at(layer++).numbers;
    REQUIRE(leaf.size() == expected.size());
    for (std::size_t k = 0; k < expected.size(); ++k)
      CHECK(leaf.data()[k] == Approx(expected[k]).epsilon(1e-12).margin(1e-15));
  });
  CHECK(layer == theirs.size());
}

template <class Optimiser>
void check_training(Optimiser optimiser, pytorch::optimiser theirs) {
  constexpr int steps = 100;
  sigmoid_network n;
  auto& p = n.parameters;
  const auto reference = std::apply(
      [&](const auto&... leaf) {
        return pytorch::train({exported(leaf)...}, exported(n.inputs), exported(n.labels), theirs,
                              steps);
      },
      p);
  auto step = tg::bind(tg::value_and_grad<tg::wrt<0>>(sigmoid_network_loss), p, n.inputs, n.labels);
  sigmoid_layers gradient = p;
  for (int k = 0; k < steps; ++k) {
    double loss = 0;
    step(p, n.inputs, n.labels, loss, gradient);
    CHECK(loss == Approx(reference.losses[std::size_t(k)]).epsilon(1e-12));
    if (k == 0) check_close(gradient, reference.gradient);
    optimiser.step(gradient, p);
  }
  check_close(p, reference.parameters);
}

}  // namespace

TEST_CASE("100 steps of gradient descent are PyTorch's") {
  check_training(tg::sgd<double>({.rate = 0.01}), pytorch::optimiser::sgd);
}

TEST_CASE("100 steps with momentum and weight decay are PyTorch's") {
  check_training(tg::sgd<double>({.rate = 0.01, .momentum = 0.9, .weight_decay = 0.001}),
                 pytorch::optimiser::sgd_with_momentum);
}

TEST_CASE("100 steps of Adam with decoupled weight decay are PyTorch's") {
  check_training(tg::adam<double>({.rate = 0.002, .weight_decay = 0.01}), pytorch::optimiser::adam);
}
