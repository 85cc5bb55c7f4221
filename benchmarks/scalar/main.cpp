// Derivatives of three programs: written by hand, made by Typegrad, and made by Typegrad in SIMD
// lanes; checked against each other, then timed side by side on one thread.
#include <cstring>
#include <exception>
#include <fstream>

#include "workloads.hpp"

namespace {

constexpr const char* usage =
    "usage: benchmark_scalar [DATA]\n"
    "       benchmark_scalar --callgrind WORKLOAD VARIANT [DATA]\n"
    "DATA is a bundle adjustment problem of ADBench (../shared/data/adbench/ba/... by default).\n"
    "WORKLOAD is black_scholes, bundle_adjustment or parameterized_program; VARIANT is hand, "
    "ours or\nnone. The second form runs one variant once, to count its instructions.\n";

constexpr const char* default_data = "../shared/data/adbench/ba/ba1_n49_m7776_p31843.txt";

int run_once(const benchmark::workload& w, const std::string& variant) {
  if (variant == "none") return 0;
  for (const benchmark::variant& v : w.variants)
    if (v.key == variant) return v.run(), 0;
  std::fputs(usage, stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) try {
  const bool once = argc >= 4 && std::strcmp(argv[1], "--callgrind") == 0;
  const int positional = once ? 4 : 1;
  if (argc > positional + 1 || (!once && argc > 1 && argv[1][0] == '-'))
    return std::fputs(usage, stderr), 2;
  const std::string data = argc > positional ? argv[positional] : default_data;
  const bool has_data = std::ifstream(data).good();
  if (once) {
    const std::string name = argv[2];
    if (name == "black_scholes") return run_once(benchmark::black_scholes(), argv[3]);
    if (name == "parameterized_program")
      return run_once(benchmark::parameterized_program(), argv[3]);
    if (name == "bundle_adjustment") return run_once(benchmark::bundle_adjustment(data), argv[3]);
    return std::fputs(usage, stderr), 2;
  }
  std::printf("Median time of a pass, and the median ratio to the first line in the same round.\n");
  benchmark::compare(benchmark::black_scholes());
  if (has_data)
    benchmark::compare(benchmark::bundle_adjustment(data));
  else
    std::printf("Bundle adjustment: skipped, there is no file %s\n", data.c_str());
  benchmark::compare(benchmark::parameterized_program());
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
