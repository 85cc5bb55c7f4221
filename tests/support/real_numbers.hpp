// Numbers of 50 digits, and comparisons of many of them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include <boost/multiprecision/mpfr.hpp>
#include <catch2/catch.hpp>

namespace typegrad::test {

using real50 = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<50>,
                                             boost::multiprecision::et_off>;

inline real50 inner(const std::vector<real50>& x, const std::vector<real50>& y) {
  REQUIRE(x.size() == y.size());
  real50 total = 0;
  for (std::size_t k = 0; k < x.size(); ++k) total += x[k] * y[k];
  return total;
}

/// |x_k - y_k| <= tolerance (1 + max |y|)
inline void check_close(const std::vector<real50>& x, const std::vector<real50>& y,
                        const real50& tolerance) {
  REQUIRE(x.size() == y.size());
  real50 scale = 1, worst = 0;
  for (const real50& element : y) scale = std::max(scale, real50(1 + abs(element)));
  bool finite = true;
  for (std::size_t k = 0; k < x.size(); ++k) {
    finite = finite && isfinite(x[k]) && isfinite(y[k]);
    worst = std::max(worst, real50(abs(x[k] - y[k])));
  }
  CHECK(finite);
  CHECK(worst <= tolerance * scale);
}

}  // namespace typegrad::test
