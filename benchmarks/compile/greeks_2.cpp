// The Greeks of order 2, to be compiled.
#include "black_scholes.hpp"

auto greeks_at(double spot, double strike, double rate, double volatility, double maturity) {
  return typegrad::hessian<greeks>(call_price{})(spot, strike, rate, volatility, maturity);
}
