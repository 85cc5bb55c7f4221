// A gradient in double, checked against the same program's at 50 digits.
#pragma once

#include <cstddef>
#include <cstdio>
#include <stdexcept>
#include <type_traits>
#include <vector>

#include <boost/multiprecision/mpfr.hpp>
#include <xtensor/xtensor.hpp>

#include <typegrad/arrays/trees.hpp>

namespace training {

using real = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<50>,
                                           boost::multiprecision::et_off>;

template <std::size_t Rank>
xt::xtensor<real, Rank> precise(const xt::xtensor<double, Rank>& x) {
  return xt::cast<real>(x);
}

/// All numbers of a tree of arrays, at 50 digits.
template <class Tree>
std::vector<real> precise_numbers(const Tree& tree) {
  std::vector<real> numbers;
  typegrad::for_each_leaf(tree, [&](const auto&, const auto& leaf) {
    numbers.insert(numbers.end(), leaf.begin(), leaf.end());
  });
  return numbers;
}

/// Gives a tree of arrays at 50 digits the numbers of one in double.
template <class From, class To>
void copy_numbers(const From& from, To& to) {
  const std::vector<real> numbers = precise_numbers(from);
  auto next = numbers.begin();
  typegrad::for_each_leaf(to, [&](const auto&, auto& leaf) {
    for (real& x : leaf) x = *next++;
  });
}

/// Prints how far the gradient is from its 50 digits. Throws std::runtime_error where that is more
/// than 1e-12 of its norm.
template <class Gradient, class Reference>
void check_gradient(const Gradient& gradient, const Reference& reference) {
  const std::vector<real> computed = precise_numbers(gradient), exact = precise_numbers(reference);
  real error = 0, norm = 0;
  for (std::size_t k = 0; k < exact.size(); ++k) {
    error += (computed[k] - exact[k]) * (computed[k] - exact[k]);
    norm += exact[k] * exact[k];
  }
  const auto share = static_cast<double>(sqrt(error / norm));
  std::printf("The gradient agrees with 50 digits to %.1e of its norm.\n", share);
  if (!(share <= 1e-12)) throw std::runtime_error("The gradient is wrong.");
}

}  // namespace training
