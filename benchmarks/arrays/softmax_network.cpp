// A network 784-128-10 of sigmoids with softmax, its cross-entropy over a batch of 64, and the
// gradient in all weights.
#include <cmath>
#include <memory>
#include <random>
#include <vector>

#include <typegrad/xtensor.hpp>

#include "by_hand.hpp"
#include "workloads.hpp"

#include <cblas.h>

namespace benchmark {

namespace {

namespace tg = typegrad;
using matrix = xt::xtensor<double, 2>;
using vector = xt::xtensor<double, 1>;

constexpr std::size_t samples = 64, inputs = 784, hidden = 128, classes = 10;

constexpr auto program = [](auto w1, auto b1, auto w2, auto b2, auto x, auto t) {
  const auto h = tg::sigmoid(tg::dot(x, w1) + b1);
  return -tg::sum(t * tg::log_softmax(tg::dot(h, w2) + b2, 1)) / double(samples);
};
constexpr auto derived = tg::value_and_grad<tg::wrt<0, 1, 2, 3>>(program);

using bound =
    decltype(tg::bind(derived, matrix(), vector(), matrix(), vector(), matrix(), matrix()));

struct network {
  matrix w1, w2, x, t, along_w1, along_w2, h, z, along_h;
  vector b1, b2, along_b1, along_b2;
  double value = 0;
  bound step;

  static bound make_step(network& n) {
    std::mt19937_64 generator(19);
    std::normal_distribution<double> number;
    n.w1 = xt::zeros<double>({inputs, hidden});
    n.w2 = xt::zeros<double>({hidden, classes});
    n.x = xt::zeros<double>({samples, inputs});
    n.t = xt::zeros<double>({samples, classes});
    n.b1 = xt::zeros<double>({hidden});
    n.b2 = xt::zeros<double>({classes});
    for (double& e : n.w1) e = 0.03 * number(generator);
    for (double& e : n.w2) e = 0.1 * number(generator);
    for (double& e : n.x) e = 0.5 + 0.2 * number(generator);
    for (std::size_t s = 0; s < samples; ++s) n.t(s, s % classes) = 1;
    n.along_w1 = n.w1, n.along_w2 = n.w2, n.along_b1 = n.b1, n.along_b2 = n.b2;
    n.h = n.along_h = xt::zeros<double>({samples, hidden});
    n.z = n.t;
    return tg::bind(derived, n.w1, n.b1, n.w2, n.b2, n.x, n.t);
  }
  network() : step(make_step(*this)) {}

  void ours() { step(w1, b1, w2, b2, x, t, value, along_w1, along_b1, along_w2, along_b2); }

  static void product(CBLAS_TRANSPOSE ta, CBLAS_TRANSPOSE tb, std::size_t m, std::size_t n,
                      std::size_t k, const matrix& a, const matrix& b, matrix& c) {
    const auto columns = [](const matrix& any) { return static_cast<int>(any.shape(1)); };
    cblas_dgemm(CblasRowMajor, ta, tb, static_cast<int>(m), static_cast<int>(n),
                static_cast<int>(k), 1, a.data(), columns(a), b.data(), columns(b), 0, c.data(),
                columns(c));
  }

  /// Five products by BLAS, and between them one pass over each layer.
  void by_hand() {
    product(CblasNoTrans, CblasNoTrans, samples, hidden, inputs, x, w1, h);
    for (std::size_t s = 0; s < samples; ++s) {
      double* const row = h.data() + s * hidden;
      each_batch(hidden, [&](std::size_t j, std::size_t) {
        store(1 / (1 + xsimd::exp(-(load(row + j) + load(b1.data() + j)))), row + j);
      });
    }
    product(CblasNoTrans, CblasNoTrans, samples, classes, hidden, h, w2, z);
    value = 0;
    along_b2.fill(0);
    for (std::size_t s = 0; s < samples; ++s) {
      double* const row = z.data() + s * classes;
      double largest = row[0] + b2(0), total = 0, chosen = 0, weight = 0, e[2 * width] = {};
      for (std::size_t j = 0; j < classes; ++j) {
        row[j] += b2(j);
        largest = std::max(largest, row[j]);
      }
      for (std::size_t j = 0; j < classes; ++j) {
        e[j] = row[j] - largest;
        chosen += t(s, j) * e[j];
        weight += t(s, j);
      }
      for (std::size_t j = 0; j < 2 * width; j += width) store(xsimd::exp(load(e + j)), e + j);
      for (std::size_t j = 0; j < classes; ++j) total += e[j];
      value -= (chosen - weight * std::log(total)) / double(samples);
      const double scale = weight / total;
      for (std::size_t j = 0; j < classes; ++j) {
        row[j] = (e[j] * scale - t(s, j)) / double(samples);
        along_b2(j) += row[j];
      }
    }
    product(CblasTrans, CblasNoTrans, hidden, classes, samples, h, z, along_w2);
    product(CblasNoTrans, CblasTrans, samples, hidden, classes, z, w2, along_h);
    along_b1.fill(0);
    for (std::size_t s = 0; s < samples; ++s) {
      double* const g = along_h.data() + s * hidden;
      const double* const row = h.data() + s * hidden;
      each_batch(hidden, [&](std::size_t j, std::size_t) {
        const batch y = load(row + j), along = load(g + j) * (y * (1 - y));
        store(along, g + j);
        store(load(along_b1.data() + j) + along, along_b1.data() + j);
      });
    }
    product(CblasTrans, CblasNoTrans, inputs, hidden, samples, x, along_h, along_w1);
  }

  std::vector<double> results() const {
    std::vector<double> r{value};
    for (const matrix* m : {&along_w1, &along_w2}) r.insert(r.end(), m->begin(), m->end());
    for (const vector* v : {&along_b1, &along_b2}) r.insert(r.end(), v->begin(), v->end());
    return r;
  }
};

}  // namespace

workload softmax_network() {
  const auto data = std::make_shared<network>();
  const auto results = [data] { return data->results(); };
  return {"softmax network 784-128-10, batch 64, cross-entropy and gradient",
          "softmax_network",
          samples,
          {{"hand", "hand-written, BLAS and SIMD", [data] { data->by_hand(); }, results},
           {"ours", "typegrad", [data] { data->ours(); }, results, 1.05}}};
}

}  // namespace benchmark
