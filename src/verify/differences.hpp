// Derivatives from values alone, and whether there are any: central differences with two steps,
// from which kinks, jumps and ends of the domain are told apart.
#pragma once

#include <vector>

#include "evaluate.hpp"

namespace typegrad::verify {

/// How a result behaves along one coordinate.
enum class behaviour {
  smooth,     ///< differences settle
  kink,       ///< they settle on each side, at different slopes
  jump,       ///< the value itself differs between the sides
  edge,       ///< there is no finite value on one side, or at the point
  unsettled,  ///< shorter steps give other slopes
};

struct slope {
  behaviour how = behaviour::smooth;
  real central;      ///< (f(x + h) - f(x - h)) / 2h
  real uncertainty;  ///< of `central`
  real left, right;  ///< one-sided
};

/// How large a coordinate is: |x|, or 1 where x = 0 tells nothing.
inline real scale_of(const real& x) { return x == 0 ? real(1) : real(abs(x)); }

/// How much the values of a program err at a number of digits, times 10^digits: told by the
/// difference between 50 and 100 digits beside the point, where no operand is short by chance.
reals noise_of(const graph& g, const reals& x, const reals& more = {});

/// The slopes ∂y_i/∂x_j for all i, by steps of 10^-(digits/4) |x_j| and a tenth of that. Their
/// error is about 10^-(digits/2) of their size for a program that changes over lengths like |x_j|.
std::vector<slope> slopes_along(unsigned digits, const graph& g, const reals& x, std::size_t j,
                                const reals& value, const reals& noise);

/// ∂/∂x_j of the derivative of Σ w_i y_i along v, from values alone, by two steps as above.
slope mixed_slope(const graph& g, const reals& x, std::size_t j, const reals& v, const reals& w,
                  const reals& noise);

}  // namespace typegrad::verify
