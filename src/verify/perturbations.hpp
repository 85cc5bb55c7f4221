// How far results may be off in a working precision: what random roundings of all operations change
// (Monte Carlo arithmetic: Parker, Pierce and Eggert, Computing in Science & Engineering 2(4),
// 2000).
#pragma once

#include <cmath>
#include <cstdint>
#include <random>

#include "derived_graphs.hpp"
#include "evaluate.hpp"

namespace typegrad::verify {

/// Numbers between -1 and 1, the same ones on every machine.
class random_numbers {
 public:
  explicit random_numbers(std::uint64_t seed) : engine_(seed) {}
  double operator()() { return std::ldexp(static_cast<double>(engine_() >> 11), -52) - 1; }
  /// One whose magnitude is between 1/2 and 1.
  double far_from_zero() {
    const double x = (*this)();
    return x < 0 ? (x - 1) / 2 : (x + 1) / 2;
  }

 private:
  std::mt19937_64 engine_;
};

/// The largest change of each number that `evaluate_at(p)` gives for random p, to what it gives for
/// p = 1. A sample is the random factors 1 + δ of `count` operations, |δ| <= 2^-bits.
template <class Evaluate>
reals largest_changes(std::size_t count, int bits, std::uint64_t seed,
                      const Evaluate& evaluate_at) {
  constexpr int samples = 8;
  const working_digits guard(50);
  const reals centre = evaluate_at(reals(count, real(1)));
  reals largest(centre.size(), real(0));
  random_numbers random(seed);
  for (int k = 0; k < samples; ++k) {
    reals p;
    for (std::size_t i = 0; i < count; ++i) p.push_back(1 + ldexp(real(random()), -bits));
    const reals changed = evaluate_at(p);
    for (std::size_t i = 0; i < centre.size(); ++i) {
      const real change = abs(changed[i] - centre[i]);
      if (!(change <= largest[i])) largest[i] = change;
    }
  }
  return largest;
}

}  // namespace typegrad::verify
