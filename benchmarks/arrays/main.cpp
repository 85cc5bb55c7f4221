// Programs over arrays and their gradients, against the best that is written by hand with SIMD and
// BLAS: checked against each other, then timed side by side on one thread.
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>

#include "support/allocations.hpp"
#include "workloads.hpp"

extern "C" void openblas_set_num_threads(int);

namespace {

constexpr const char* usage =
    "usage: benchmark_arrays [--data FOLDER] [WORKLOAD...]\n"
    "FOLDER holds ADBench's Gaussian mixtures (../shared/data/adbench/gmm by default).\n"
    "WORKLOAD is log_sum_exp, log_sum_exp_value, normal_log_density, product,\n"
    "mean_square_error,\n"
    "gaussian_mixture, sigmoid_network, softmax_network or matrix_product, and, where libtorch is\n"
    "installed, torch for the comparisons with it: all by default.\n";

void check_and_compare(const benchmark::workload& w) {
  for (const benchmark::variant& v : w.variants)
    if (v.key == "ours") {
      v.run();
      const std::size_t before = typegrad::test::allocations;
      v.run();
      if (typegrad::test::allocations != before) {
        std::fprintf(stderr, "%s: a bound program has allocated\n", w.name.c_str());
        std::exit(1);
      }
    }
  benchmark::compare(w);
}

struct choice {
  std::vector<std::string> names;
  bool has(const char* name) const {
    return names.empty() || std::find(names.begin(), names.end(), name) != names.end();
  }
};

void compare_mixture(const std::string& path, double limit) {
  if (std::ifstream(path).good())
    check_and_compare(benchmark::gaussian_mixture(path, limit));
  else
    std::printf("Gaussian mixture: skipped, there is no file %s\n", path.c_str());
}

}  // namespace

int main(int argc, char** argv) try {
  openblas_set_num_threads(1);
  std::string data = "../shared/data/adbench/gmm";
  choice wanted;
  for (int k = 1; k < argc; ++k) {
    if (std::strcmp(argv[k], "--data") == 0 && k + 1 < argc)
      data = argv[++k];
    else if (argv[k][0] == '-')
      return std::fputs(usage, stderr), 2;
    else
      wanted.names.push_back(argv[k]);
  }
  std::printf("Median time of a pass, and the median ratio to the first line in the same round.\n");
  for (const std::size_t n : {16, 256, 4'096, 65'536, 1'048'576}) {
    if (wanted.has("log_sum_exp")) check_and_compare(benchmark::log_sum_exp(n));
    if (wanted.has("log_sum_exp_value"))
      check_and_compare(benchmark::log_sum_exp_and_plain_value(n));
    if (wanted.has("normal_log_density")) check_and_compare(benchmark::normal_log_density(n));
    if (wanted.has("product")) check_and_compare(benchmark::product(n));
    if (wanted.has("mean_square_error")) check_and_compare(benchmark::mean_square_error(n));
  }
  if (wanted.has("gaussian_mixture")) {
    compare_mixture(data + "/test.txt", 0);
    compare_mixture(data + "/1k_gmm_d10_K25.txt", 0.5);
    compare_mixture(data + "/1k_gmm_d20_K50.txt", 0.8);
  }
  if (wanted.has("sigmoid_network")) check_and_compare(benchmark::sigmoid_network());
  if (wanted.has("softmax_network")) check_and_compare(benchmark::softmax_network());
#ifdef TYPEGRAD_BENCHMARK_TORCH
  if (wanted.has("torch")) {
    for (const std::size_t n : {1'000, 1'048'576})
      check_and_compare(benchmark::log_sum_exp_and_torch(n));
    for (const char* const file : {"/1k_gmm_d10_K25.txt", "/1k_gmm_d20_K50.txt"})
      if (std::ifstream(data + file).good())
        check_and_compare(benchmark::gaussian_mixture_and_torch(data + file));
    check_and_compare(benchmark::sigmoid_network_and_torch());
  }
#endif
  for (const std::size_t n : {4, 8, 12, 16, 24, 32, 48, 64, 512})
    if (wanted.has("matrix_product")) check_and_compare(benchmark::matrix_product(n));
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
