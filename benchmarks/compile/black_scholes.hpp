// The Black–Scholes price of a European call, whose Greeks of first, second and third order are
// derived.
#pragma once

#include <cmath>

#include <typegrad.hpp>

struct call_price {
  /// S N(d1) - K e^(-rT) N(d2), for the spot S, the strike K, the rate r, the volatility v and the
  /// maturity T.
  template <class T>
  constexpr T operator()(const T& spot, const T& strike, const T& rate, const T& volatility,
                         const T& maturity) const {
    using std::erfc, std::exp, std::log, std::sqrt;
    const auto normal = [](const T& x) { return erfc(-x / sqrt(T(2))) / 2; };
    const T spread = volatility * sqrt(maturity);
    const T d1 = (log(spot / strike) + (rate + volatility * volatility / 2) * maturity) / spread;
    return spot * normal(d1) - strike * exp(-rate * maturity) * normal(d1 - spread);
  }
};

using greeks = typegrad::wrt<0, 2, 3, 4>;
