// A problem of nonlinear least squares in the arithmetic of a scalar type S.
#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <functional>

namespace curve_fit {

template <class S>
using vector = Eigen::Matrix<S, Eigen::Dynamic, 1>;
template <class S>
using matrix = Eigen::Matrix<S, Eigen::Dynamic, Eigen::Dynamic>;

/// Minimise |r(b)|² over b: residuals r_i(b) = f(b, x_i) − y_i, Jacobian J_ij(b) = ∂f(b, x_i)/∂b_j.
template <class S>
struct problem {
  std::size_t observations = 0;
  std::function<void(const vector<S>& b, vector<S>& r)> residuals;
  std::function<void(const vector<S>& b, matrix<S>& j)> jacobian;
};

}  // namespace curve_fit
