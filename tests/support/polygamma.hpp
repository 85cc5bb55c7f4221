// The polygamma functions as MPFR has them, and how far ours are from that, in every number type.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include <typegrad/op/special.hpp>

#include "support/real.hpp"
#include "support/table.hpp"

namespace typegrad::test {

/// ψ⁽ⁿ⁾(x) = Σ_j (-1)^j C(n, j) ψ(x + (n/2 - j) h) / hⁿ + O(h²), h = 10^-digits of the distance to
/// the nearest pole: right to about 2 digits - 2 decimal places where the working precision is (n +
/// 2) digits.
inline real exact(int n, const real& x, int digits = 13) {
  if (n == 0) return mpfr_digamma_of(x);
  const real to_pole = x < 0 ? real(abs(x - round(x))) : x;
  const real h = to_pole * pow(real(10), -digits);
  real sum = 0, binomial = 1;
  for (int j = 0; j <= n; ++j) {
    sum +=
        (j % 2 == 0 ? binomial : real(-binomial)) * mpfr_digamma_of(real(x + (n - 2 * j) * h / 2));
    binomial = binomial * (n - j) / (j + 1);
  }
  return sum / pow(h, n);
}

/// x with all the working precision, so that the oracle's sums have it too.
template <class T>
real widen(const T& x) {
  real wide(x);
  wide.precision(real::default_precision());
  return wide;
}

/// |got - expected| in units in the last place of `expected` as a T.
template <class T>
double ulps(const T& got, const real& expected) {
  using limits = std::numeric_limits<T>;
  const auto exponent = std::max<mpfr_exp_t>(mpfr_get_exp(expected.backend().data()),
                                             static_cast<mpfr_exp_t>(limits::min_exponent));
  return ldexp(real(abs(widen(got) - expected)), static_cast<int>(limits::digits - exponent))
      .template convert_to<double>();
}

/// |got - expected| in roundings, 2^-p, of |ψ⁽ⁿ⁾| + |x ψ⁽ⁿ⁺¹⁾|: what an x that has been rounded to
/// p bits leaves open.
template <class T>
double roundings(int n, const T& x, const real& expected, int digits) {
  const real scale = abs(expected) + abs(widen(x) * exact(n + 1, widen(x), digits));
  const real error = abs(widen(math::polygamma(n, x)) - expected) / scale;
  return ldexp(error, std::numeric_limits<T>::digits).template convert_to<double>();
}

/// Numbers of (low, high), spread evenly or, where the ends are decades apart, evenly in their
/// exponent.
template <class T>
class samples {
 public:
  samples(double low, double high) : low_(low), high_(high) {}
  T operator()() {
    const double t = std::uniform_real_distribution<>(0, 1)(random_);
    const bool decades = low_ > 0 && high_ > 100 * low_;
    const double x = decades ? low_ * std::pow(high_ / low_, t) : low_ + (high_ - low_) * t;
    return T(x) + T(x) * T(std::ldexp(t, -50)) / T(3);
  }

 private:
  double low_, high_;
  std::mt19937_64 random_{1};
};

struct region {
  const char* name;
  double low, high;
};
inline constexpr region positive[] = {
    {"next to the pole", 1e-300, 1e-2},
    {"below 1", 0, 1},
    {"around the root", 1.3, 1.6},
    {"small", 1, 3},
    {"shifted", 3, 25},
    {"by series", 20, 100},
    {"large", 100, 1e6},
    {"far out", 1e6, 1e40},
};
inline constexpr region negative[] = {
    {"(-1, 0)", -1, 0}, {"(-10, -1)", -10, -1}, {"(-500, -10)", -500, -10}};

template <class T>
double worst_ulps(int n, const region& r, int count, int digits = 13) {
  samples<T> sample(r.low, r.high);
  double worst = 0;
  for (int i = 0; i < count; ++i) {
    const T x = sample();
    worst = std::max(worst, ulps(math::polygamma(n, x), exact(n, widen(x), digits)));
  }
  return worst;
}

template <class T>
double worst_roundings(int n, const region& r, int count, int digits = 13) {
  samples<T> sample(r.low, r.high);
  double worst = 0;
  for (int i = 0; i < count; ++i) {
    const T x = sample();
    if (x != round(x)) worst = std::max(worst, roundings(n, x, exact(n, widen(x), digits), digits));
  }
  return worst;
}

}  // namespace typegrad::test
