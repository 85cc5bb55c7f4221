// The Gaussian mixture of ADBench (Šrajer, Kukelova, Fitzgibbon: Optimization Methods and Software
// 33, 2018): the log-likelihood of n samples under K normal densities with a Wishart prior, and its
// gradient in the weights, means and covariances.
#include <cmath>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <vector>

#include <typegrad/xtensor.hpp>

#ifdef TYPEGRAD_BENCHMARK_TORCH
#include "torch/pytorch.hpp"
#endif
#include "workloads.hpp"

namespace benchmark {

namespace {

namespace tg = typegrad;
using tg::symbol;
using matrix = xt::xtensor<double, 2>;
using vector = xt::xtensor<double, 1>;

/// The log-likelihood under weights alpha, means mu, and inverse square roots of covariances: the
/// matrix of component k has e^q[k] on its diagonal, and l[k, places] below it, where `below` is 1
/// and not 0. Samples x are columns, so that loops run along samples. `constant` is what no
/// parameter changes.
struct log_likelihood {
  constexpr symbol operator()(const symbol& alpha, const symbol& mu, const symbol& q,
                              const symbol& l, const symbol& places, const symbol& below,
                              const symbol& x, const symbol& gamma, const symbol& m,
                              const symbol& n, const symbol& constant) const {
    using tg::expand_dims, tg::sum;
    const symbol scale = exp(q), log_determinant = sum(q, 1);
    const symbol triangle = tg::take(l, places, 1) * below;
    const symbol y = x - expand_dims(mu, 2);
    const symbol whitened = expand_dims(scale, 2) * y + tg::einsum<"kij,kjn->kin">(triangle, y);
    const symbol terms =
        expand_dims(alpha + log_determinant, 1) - symbol(0.5) * sum(whitened * whitened, 1);
    const symbol fit = sum(tg::logsumexp(terms, 0)) - n * tg::logsumexp(alpha);
    const symbol prior =
        symbol(0.5) * gamma * gamma * (sum(scale * scale) + sum(l * l)) - m * sum(log_determinant);
    return fit + prior + constant;
  }
};

constexpr auto derived = tg::value_and_grad<tg::wrt<0, 1, 2, 3>>(log_likelihood{});

using bound = decltype(tg::bind(derived, vector(), matrix(), matrix(), matrix(), matrix(), matrix(),
                                matrix(), 0.0, 0.0, 0.0, 0.0));

struct mixture {
  std::size_t d = 0, k = 0, n = 0;
  vector alpha, along_alpha;
  matrix mu, q, l, places, below, x, along_mu, along_q, along_l;
  double gamma = 0, m = 0, constant = 0, value = 0;
  bound step;

  explicit mixture(const std::string& path) : step(make_step(*this, path)) {}

  /// log Γ_d(a), the multivariate gamma function.
  static double log_gamma(double a, double dimension) {
    double sum = 0.25 * dimension * (dimension - 1) * std::log(M_PI);
    for (double j = 1; j <= dimension; ++j) sum += std::lgamma(a + 0.5 * (1 - j));
    return sum;
  }

  static bound make_step(mixture& g, const std::string& path) {
    std::ifstream file(path);
    file >> g.d >> g.k >> g.n;
    const std::size_t pairs = g.d * (g.d - 1) / 2;
    g.alpha = xt::zeros<double>({g.k});
    g.places = g.below = xt::zeros<double>({g.d, g.d});
    g.mu = g.q = xt::zeros<double>({g.k, g.d});
    g.l = xt::zeros<double>({g.k, pairs});
    g.x = xt::zeros<double>({g.d, g.n});
    for (double& e : g.alpha) file >> e;
    for (double& e : g.mu) file >> e;
    for (std::size_t k = 0; k < g.k; ++k) {
      for (std::size_t j = 0; j < g.d; ++j) file >> g.q(k, j);
      for (std::size_t p = 0; p < pairs; ++p) file >> g.l(k, p);
    }
    for (std::size_t i = 0; i < g.n; ++i)
      for (std::size_t j = 0; j < g.d; ++j) file >> g.x(j, i);
    file >> g.gamma >> g.m;
    if (!file) throw std::runtime_error(path + ": not a Gaussian mixture of ADBench");
    std::size_t pair = 0;
    for (std::size_t j = 0; j < g.d; ++j)
      for (std::size_t i = j + 1; i < g.d; ++i) {
        g.places(i, j) = static_cast<double>(pair++);
        g.below(i, j) = 1;
      }
    const double d = static_cast<double>(g.d), freedom = d + g.m + 1;
    const double prior =
        freedom * d * (std::log(g.gamma) - 0.5 * std::log(2)) - log_gamma(0.5 * freedom, d);
    g.constant =
        -0.5 * static_cast<double>(g.n) * d * std::log(2 * M_PI) - static_cast<double>(g.k) * prior;
    g.along_alpha = g.alpha, g.along_mu = g.mu, g.along_q = g.q, g.along_l = g.l;
    return tg::bind(derived, g.alpha, g.mu, g.q, g.l, g.places, g.below, g.x, g.gamma, g.m,
                    static_cast<double>(g.n), g.constant);
  }

  void ours() {
    step(alpha, mu, q, l, places, below, x, gamma, m, static_cast<double>(n), constant, value,
         along_alpha, along_mu, along_q, along_l);
  }

  /// log Σ e^t, as its user writes it.
  static double log_sum_exp(const std::vector<double>& t) {
    double largest = t[0], sum = 0;
    for (const double e : t) largest = std::max(largest, e);
    for (const double e : t) sum += std::exp(e - largest);
    return std::log(sum) + largest;
  }

  /// The value alone, sample by sample.
  void plain() {
    std::vector<double> y(d), whitened(d), terms(k), log_determinant(k), scale(k * d);
    double prior = 0, fit = 0;
    for (std::size_t c = 0; c < k; ++c)
      for (std::size_t j = 0; j < d; ++j) {
        const double e = std::exp(q(c, j));
        scale[c * d + j] = e;
        log_determinant[c] += q(c, j);
        prior += 0.5 * gamma * gamma * e * e - m * q(c, j);
      }
    for (const double e : l) prior += 0.5 * gamma * gamma * e * e;
    for (std::size_t s = 0; s < n; ++s) {
      for (std::size_t c = 0; c < k; ++c) {
        for (std::size_t j = 0; j < d; ++j) {
          y[j] = x(j, s) - mu(c, j);
          whitened[j] = scale[c * d + j] * y[j];
        }
        std::size_t pair = 0;
        for (std::size_t j = 0; j < d; ++j)
          for (std::size_t i = j + 1; i < d; ++i) whitened[i] += l(c, pair++) * y[j];
        double squares = 0;
        for (const double e : whitened) squares += e * e;
        terms[c] = alpha(c) + log_determinant[c] - 0.5 * squares;
      }
      fit += log_sum_exp(terms);
    }
    const std::vector<double> weights(alpha.begin(), alpha.end());
    value = fit - static_cast<double>(n) * log_sum_exp(weights) + prior + constant;
  }
};

/// The value and the gradient.
std::vector<double> results_of(const mixture& g) {
  std::vector<double> r{g.value};
  const auto append = [&](const auto&... arrays) {
    (r.insert(r.end(), arrays.begin(), arrays.end()), ...);
  };
  append(g.along_alpha, g.along_mu, g.along_q, g.along_l);
  return r;
}

/// The value and the first derivative that ADBench's own programs print for its smallest mixture.
void check_smallest(const mixture& g) {
  if (g.d != 2 || g.k != 3 || g.n != 1) return;
  const auto check = [](double is, double should) {
    if (!(std::abs(is - should) <= 1e-12 * std::abs(should)))
      throw std::runtime_error("Gaussian mixture: " + std::to_string(is) + " should be " +
                               std::to_string(should));
  };
  check(g.value, 8.07380408004975791);
  check(g.along_alpha(0), 0.108662855508652456);
}

}  // namespace

workload gaussian_mixture(const std::string& path, double limit) {
  const auto data = std::make_shared<mixture>(path);
  data->ours();
  check_smallest(*data);
  const auto results = [data] { return std::vector<double>{data->value}; };
  return {"Gaussian mixture, d = " + std::to_string(data->d) + ", K = " + std::to_string(data->k),
          "gaussian_mixture",
          data->n,
          {{"plain", "plain loop with libm, value alone", [data] { data->plain(); }, results},
           {"ours", "typegrad, value and gradient", [data] { data->ours(); }, results, limit}}};
}

#ifdef TYPEGRAD_BENCHMARK_TORCH
workload gaussian_mixture_and_torch(const std::string& path) {
  using pytorch::view_of;
  const auto data = std::make_shared<mixture>(path);
  const mixture& g = *data;
  const pytorch::program theirs = pytorch::gaussian_mixture(
      {view_of(g.alpha), view_of(g.mu), view_of(g.q), view_of(g.l), view_of(g.places),
       view_of(g.below), view_of(g.x), g.gamma, g.m, g.constant});
  return against_torch(
      "Gaussian mixture, d = " + std::to_string(g.d) + ", K = " + std::to_string(g.k),
      "gaussian_mixture", g.n, theirs,
      {"ours", "typegrad", [data] { data->ours(); }, [data] { return results_of(*data); },
       1.0 / 5});
}
#endif

}  // namespace benchmark
