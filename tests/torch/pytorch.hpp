// Trainings in PyTorch, for comparison: in a file of its own, since its headers take long.
#pragma once

#include <cstdint>
#include <vector>

namespace pytorch {

/// A matrix, or a vector where `columns` is 0.
struct array {
  std::int64_t rows, columns;
  std::vector<double> numbers;
};

enum class optimiser { sgd, sgd_with_momentum, adam };

struct training {
  std::vector<double> losses;     ///< before each step
  std::vector<array> gradient;    ///< of the first step
  std::vector<array> parameters;  ///< after the last step
};

/// The network of sigmoid layers x -> x Wᵀ + b, the last one without sigmoid, with the parameters
/// W, b of each layer in turn; mean square error against the labels; all samples in each step.
training train(const std::vector<array>& parameters, const array& inputs, const array& labels,
               optimiser by, int steps);

}  // namespace pytorch
