// A European call by Black and Scholes (Journal of Political Economy 81, 1973, equation 13) and its
// derivatives in spot, volatility, maturity and rate: as a program, as a person derives it from the
// closed form, and as a person differentiates it step by step.
#pragma once

#include <array>
#include <cmath>

namespace benchmark {

/// Price, ∂/∂S (delta), ∂/∂σ (vega), ∂/∂T (minus theta), ∂/∂r (rho).
using greeks = std::array<double, 5>;

inline constexpr double root_half = 0.70710678118654752440;
inline constexpr double normal_peak = 0.39894228040143267794;  ///< 1 / √(2π)

/// S Φ(d) - K e^(-rT) Φ(d - σ√T), d = (log(S/K) + (r + σ²/2) T) / (σ√T), Φ(x) = erfc(-x/√2) / 2.
inline constexpr auto call_price = [](auto spot, auto volatility, auto maturity, auto rate,
                                      auto strike) {
  using std::erfc, std::exp, std::log, std::sqrt;
  const auto normal = [](auto x) { return erfc(-x * root_half) / 2; };
  const auto deviation = volatility * sqrt(maturity);
  const auto d = (log(spot / strike) + (rate + volatility * volatility / 2) * maturity) / deviation;
  return spot * normal(d) - strike * exp(-rate * maturity) * normal(d - deviation);
};

/// The textbook's Greeks, which use S φ(d) = K e^(-rT) φ(d - σ√T): one density in place of two.
inline greeks closed_form(double spot, double volatility, double maturity, double rate,
                          double strike) {
  const double root = std::sqrt(maturity);
  const double deviation = volatility * root;
  const double reciprocal = 1 / deviation;
  const double variance = volatility * volatility;
  const double d = (std::log(spot / strike) + (rate + 0.5 * variance) * maturity) * reciprocal;
  const double delta = 0.5 * std::erfc(-root_half * d);
  const double paid =
      strike * std::exp(-rate * maturity) * (0.5 * std::erfc(root_half * (deviation - d)));
  const double density = spot * (normal_peak * std::exp(-0.5 * d * d));
  return {spot * delta - paid, delta, density * root,
          0.5 * density * variance * reciprocal + rate * paid, maturity * paid};
}

/// The adjoint of each step of the formula, with common factors shared and no further mathematics.
inline greeks step_by_step(double spot, double volatility, double maturity, double rate,
                           double strike) {
  const double root = std::sqrt(maturity);
  const double deviation = volatility * root;
  const double reciprocal = 1 / deviation;
  const double drift = rate + 0.5 * volatility * volatility;
  const double d = (std::log(spot / strike) + drift * maturity) * reciprocal;
  const double d2 = d - deviation;
  const double present = strike * std::exp(-rate * maturity);
  const double first = 0.5 * std::erfc(-root_half * d);
  const double paid = present * (0.5 * std::erfc(-root_half * d2));
  const double along_first = spot * (normal_peak * std::exp(-0.5 * d * d));
  const double along_second = present * (normal_peak * std::exp(-0.5 * d2 * d2));
  const double along_d = (along_first - along_second) * reciprocal;
  const double along_deviation = along_second - along_d * d;
  return {spot * first - paid, first + along_d / spot,
          along_d * maturity * volatility + along_deviation * root,
          along_d * drift + rate * paid + 0.5 * along_deviation * volatility / root,
          maturity * (along_d + paid)};
}

}  // namespace benchmark
