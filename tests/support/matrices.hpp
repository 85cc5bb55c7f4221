// Matrices and vectors of any number type, and derivatives by their elements as differences in 50
// digits.
#pragma once

#include <cstddef>
#include <type_traits>

#include <typegrad/xtensor.hpp>

#include <support/real_numbers.hpp>

namespace typegrad::test {

template <class T>
using matrix = xt::xtensor<T, 2>;
template <class T>
using vector = xt::xtensor<T, 1>;

/// ∂f/∂a(j) by central differences; f is right to 50 digits, so the error is about 10^-30.
template <class A, class F>
auto difference(const A& a, std::size_t j, F f) {
  const real50 h("1e-15");
  A right = a, left = a;
  right.data()[j] += h;
  left.data()[j] -= h;
  const auto high = f(right), low = f(left);
  return std::decay_t<decltype(high)>((high - low) / (2 * h));
}

}  // namespace typegrad::test
