// Functions made from those of the table, on symbols and on plain numbers alike.
#pragma once

#include <typegrad/graph/functions.hpp>
#include <typegrad/op/math.hpp>

namespace typegrad {

/// A number that is no symbol: the functions of the table that <cmath> lacks are defined for it
/// here, under the same names.
template <class T>
concept plain_number = !is_symbol<T> && requires(T x) { x* x; };

template <plain_number T>
constexpr T sigmoid(const T& x) {
  return math::sigmoid(x);
}
template <plain_number T>
constexpr T softplus(const T& x) {
  return math::softplus(x);
}
template <plain_number T>
constexpr T logaddexp(const T& x, const T& y) {
  return math::logaddexp(x, y);
}
template <plain_number T>
constexpr T gaussian(const T& x) {
  return math::gaussian(x);
}
template <plain_number T>
constexpr T digamma(const T& x) {
  return math::digamma(x);
}
template <plain_number T>
constexpr T polygamma(int n, const T& x) {
  return math::polygamma(n, x);
}
template <plain_number T>
constexpr T sign(const T& x) {
  return math::sign(x);
}
template <plain_number T>
constexpr T select(bool condition, const T& a, const T& b) {
  return condition ? a : b;
}

/// ψ⁽ⁿ⁾(x), the n-th derivative of the digamma function
constexpr symbol polygamma(int n, const symbol& x) { return polygamma(symbol(n), x); }

/// x²
template <class T>
constexpr T square(const T& x) {
  return x * x;
}

/// max(x, 0), with the derivative 0 at 0
template <class T>
constexpr T relu(const T& x) {
  return select(x > T(0), x, T(0));
}

/// x / (1 + e^-x) (Elfwing, Uchibe & Doya, Neural Networks 107, 2018)
template <class T>
constexpr T silu(const T& x) {
  return x * sigmoid(x);
}

/// x Φ(x) = x/2 erfc(-x/√2) (Hendrycks & Gimpel, arXiv:1606.08415, 2016)
template <class T>
constexpr T gelu(const T& x) {
  using std::erfc, std::sqrt;
  return x * erfc(-x / sqrt(T(2))) / T(2);
}

/// log(x / (1 - x)), the inverse of sigmoid
template <class T>
constexpr T logit(const T& x) {
  using std::log, std::log1p;
  return log(x) - log1p(-x);
}

/// x within [lowest, highest]; on a bound the derivative is that of x
template <class T>
constexpr T clamp(const T& x, const T& lowest, const T& highest) {
  using std::max, std::min;
  return min(max(x, lowest), highest);
}
template <class L, class H>
  requires mixed<symbol, L> && mixed<symbol, H>
constexpr symbol clamp(const symbol& x, const L& lowest, const H& highest) {
  return min(max(x, lowest), highest);
}

// Further names of <cmath> for functions of the table. As in std::fmax the other argument is taken
// for a NaN by no one here: a NaN in a traced program stays a NaN.
template <class L, class R>
  requires mixed<L, R>
constexpr symbol fmax(const L& x, const R& y) {
  return max(x, y);
}
template <class L, class R>
  requires mixed<L, R>
constexpr symbol fmin(const L& x, const R& y) {
  return min(x, y);
}
constexpr symbol fabs(const symbol& x) { return abs(x); }
constexpr symbol nearbyint(const symbol& x) { return rint(x); }
constexpr symbol hypot(const symbol& x, const symbol& y, const symbol& z) {
  return hypot(hypot(x, y), z);
}
constexpr symbol lerp(const symbol& a, const symbol& b, const symbol& t) { return a + t * (b - a); }

}  // namespace typegrad
