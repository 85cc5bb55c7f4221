// The Greeks of order 1, to be compiled.
#include "black_scholes.hpp"

auto greeks_at(double spot, double strike, double rate, double volatility, double maturity) {
  return typegrad::value_and_grad<greeks>(call_price{})(spot, strike, rate, volatility, maturity);
}
