// A parameterized program R(P, Q) with three weights, and the squared error of many samples: as a
// program, plain, and with its gradient written by hand.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include <typegrad.hpp>

namespace benchmark {

/// A = w0 P, B = tanh(A + Q), C = w1 B, D = w2 B, E = sin C, F = sigmoid D, R = E F; (R - t)².
struct squared_error {
  template <class W, class T>
  constexpr auto operator()(const W& w0, const W& w1, const W& w2, const T& p, const T& q,
                            const T& target) const {
    using std::exp, std::sin, std::tanh;
    const auto b = tanh(w0 * p + q);
    const auto e = sin(w1 * b);
    const auto f = 1 / (1 + exp(-(w2 * b)));
    const auto difference = e * f - target;
    return difference * difference;
  }
};

struct samples {
  std::vector<double> p, q, target;
};

/// Σ error, and its derivatives in w0, w1, w2.
using error_and_gradient = std::array<double, 4>;

inline error_and_gradient by_hand(const std::array<double, 3>& w, const samples& x) {
  double error = 0, g0 = 0, g1 = 0, g2 = 0;
  for (std::size_t i = 0; i < x.p.size(); ++i) {
    const double b = std::tanh(w[0] * x.p[i] + x.q[i]);
    const double c = w[1] * b;
    const double e = std::sin(c), cosine = std::cos(c);
    const double f = 1 / (1 + std::exp(-(w[2] * b)));
    const double difference = e * f - x.target[i];
    const double along = difference * f;
    const double along_c = along * cosine, along_d = along * e * (1 - f);
    error += difference * difference;
    g1 += along_c * b;
    g2 += along_d * b;
    g0 += (along_c * w[1] + along_d * w[2]) * ((1 - b) * (1 + b)) * x.p[i];
  }
  return {error, 2 * g0, 2 * g1, 2 * g2};
}

}  // namespace benchmark
