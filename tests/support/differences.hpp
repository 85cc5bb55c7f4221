// Central differences at high precision: derivatives from values alone, whatever rules there are.
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "support/real.hpp"

namespace typegrad::test {

/// How a derivative of order 0 to 4 is read from values around a point: Σ weight f(x + offset h) /
/// h^order, right to order h² (Abramowitz & Stegun, 25.3.21, 25.3.23 and its companions).
struct stencil_point {
  int offset;
  double weight;
};
inline const std::vector<stencil_point>& stencil(int order) {
  static const std::vector<stencil_point> stencils[] = {
      {{0, 1}},
      {{1, 0.5}, {-1, -0.5}},
      {{1, 1}, {0, -2}, {-1, 1}},
      {{2, 0.5}, {1, -1}, {-1, 1}, {-2, -0.5}},
      {{2, 1}, {1, -4}, {0, 6}, {-1, -4}, {-2, 1}}};
  return stencils[order];
}

/// A function near a point, on the grid x + offset h; every value is computed once.
template <class F>
class differences {
 public:
  differences(const F& f, std::vector<real> x, std::vector<real> h)
      : f_(f), x_(std::move(x)), h_(std::move(h)) {}

  const real& at(const std::vector<int>& offset) {
    const auto [value, is_new] = values_.try_emplace(offset);
    if (is_new) {
      std::vector<real> x = x_;
      for (std::size_t i = 0; i < x.size(); ++i) x[i] += offset[i] * h_[i];
      value->second = f_(x);
    }
    return value->second;
  }

  /// ∂^(k_0 + k_1 + …) f / ∂x_0^k_0 ∂x_1^k_1 …. Where f has d digits and h is 10^-s of the length
  /// on which f changes, the relative error is about 10^-2s + 10^(s order - d).
  real derivative(const std::vector<int>& k) {
    std::vector<int> offset(k.size(), 0);
    return derivative(k, offset, 0);
  }

  /// How far the derivative may be off: f itself errs `relative`; where a coordinate is 0, so that
  /// nothing tells its scale, the step may be too long as well; no derivative is expected below
  /// `relative` of the largest coordinate.
  real noise(const std::vector<int>& k, const real& relative) {
    const std::vector<int> centre(k.size(), 0);
    real largest = abs(at(centre));
    for (const real& x : x_) largest = std::max<real>(largest, abs(x));
    real sum = largest * relative;
    for (std::size_t i = 0; i < k.size(); ++i) {
      for (int order = 0; order < k[i]; ++order) sum /= h_[i];
      if (x_[i] == 0) sum += h_[i];
    }
    return sum;
  }

 private:
  real derivative(const std::vector<int>& k, std::vector<int>& offset, std::size_t i) {
    if (i == k.size()) return at(offset);
    real sum = 0;
    for (const auto& [step, weight] : stencil(k[i])) {
      offset[i] = step;
      sum += weight * derivative(k, offset, i + 1);
    }
    offset[i] = 0;
    for (int order = 0; order < k[i]; ++order) sum /= h_[i];
    return sum;
  }

  const F& f_;
  std::vector<real> x_, h_;
  std::map<std::vector<int>, real> values_;
};

}  // namespace typegrad::test
