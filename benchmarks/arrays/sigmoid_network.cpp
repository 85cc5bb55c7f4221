// A network of layers 8-10-7-3 of sigmoids, its mean square error over a batch of 10, and the
// gradient in all weights.
#include <algorithm>
#include <array>
#include <cmath>
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
template <std::size_t Rows, std::size_t Columns>
using matrix = xt::xtensor_fixed<double, xt::xshape<Rows, Columns>>;
template <std::size_t Size>
using vector = xt::xtensor_fixed<double, xt::xshape<Size>>;

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

using bound =
    decltype(tg::bind(derived, matrix<8, 10>(), vector<10>(), matrix<10, 7>(), vector<7>(),
                      matrix<7, 3>(), vector<3>(), matrix<10, 8>(), matrix<10, 3>()));

struct network {
  matrix<8, 10> w1, along_w1;
  matrix<10, 7> w2, along_w2;
  matrix<7, 3> w3, along_w3;
  vector<10> b1, along_b1;
  vector<7> b2, along_b2;
  vector<3> b3, along_b3;
  matrix<10, 8> x;
  matrix<10, 3> t;
  double value = 0;
  bound step;

  static bound make_step(network& n) {
    std::mt19937_64 generator(17);
    std::normal_distribution<double> number;
    const auto draw = [&](auto&... arrays) {
      (std::generate(arrays.begin(), arrays.end(), [&] { return number(generator); }), ...);
    };
    draw(n.w1, n.w2, n.w3, n.x, n.t, n.b1, n.b2, n.b3);
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
    const auto append = [&](const auto&... arrays) {
      (r.insert(r.end(), arrays.begin(), arrays.end()), ...);
    };
    append(along_w1, along_b1, along_w2, along_b2, along_w3, along_b3);
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

#ifdef TYPEGRAD_BENCHMARK_TORCH
workload sigmoid_network_and_torch() {
  using pytorch::view_of;
  const auto data = std::make_shared<network>();
  const network& n = *data;
  const pytorch::program theirs = pytorch::sigmoid_network(
      {view_of(n.w1), view_of(n.b1), view_of(n.w2), view_of(n.b2), view_of(n.w3), view_of(n.b3)},
      view_of(n.x), view_of(n.t));
  return against_torch(
      "sigmoid network 8-10-7-3, batch 10", "sigmoid_network", samples, theirs,
      {"ours", "typegrad", [data] { data->ours(); }, [data] { return data->results(); }, 1.0 / 20});
}
#endif

}  // namespace benchmark
