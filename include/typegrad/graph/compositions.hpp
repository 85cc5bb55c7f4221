// Functions made from those of the table, on symbols and on plain numbers alike.
#pragma once

#include <typegrad/graph/functions.hpp>
#include <typegrad/op/math.hpp>

namespace typegrad {

/// A number that is no symbol: the functions of the table that <cmath> lacks are defined for it
/// here, under the same names.
template <class T>
concept plain_number = !is_symbol<T> && requires(T x) {
  { x* x } -> std::convertible_to<T>;
};

/// What a composition is made of: a symbol or a plain number.
template <class T>
concept number = is_symbol<T> || plain_number<T>;

template <plain_number T>
constexpr T gaussian(const T& x) {
  return math::gaussian(x);
}
template <plain_number T>
constexpr T one_minus_square(const T& x) {
  return math::one_minus_square(x);
}
/// 1 / (1 + e^-x)
template <plain_number T>
constexpr T sigmoid(const T& x) {
  return math::sigmoid(x);
}
template <plain_number T>
constexpr T square_minus_one(const T& x) {
  return math::square_minus_one(x);
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
template <number T>
constexpr T square(const T& x) {
  return x * x;
}

/// log(1 + e^x) = max(x, 0) + log(1 + e^-|x|)
template <number T>
constexpr T softplus(const T& x) {
  using std::exp, std::log1p;
  return select(x < T(0), T(0), x) + log1p(exp(select(x < T(0), x, -x)));
}

/// log(e^x + e^y) = max(x, y) + log(1 + e^-|x - y|); the larger one where both are the same
/// infinity
template <number T>
constexpr T logaddexp(const T& x, const T& y) {
  using std::exp, std::log1p;
  const T larger = select(x < y, y, x), difference = select(x < y, x - y, y - x);
  return select(difference == difference, larger + log1p(exp(difference)), larger);
}
template <class L, class R>
  requires mixed<L, R>
constexpr symbol logaddexp(const L& x, const R& y) {
  return logaddexp(symbol(x), symbol(y));
}

/// max(x, 0), with the derivative 0 at 0
template <number T>
constexpr T relu(const T& x) {
  return select(x > T(0), x, T(0));
}

/// x / (1 + e^-x) (Elfwing, Uchibe & Doya, Neural Networks 107, 2018)
template <number T>
constexpr T silu(const T& x) {
  return x * sigmoid(x);
}

/// x Φ(x) = x/2 erfc(-x/√2) (Hendrycks & Gimpel, arXiv:1606.08415, 2016)
template <number T>
constexpr T gelu(const T& x) {
  using std::erfc, std::sqrt;
  return x * erfc(-x / sqrt(T(2))) / T(2);
}

/// log(x / (1 - x)), the inverse of sigmoid
template <number T>
constexpr T logit(const T& x) {
  using std::log, std::log1p;
  return log(x) - log1p(-x);
}

/// x within [lowest, highest]; on a bound the derivative is that of x
template <number T>
constexpr T clamp(const T& x, const T& lowest, const T& highest) {
  using std::max, std::min;
  return min(max(x, lowest), highest);
}
template <class L, class H>
  requires(mixed<symbol, L> && mixed<symbol, H> && !(is_symbol<L> && is_symbol<H>))
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
