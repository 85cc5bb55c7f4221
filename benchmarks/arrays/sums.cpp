// Functions that sum over n numbers: log-sum-exp and the normal log-density.
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <random>
#include <vector>

#include <typegrad/xtensor.hpp>

#include "by_hand.hpp"
#ifdef TYPEGRAD_BENCHMARK_TORCH
#include "torch/pytorch.hpp"
#endif
#include "workloads.hpp"

namespace benchmark {

namespace {

namespace tg = typegrad;
using vector = xt::xtensor<double, 1>;

vector normal_numbers(std::size_t n) {
  std::mt19937_64 generator(3);
  std::normal_distribution<double> number(0.5, 2);
  vector x = xt::zeros<double>({n});
  for (double& element : x) element = number(generator);
  return x;
}

constexpr auto log_sum_exp_program = [](auto x) { return tg::logsumexp(x); };

struct log_sum_exp_data {
  vector x, gradient;
  double value = 0;
  decltype(tg::bind(tg::value_and_grad(log_sum_exp_program), vector())) step;

  explicit log_sum_exp_data(std::size_t n)
      : x(normal_numbers(n)),
        gradient(x),
        step(tg::bind(tg::value_and_grad(log_sum_exp_program), x)) {}

  void ours() { step(x, value, gradient); }

  /// m + log Σ e^(x - m), and e^(x - m) / Σ: three passes, one exponential an element.
  void by_hand() {
    const std::size_t n = x.size();
    const double* const from = x.data();
    double* const to = gradient.data();
    batch largest[chains];
    for (batch& b : largest) b = batch(-std::numeric_limits<double>::infinity());
    each_batch(n, [&](std::size_t i, std::size_t c) {
      largest[c] = xsimd::max(largest[c], load(from + i));
    });
    double lanes[width];
    store(xsimd::max(xsimd::max(largest[0], largest[1]), xsimd::max(largest[2], largest[3])),
          lanes);
    const double m = *std::max_element(lanes, lanes + width);
    sums s;
    each_batch(n, [&](std::size_t i, std::size_t c) {
      const batch e = xsimd::exp(load(from + i) - m);
      store(e, to + i);
      s.at[c] += e;
    });
    const double total = s.total();
    const batch scale(1 / total);
    each_batch(n, [&](std::size_t i, std::size_t) { store(load(to + i) * scale, to + i); });
    value = m + std::log(total);
  }

  /// The value alone, as its user writes it.
  void plain() {
    double m = -std::numeric_limits<double>::infinity(), total = 0;
    for (const double element : x) m = std::max(m, element);
    for (const double element : x) total += std::exp(element - m);
    value = m + std::log(total);
  }

  std::vector<double> results() const {
    std::vector<double> r(gradient.begin(), gradient.end());
    r.insert(r.begin(), 32, value);
    return r;
  }
};

/// log Π of the normal densities of mean μ and deviation σ at x.
constexpr auto normal_program = [](auto x, auto mu, auto sigma) {
  const auto z = (x - mu) / sigma;
  return tg::sum(-0.5 * z * z - log(sigma) - 0.91893853320467274178);
};
constexpr auto normal_gradient = tg::value_and_grad<tg::wrt<0, 1, 2>>(normal_program);

struct normal_data {
  vector x, gradient;
  double mu = 0.4, sigma = 1.9, value = 0, along_mu = 0, along_sigma = 0;
  decltype(tg::bind(normal_gradient, vector(), 0.0, 0.0)) step;

  explicit normal_data(std::size_t n)
      : x(normal_numbers(n)), gradient(x), step(tg::bind(normal_gradient, x, mu, sigma)) {}

  void ours() { step(x, mu, sigma, value, gradient, along_mu, along_sigma); }

  /// One pass: -z/σ stored, Σz and Σz² summed, from which all else follows.
  void by_hand() {
    const double* const from = x.data();
    double* const to = gradient.data();
    const double reciprocal = 1 / sigma;
    const batch scale(reciprocal), minus_scale(-reciprocal), mean(mu);
    sums first, second;
    each_batch(x.size(), [&](std::size_t i, std::size_t c) {
      const batch z = (load(from + i) - mean) * scale;
      store(z * minus_scale, to + i);
      first.at[c] += z;
      second.at[c] = xsimd::fma(z, z, second.at[c]);
    });
    const double n = static_cast<double>(x.size()), squares = second.total();
    value = -0.5 * squares - n * (std::log(sigma) + 0.91893853320467274178);
    along_mu = first.total() * reciprocal;
    along_sigma = (squares - n) * reciprocal;
  }

  std::vector<double> results() const {
    std::vector<double> r(gradient.begin(), gradient.end());
    r.insert(r.begin(), {value, along_mu, along_sigma});
    return r;
  }
};

constexpr auto product_program = [](auto x) { return tg::prod(x); };

/// The product of n numbers near 1, none of which is 0.
struct product_data {
  vector x, gradient;
  double value = 0;
  decltype(tg::bind(tg::value_and_grad(product_program), vector())) step;

  explicit product_data(std::size_t n)
      : x(1 + 0.001 * normal_numbers(n)),
        gradient(x),
        step(tg::bind(tg::value_and_grad(product_program), x)) {}

  void ours() { step(x, value, gradient); }

  /// Π x, then Π x / x_i, which a person may write who knows that no x_i is 0.
  void by_hand() {
    batch products[chains] = {batch(1.0), batch(1.0), batch(1.0), batch(1.0)};
    each_batch(x.size(), [&](std::size_t i, std::size_t c) { products[c] *= load(x.data() + i); });
    double lanes[width];
    store((products[0] * products[1]) * (products[2] * products[3]), lanes);
    value = 1;
    for (const double lane : lanes) value *= lane;
    const batch all(value);
    each_batch(x.size(), [&](std::size_t i, std::size_t) {
      store(all / load(x.data() + i), gradient.data() + i);
    });
  }

  std::vector<double> results() const {
    std::vector<double> r(gradient.begin(), gradient.end());
    r.insert(r.begin(), 32, value);
    return r;
  }
};

template <class Data>
workload against_hand(const std::string& name, const std::string& key, std::size_t n) {
  const auto data = std::make_shared<Data>(n);
  const auto results = [data] { return data->results(); };
  return {name,
          key,
          n,
          {{"hand", "hand-written, SIMD", [data] { data->by_hand(); }, results},
           {"ours", "typegrad", [data] { data->ours(); }, results, 1.1}}};
}

}  // namespace

workload log_sum_exp(std::size_t n) {
  return against_hand<log_sum_exp_data>("log-sum-exp and gradient", "log_sum_exp", n);
}

workload log_sum_exp_and_plain_value(std::size_t n) {
  const auto data = std::make_shared<log_sum_exp_data>(n);
  return {"log-sum-exp: the value alone, and with its gradient",
          "log_sum_exp_value",
          n,
          {{"plain", "plain loop with libm, value alone", [data] { data->plain(); }, nullptr},
           {"ours", "typegrad, value and gradient", [data] { data->ours(); }, nullptr, 1.0 / 3}}};
}

workload normal_log_density(std::size_t n) {
  return against_hand<normal_data>("normal log-density and gradient", "normal_log_density", n);
}

workload product(std::size_t n) {
  return against_hand<product_data>("product of n numbers and gradient", "product", n);
}

#ifdef TYPEGRAD_BENCHMARK_TORCH
workload log_sum_exp_and_torch(std::size_t n) {
  const auto data = std::make_shared<log_sum_exp_data>(n);
  pytorch::program theirs = pytorch::log_sum_exp(pytorch::view_of(data->x));
  theirs.results = [results = theirs.results] {
    std::vector<double> r = results();
    r.insert(r.begin(), 31, r[0]);
    return r;
  };
  return against_torch(
      "log-sum-exp", "log_sum_exp", n, theirs,
      {"ours", "typegrad", [data] { data->ours(); }, [data] { return data->results(); }});
}
#endif

}  // namespace benchmark
