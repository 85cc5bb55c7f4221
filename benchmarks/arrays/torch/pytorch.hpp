// Programs of the benchmark in PyTorch, differentiated by its autograd on one thread: in a file of
// their own, since its headers take long.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "../../harness.hpp"

namespace benchmark::pytorch {

/// Numbers in row-major order that live elsewhere.
struct array {
  const double* numbers;
  std::vector<std::int64_t> extents;
};

/// Any container of xtensor's as an array.
template <class Container>
array view_of(const Container& x) {
  return {x.data(), {x.shape().begin(), x.shape().end()}};
}

struct program {
  std::function<void()> run;  ///< value and gradient
  /// the value, then the gradient with respect to each parameter in turn
  std::function<std::vector<double>()> results;
};

/// log Σ e^x
program log_sum_exp(const array& x);

/// The mean square error against t of layers sigmoid(x W + b), in W and b of each layer.
program sigmoid_network(const std::vector<array>& parameters, const array& x, const array& t);

/// The log-likelihood of <benchmarks/arrays/gaussian_mixture.cpp>, whose notation this is, in
/// alpha, mu, q and l.
struct mixture {
  array alpha, mu, q, l, places, below, x;
  double gamma, m, constant;
};
program gaussian_mixture(const mixture& g);

}  // namespace benchmark::pytorch

namespace benchmark {

/// Value and gradient by PyTorch, and by ours.
inline workload against_torch(const std::string& name, const std::string& key, std::size_t items,
                              const pytorch::program& theirs, const variant& ours) {
  return {name + ", against libtorch",
          key,
          items,
          {{"torch", "libtorch, value and gradient", theirs.run, theirs.results}, ours}};
}

}  // namespace benchmark
