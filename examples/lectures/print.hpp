// Arrays on the terminal, one row a line.
#pragma once

#include <cstdio>

#include <typegrad/xtensor.hpp>

namespace lectures {

inline void print(const char* name, double x) { std::printf("  %-26s %9.4g\n", name, x); }

/// Vectors are one row; the last axis of all other arrays goes along the line.
template <std::size_t Rank>
void print(const char* name, const xt::xtensor<double, Rank>& x) {
  const std::size_t columns = x.shape(Rank - 1);
  for (std::size_t k = 0; k < x.size(); ++k) {
    if (k % columns == 0) std::printf("  %-26s", k == 0 ? name : "");
    std::printf(" %9.4g", x.data()[k] + 0.0);
    if ((k + 1) % columns == 0) std::printf("\n");
  }
}

}  // namespace lectures
