// The mean square error of tanh(A x + b), with its gradient in A and b.
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

constexpr auto program = [](auto a, auto b, auto x, auto t) {
  return tg::mse(tg::tanh(tg::dot(a, x) + b), t);
};
constexpr auto derived = tg::value_and_grad<tg::wrt<0, 1>>(program);

struct layer {
  matrix a, along_a;
  vector b, x, t, along_b;
  double value = 0;
  decltype(tg::bind(derived, matrix(), vector(), vector(), vector())) step;

  explicit layer(std::size_t m)
      : a(xt::zeros<double>({m, m})),
        along_a(a),
        b(xt::zeros<double>({m})),
        x(b),
        t(b),
        along_b(b),
        step(tg::bind(derived, a, b, x, t)) {
    std::mt19937_64 generator(5);
    std::normal_distribution<double> number;
    for (double& e : a) e = number(generator) / std::sqrt(static_cast<double>(m));
    for (vector* v : {&b, &x, &t})
      for (double& e : *v) e = number(generator);
  }

  void ours() { step(a, b, x, t, value, along_a, along_b); }

  /// Two passes: A x, and the rows g_i x of the gradient. Below a batch's width, plain loops.
  void by_hand() {
    const std::size_t m = b.size();
    double* const y = along_b.data();
    const double scale = 2 / static_cast<double>(m);
    const int size = static_cast<int>(m);
    if (m < width) {
      for (std::size_t i = 0; i < m; ++i) {
        double z = b(i);
        for (std::size_t k = 0; k < m; ++k) z += a(i, k) * x(k);
        y[i] = z;
      }
      const xsimd::batch<double, xsimd::avx2> all =
          xsimd::tanh(xsimd::batch<double, xsimd::avx2>::load_unaligned(y));
      all.store_unaligned(y);
      double total = 0;
      for (std::size_t i = 0; i < m; ++i) {
        const double difference = y[i] - t(i);
        total += difference * difference;
        y[i] = scale * difference * (1 - y[i] * y[i]);
        for (std::size_t k = 0; k < m; ++k) along_a(i, k) = y[i] * x(k);
      }
      value = total / static_cast<double>(m);
      return;
    }
    cblas_dgemv(CblasRowMajor, CblasNoTrans, size, size, 1, a.data(), size, x.data(), 1, 0, y, 1);
    sums s;
    each_batch(m, [&](std::size_t i, std::size_t c) {
      const batch r = xsimd::tanh(load(y + i) + load(b.data() + i));
      const batch difference = r - load(t.data() + i);
      s.at[c] += difference * difference;
      store(scale * difference * (1 - r * r), y + i);
    });
    value = s.total() / static_cast<double>(m);
    for (std::size_t i = 0; i < m; ++i) {
      double* const row = along_a.data() + i * m;
      const batch g(y[i]);
      each_batch(m, [&](std::size_t k, std::size_t) { store(g * load(x.data() + k), row + k); });
    }
  }

  std::vector<double> results() const {
    std::vector<double> r(along_a.begin(), along_a.end());
    r.insert(r.end(), along_b.begin(), along_b.end());
    r.push_back(value);
    return r;
  }
};

}  // namespace

workload mean_square_error(std::size_t n) {
  const auto data = std::make_shared<layer>(
      static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(n)))));
  const auto results = [data] { return data->results(); };
  return {"mean square error of tanh(A x + b), gradient in A and b",
          "mean_square_error",
          n,
          {{"hand", "hand-written, SIMD and BLAS", [data] { data->by_hand(); }, results},
           {"ours", "typegrad", [data] { data->ours(); }, results, 1.1}}};
}

}  // namespace benchmark
