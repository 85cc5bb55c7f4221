// The three shapes of program whose compile time is measured: a chain, a wide sum, and a mesh of
// shared values.
#pragma once

#include <array>
#include <cmath>

#include <typegrad.hpp>

namespace shapes {

constexpr int inputs = 8;
template <class T>
using point = std::array<T, inputs>;

/// Each operation needs the one before it.
template <class T>
constexpr T chain(const point<T>& x, int operations) {
  using std::sin;
  T a = x[0], b = x[1];
  for (int i = 0; i + 4 <= operations; i += 4) {
    const T c = a * b + x[2];
    b = a - c * x[3];
    a = i % 32 == 0 ? sin(c) : c;
  }
  return a + b;
}

/// A sum of terms that do not need each other.
template <class T>
constexpr T wide(const point<T>& x, int operations) {
  using std::exp;
  T sum = x[0];
  for (int i = 0; i + 4 <= operations; i += 4) {
    const T term = (x[i % inputs] + i) * x[(i / 4) % inputs];
    sum += i % 32 == 0 ? exp(term) : term * x[3];
  }
  return sum;
}

/// Each value is used again and again: the number of paths grows exponentially.
template <class T>
constexpr T shared(const point<T>& x, int operations) {
  using std::sqrt;
  point<T> v = x;
  for (int i = 0; i + 4 <= operations; i += 4) {
    T& here = v[(i / 4) % inputs];
    const T& left = v[(i / 4 + 3) % inputs];
    const T& right = v[(i / 4 + 5) % inputs];
    here = i % 32 == 0 ? sqrt(left * left + right * right) : here * left - right * here + left;
  }
  return v[0] + v[1] * v[2];
}

}  // namespace shapes
