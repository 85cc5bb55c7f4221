// What the hand-written programs are made of: batches of numbers, and passes over arrays with
// several independent sums.
#pragma once

#include <cstddef>

#include <xsimd/xsimd.hpp>

namespace benchmark {

using batch = xsimd::batch<double>;
inline constexpr std::size_t width = batch::size, chains = 4;

/// Calls f(first element, which chain of sums) for every batch of n elements, whose number is a
/// multiple of a batch's width.
template <class F>
[[gnu::always_inline]] inline void each_batch(std::size_t n, F f) {
  std::size_t i = 0;
  for (; i + chains * width <= n; i += chains * width)
    for (std::size_t c = 0; c < chains; ++c) f(i + c * width, c);
  for (; i < n; i += width) f(i, std::size_t{0});
}

/// Independent sums of one quantity.
struct sums {
  batch at[chains] = {batch(0.0), batch(0.0), batch(0.0), batch(0.0)};

  double total() const { return xsimd::hadd((at[0] + at[1]) + (at[2] + at[3])); }
};

inline batch load(const double* x) { return batch::load_unaligned(x); }
inline void store(const batch& x, double* to) { x.store_unaligned(to); }

}  // namespace benchmark
