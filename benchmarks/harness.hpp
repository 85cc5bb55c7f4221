// Timing of variants of one computation: in interleaved rounds, so that all see the same state of
// the machine, with medians.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

namespace benchmark {

struct variant {
  std::string key;  ///< its name on the command line
  std::string name;
  std::function<void()> run;                     ///< one pass over all the data
  std::function<std::vector<double>()> results;  ///< what the last pass computed; it may be null
  double limit = 0;                              ///< of its time over the first variant's; 0: none
};

struct workload {
  std::string name;
  std::string key;  ///< its name on the command line
  std::size_t items;
  std::vector<variant> variants;  ///< the first is what the others are compared with
};

/// Ends the program where the results x of one variant and y of another differ by more than 1e-12
/// of the largest number among 32 neighbours, which is the size that rounding is relative to.
inline void check_equal(const workload& w, const variant& a, const std::vector<double>& x,
                        const variant& b, const std::vector<double>& y) {
  if (x.size() != y.size()) {
    std::fprintf(stderr, "%s: %s and %s have %zu and %zu results\n", w.name.c_str(), a.name.c_str(),
                 b.name.c_str(), x.size(), y.size());
    std::exit(1);
  }
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double error = std::abs(x[i] - y[i]);
    double size = 0;
    for (std::size_t k = i - i % 32; k < std::min(x.size(), i - i % 32 + 32); ++k)
      size = std::max(size, std::abs(x[k]));
    if (!(error <= 1e-12 * size)) {
      std::fprintf(stderr, "%s: result %zu is %.17g in %s and %.17g in %s\n", w.name.c_str(), i,
                   x[i], a.name.c_str(), y[i], b.name.c_str());
      std::exit(1);
    }
  }
}

inline double median(std::vector<double> x) {
  std::sort(x.begin(), x.end());
  return x[x.size() / 2];
}

/// The processor time of this thread in µs: what other programs take is not in it.
inline double now() {
  std::timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return 1e6 * static_cast<double>(t.tv_sec) + 1e-3 * static_cast<double>(t.tv_nsec);
}

/// How often a variant has to run for its time to be more than the clock's own.
inline int calls_per_round(const variant& v) {
  for (int calls = 1;; calls *= 2) {
    const double start = now();
    for (int k = 0; k < calls; ++k) v.run();
    if (now() - start > 50) return calls;
  }
}

/// Runs all variants in turn, `rounds` times, and prints each one's median time and the median of
/// its time over that of the first variant in the same round.
inline void measure(const workload& w, int rounds) {
  std::vector<std::vector<double>> times(w.variants.size());
  for (const variant& v : w.variants) v.run();
  const int calls = calls_per_round(w.variants[0]);
  for (int round = 0; round < rounds; ++round)
    for (std::size_t i = 0; i < w.variants.size(); ++i) {
      const double start = now();
      for (int k = 0; k < calls; ++k) w.variants[i].run();
      times[i].push_back((now() - start) / calls);
    }
  std::printf("%s, %zu items\n", w.name.c_str(), w.items);
  for (std::size_t i = 0; i < w.variants.size(); ++i) {
    std::vector<double> ratios = times[i];
    for (std::size_t k = 0; k < ratios.size(); ++k) ratios[k] /= times[0][k];
    const double ratio = median(ratios), limit = w.variants[i].limit;
    std::printf("  %-42s %10.3f us %8.2f ns an item   %6.3f", w.variants[i].name.c_str(),
                median(times[i]), 1000 * median(times[i]) / static_cast<double>(w.items), ratio);
    if (limit > 0) std::printf(" of at most %.2f%s", limit, ratio > limit ? ": TOO SLOW" : "");
    std::printf("\n");
  }
}

/// Checks the variants against the first, then measures them.
inline void compare(const workload& w, int rounds = 101) {
  const variant& reference = w.variants[0];
  reference.run();
  if (reference.results) {
    const std::vector<double> expected = reference.results();
    for (const variant& v : w.variants)
      if (v.results) {
        v.run();
        check_equal(w, reference, expected, v, v.results());
      }
  }
  measure(w, rounds);
}

}  // namespace benchmark
