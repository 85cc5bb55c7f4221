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
  std::function<void()> run;                            ///< one pass over all the data
  std::function<const std::vector<double>&()> results;  ///< what the last pass computed
};

struct workload {
  std::string name;
  std::string key;  ///< its name on the command line
  std::size_t items;
  std::vector<variant> variants;  ///< the first is what the others are compared with
};

/// Ends the program where two variants differ by more than 1e-12 of the largest number among 32
/// neighbours, which is the size that rounding is relative to.
inline void check_equal(const workload& w, const variant& a, const variant& b) {
  const std::vector<double>&x = a.results(), &y = b.results();
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

/// Runs all variants in turn, `rounds` times, and prints each one's median time and the median of
/// its time over that of the first variant in the same round.
inline void measure(const workload& w, int rounds) {
  std::vector<std::vector<double>> times(w.variants.size());
  for (const variant& v : w.variants) v.run();
  for (int round = 0; round < rounds; ++round)
    for (std::size_t i = 0; i < w.variants.size(); ++i) {
      const double start = now();
      w.variants[i].run();
      times[i].push_back(now() - start);
    }
  std::printf("%s, %zu items\n", w.name.c_str(), w.items);
  for (std::size_t i = 0; i < w.variants.size(); ++i) {
    std::vector<double> ratios = times[i];
    for (std::size_t k = 0; k < ratios.size(); ++k) ratios[k] /= times[0][k];
    std::printf("  %-42s %9.1f us %8.2f ns an item   %6.3f\n", w.variants[i].name.c_str(),
                median(times[i]), 1000 * median(times[i]) / static_cast<double>(w.items),
                median(ratios));
  }
}

}  // namespace benchmark
