// A parameterized program R(P, Q) with three weights, trained as lectures train it; the check of a
// weight vector's gradient; and the order in which a graph is evaluated.
#include <array>
#include <cmath>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

#include <typegrad.hpp>

namespace tg = typegrad;

namespace {

using weights = std::array<double, 3>;

/// A = W0 P, B = f0(A, Q), C = W1 B, D = W2 B, E = f1(C), F = f2(D), R = f3(E, F), with f0 = tanh(a
/// + q), f1 = sin, f2 = exp and f3 = e f + e.
constexpr auto r = [](const auto& w, auto p, auto q) {
  using std::tanh, std::sin, std::exp;
  const auto b = tanh(w[0] * p + q);
  const auto e = sin(w[1] * b);
  const auto f = exp(w[2] * b);
  return e * f + e;
};

/// The gradient as the sum over paths: each weight's input times the derivatives along each path.
weights by_paths(const weights& w, double p, double q) {
  const double b = std::tanh(w[0] * p + q);
  const double e = std::sin(w[1] * b), f = std::exp(w[2] * b);
  const double from_e = f + 1, from_f = e;  // ∂f3/∂E, ∂f3/∂F
  const double through_c = std::cos(w[1] * b) * from_e, through_d = f * from_f;
  const double f0 = 1 - b * b;
  return {p * (f0 * w[1] * through_c + f0 * w[2] * through_d), b * through_c, b * through_d};
}

struct sample {
  double p, q, t;
};

std::vector<sample> generated_samples() {
  std::mt19937_64 random(1);
  const auto uniform = [&] { return std::ldexp(static_cast<double>(random() >> 11), -52) - 1; };
  std::vector<sample> samples;
  for (int i = 0; i < 50; ++i) {
    const double p = uniform(), q = uniform();
    samples.push_back({p, q, r(weights{0.8, 0.5, -0.6}, p, q)});
  }
  return samples;
}

double loss(const weights& w, const std::vector<sample>& samples) {
  double sum = 0;
  for (const auto& [p, q, t] : samples) sum += (t - r(w, p, q)) * (t - r(w, p, q));
  return sum / static_cast<double>(samples.size());
}

/// The lecture's loop: in each epoch the gradient of the loss, -2/N Σ (t - R) ∂R/∂W, is summed over
/// the samples, and a step is taken against it.
template <class Gradient>
weights descend(weights w, const std::vector<sample>& samples, int epochs,
                const Gradient& gradient_of_r) {
  constexpr double rate = 0.2;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    weights gradient{};
    for (const auto& [p, q, t] : samples) {
      const weights d = gradient_of_r(w, p, q);
      for (std::size_t k = 0; k < 3; ++k) gradient[k] += (t - r(w, p, q)) * d[k];
    }
    for (std::size_t k = 0; k < 3; ++k)
      w[k] -= rate * (-2 / static_cast<double>(samples.size()) * gradient[k]);
  }
  return w;
}

}  // namespace

TEST_CASE("the gradient of R by paths, forward and in reverse") {
  for (const sample& s : generated_samples()) {
    const weights w = {0.3, 1.1, -0.4}, paths = by_paths(w, s.p, s.q);
    const weights forward = tg::grad<tg::wrt<0>, tg::forward>(r)(w, s.p, s.q);
    const weights reverse = tg::grad<tg::wrt<0>, tg::reverse>(r)(w, s.p, s.q);
    for (std::size_t k = 0; k < 3; ++k) {
      CHECK(forward[k] == Approx(paths[k]).epsilon(1e-12).margin(1e-14));
      CHECK(reverse[k] == Approx(paths[k]).epsilon(1e-12).margin(1e-14));
    }
  }
}

TEST_CASE("gradient descent finds the weights that the data was made with") {
  const std::vector<sample> samples = generated_samples();
  const weights start = {0.3, 1.1, -0.4};
  const auto automatic = [](const weights& w, double p, double q) {
    return tg::grad<tg::wrt<0>>(r)(w, p, q);
  };
  const weights few = descend(start, samples, 20, automatic),
                few_by_paths = descend(start, samples, 20, by_paths);
  for (std::size_t k = 0; k < 3; ++k) CHECK(few[k] == Approx(few_by_paths[k]).epsilon(1e-10));
  CHECK(loss(few, samples) < loss(start, samples) / 3);
  const weights found = descend(start, samples, 20000, automatic);
  CHECK(loss(found, samples) < 1e-10);
  CHECK(found[0] == Approx(0.8).epsilon(1e-3));
  CHECK(found[1] == Approx(0.5).epsilon(1e-3));
  CHECK(found[2] == Approx(-0.6).epsilon(1e-3));
}

TEST_CASE("the gradient of a weight vector is checked by steps of 0.0001") {
  // A softmax classifier of three classes and three features; the features sum to no weight twice.
  constexpr auto classifier = [](const auto& w) {
    const auto score = [&](std::size_t k) {
      return w[3 * k] * 0.2 + w[3 * k + 1] * -0.7 + w[3 * k + 2] * 1.5;
    };
    using tg::logaddexp;
    return logaddexp(logaddexp(score(0), score(1)), score(2)) - score(1);
  };
  using vector = std::array<double, 9>;
  const vector w = {0.34, -1.11, 0.78, 0.12, 0.55, 2.81, -3.1, -1.5, 0.33};
  const auto value = tg::value(classifier);
  const vector gradient = tg::grad(classifier)(w);
  const double h = 0.0001;
  for (std::size_t k = 0; k < w.size(); ++k) {
    vector moved = w;
    moved[k] += h;
    // The second derivatives of log Σ exp are 1/4 at most, times the feature's square, 2.25.
    CHECK(std::abs((value(moved) - value(w)) / h - gradient[k]) < 2.25 / 4 * h / 2 + 1e-11);
    CHECK(gradient[k] != 0);
  }
}

TEST_CASE("every topological order gives the same values") {
  const tg::graph g = tg::graph_of(tg::trace<weights, double, double>(tg::grad(r)));
  const std::array<double, 5> x = {0.3, 1.1, -0.4, 0.25, -0.6};
  std::array<double, 5> expected{};
  REQUIRE(g.outputs.size() == expected.size());
  tg::interpret<double>(g, x.data(), expected.data());
  std::mt19937_64 random(1);
  bool moved = false;
  for (int repeat = 0; repeat < 50; ++repeat) {
    tg::graph other = g;
    std::vector<tg::index> image(g.nodes.size(), tg::absent), ready;
    for (tg::index made = 0; made < g.nodes.size(); ++made) {
      ready.clear();
      for (tg::index i = 0; i < g.nodes.size(); ++i) {
        bool can_be_next = image[i] == tg::absent;
        for (int k = 0; k < tg::info(g.nodes[i].op).arity; ++k)
          can_be_next = can_be_next && image[g.nodes[i].operands[k]] != tg::absent;
        if (can_be_next) ready.push_back(i);
      }
      const tg::index next = ready[random() % ready.size()];
      tg::node n = g.nodes[next];
      for (int k = 0; k < tg::info(n.op).arity; ++k) n.operands[k] = image[n.operands[k]];
      moved = moved || next != made;
      image[next] = made;
      other.nodes[made] = n;
    }
    for (tg::index k = 0; k < g.outputs.size(); ++k) other.outputs[k] = image[g.outputs[k]];
    std::array<double, 5> got{};
    tg::interpret<double>(other, x.data(), got.data());
    CHECK(got == expected);
  }
  CHECK(moved);
}
