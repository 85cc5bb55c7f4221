// What is minimised: a function with its gradient and its Hessian's products, and what comes out.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <sstream>
#include <stdexcept>
#include <vector>

namespace breast_cancer {

struct objective {
  std::size_t parameters;
  /// The value at x; its gradient goes to g.
  std::function<double(std::span<const double> x, std::span<double> g)> value_and_gradient;
  /// The Hessian at x times v goes to product.
  std::function<void(std::span<const double> x, std::span<const double> v,
                     std::span<double> product)>
      hessian_product;
};

struct iteration {
  std::size_t gradients, products;  ///< that it took until then
  double value, gradient_norm;
};

struct minimum {
  std::vector<double> at;
  std::vector<iteration> path;  ///< from the start on
};

/// The error of a method that can go no further, as where a value is rounded more than it would
/// change.
inline std::runtime_error not_reached(const char* method, const minimum& found, double tolerance) {
  std::ostringstream text;
  text << method << " ended where the gradient has the norm " << found.path.back().gradient_norm
       << ", and was asked for " << tolerance << "; a larger --tolerance or --penalty can be met";
  return std::runtime_error(text.str());
}

/// Both start at 0 and go on until the gradient's norm is at most `tolerance`. They throw
/// std::runtime_error where that is not reached.
minimum minimise_by_lbfgs(const objective& f, double tolerance);
minimum minimise_by_newton_cg(const objective& f, double tolerance);

}  // namespace breast_cancer
