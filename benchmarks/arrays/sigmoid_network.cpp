// A network of layers 8-10-7-3 of sigmoids, its mean square error over a batch of 10, and the
// gradient in all weights.
#include <array>
#include <cmath>
#include <memory>
#include <random>
#include <vector>

#include <typegrad/xtensor.hpp>

#include "by_hand.hpp"
#include "workloads.hpp"

namespace benchmark {

namespace {

namespace tg = typegrad;
using matrix = xt::xtensor<double, 2>;
using vector = xt::xtensor<double, 1>;

constexpr auto program = [](auto w1, auto b1, auto w2, auto b2, auto w3, auto b3, auto x, auto t) {
  const auto first = tg::sigmoid(tg::dot(x, w1) + b1);
  const auto second = tg::sigmoid(tg::dot(first, w2) + b2);
  return tg::mse(tg::sigmoid(tg::dot(second, w3) + b3), t);
};
constexpr auto derived = tg::value_and_grad<tg::wrt<0, 1, 2, 3, 4, 5>>(program);

constexpr std::size_t samples = 10;

/// A layer by hand: sizes are constants, rows are padded to whole batches, and a row of results
/// stays in registers.
template <std::size_t In, std::size_t Out>
struct layer {
  static constexpr std::size_t ins = (In + width - 1) / width, outs = (Out + width - 1) / width;
  alignas(64) double w[In][outs * width] = {}, turned[Out][ins * width] = {}, b[outs * width] = {},
                                  out[samples][outs * width] = {};

  void set(const double* weights, const double* bias) {
    for (std::size_t i = 0; i < In; ++i)
      for (std::size_t j = 0; j < Out; ++j) w[i][j] = turned[j][i] = weights[i * Out + j];
    for (std::size_t j = 0; j < Out; ++j) b[j] = bias[j];
  }

  void forward(const double* x, std::size_t stride) {
    for (std::size_t s = 0; s < samples; ++s) {
      batch z[outs];
      for (std::size_t j = 0; j < outs; ++j) z[j] = load(b + j * width);
      for (std::size_t i = 0; i < In; ++i) {
        const batch left(x[s * stride + i]);
        for (std::size_t j = 0; j < outs; ++j)
          z[j] = xsimd::fma(left, load(w[i] + j * width), z[j]);
      }
      for (std::size_t j = 0; j < outs; ++j) store(1 / (1 + xsimd::exp(-z[j])), out[s] + j * width);
    }
  }

  /// From the adjoint g of the layer's sums z to those of its weights and of what it reads.
  template <bool IsFirst>
  void backward(const double* x, std::size_t stride, const double* g, double* along_x,
                double* along_w, double* along_b) const {
    batch total[outs];
    for (std::size_t j = 0; j < outs; ++j) total[j] = batch(0.0);
    for (std::size_t s = 0; s < samples; ++s)
      for (std::size_t j = 0; j < outs; ++j) total[j] += load(g + (s * outs + j) * width);
    put(total, along_b);
    for (std::size_t i = 0; i < In; ++i) {
      batch row[outs];
      for (std::size_t j = 0; j < outs; ++j) row[j] = batch(0.0);
      for (std::size_t s = 0; s < samples; ++s) {
        const batch left(x[s * stride + i]);
        for (std::size_t j = 0; j < outs; ++j)
          row[j] = xsimd::fma(left, load(g + (s * outs + j) * width), row[j]);
      }
      put(row, along_w + i * Out);
    }
    if constexpr (!IsFirst)
      for (std::size_t s = 0; s < samples; ++s) {
        batch row[ins];
        for (std::size_t i = 0; i < ins; ++i) row[i] = batch(0.0);
        for (std::size_t j = 0; j < Out; ++j) {
          const batch left(g[s * outs * width + j]);
          for (std::size_t i = 0; i < ins; ++i)
            row[i] = xsimd::fma(left, load(turned[j] + i * width), row[i]);
        }
        for (std::size_t i = 0; i < ins; ++i) {
          const batch y = load(x + s * stride + i * width);
          store(row[i] * (y * (1 - y)), along_x + (s * ins + i) * width);
        }
      }
  }

 private:
  static void put(const batch* row, double* to) {
    alignas(64) double stage[outs * width];
    for (std::size_t j = 0; j < outs; ++j) store(row[j], stage + j * width);
    for (std::size_t j = 0; j < Out; ++j) to[j] = stage[j];
  }
};

using bound = decltype(tg::bind(derived, matrix(), vector(), matrix(), vector(), matrix(), vector(),
                                matrix(), matrix()));

struct network {
  matrix w1, w2, w3, x, t, along_w1, along_w2, along_w3;
  vector b1, b2, b3, along_b1, along_b2, along_b3;
  double value = 0;
  bound step;

  static bound make_step(network& n) {
    std::mt19937_64 generator(17);
    std::normal_distribution<double> number;
    n.w1 = xt::zeros<double>({8, 10});
    n.w2 = xt::zeros<double>({10, 7});
    n.w3 = xt::zeros<double>({7, 3});
    n.x = xt::zeros<double>({10, 8});
    n.t = xt::zeros<double>({10, 3});
    n.b1 = xt::zeros<double>({10});
    n.b2 = xt::zeros<double>({7});
    n.b3 = xt::zeros<double>({3});
    for (matrix* m : {&n.w1, &n.w2, &n.w3, &n.x, &n.t})
      for (double& e : *m) e = number(generator);
    for (vector* v : {&n.b1, &n.b2, &n.b3})
      for (double& e : *v) e = number(generator);
    n.along_w1 = n.w1, n.along_w2 = n.w2, n.along_w3 = n.w3;
    n.along_b1 = n.b1, n.along_b2 = n.b2, n.along_b3 = n.b3;
    return tg::bind(derived, n.w1, n.b1, n.w2, n.b2, n.w3, n.b3, n.x, n.t);
  }
  network() : step(make_step(*this)) {}

  void ours() {
    step(w1, b1, w2, b2, w3, b3, x, t, value, along_w1, along_b1, along_w2, along_b2, along_w3,
         along_b3);
  }

  layer<8, 10> first;
  layer<10, 7> second;
  layer<7, 3> third;
  alignas(64) double g1[samples][16] = {}, g2[samples][8] = {}, g3[samples][8] = {};

  void by_hand() {
    first.set(w1.data(), b1.data());
    second.set(w2.data(), b2.data());
    third.set(w3.data(), b3.data());
    first.forward(x.data(), 8);
    second.forward(first.out[0], 16);
    third.forward(second.out[0], 8);
    double total = 0;
    for (std::size_t s = 0; s < samples; ++s)
      for (std::size_t j = 0; j < 3; ++j) {
        const double y = third.out[s][j], difference = y - t(s, j);
        total += difference * difference;
        g3[s][j] = 2.0 / (samples * 3) * difference * (y * (1 - y));
      }
    value = total / (samples * 3);
    third.backward<false>(second.out[0], 8, g3[0], g2[0], along_w3.data(), along_b3.data());
    second.backward<false>(first.out[0], 16, g2[0], g1[0], along_w2.data(), along_b2.data());
    first.backward<true>(x.data(), 8, g1[0], nullptr, along_w1.data(), along_b1.data());
  }

  std::vector<double> results() const {
    std::vector<double> r{value};
    for (const matrix* m : {&along_w1, &along_w2, &along_w3})
      r.insert(r.end(), m->begin(), m->end());
    for (const vector* v : {&along_b1, &along_b2, &along_b3})
      r.insert(r.end(), v->begin(), v->end());
    return r;
  }
};

}  // namespace

workload sigmoid_network() {
  const auto data = std::make_shared<network>();
  const auto results = [data] { return data->results(); };
  return {"sigmoid network 8-10-7-3, batch 10, mean square error and gradient",
          "sigmoid_network",
          samples,
          {{"hand", "hand-written, SIMD, constant sizes", [data] { data->by_hand(); }, results},
           {"ours", "typegrad", [data] { data->ours(); }, results, 1.1}}};
}

}  // namespace benchmark
