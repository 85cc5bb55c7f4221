// The workloads over arrays.
#pragma once

#include <string>

#include "../harness.hpp"

namespace benchmark {

/// Value and gradient over n numbers.
workload log_sum_exp(std::size_t n);
workload log_sum_exp_and_plain_value(std::size_t n);
workload normal_log_density(std::size_t n);
workload product(std::size_t n);
workload mean_square_error(std::size_t n);

/// `path`: a file of ADBench's Gaussian mixtures; `limit`: of the gradient over the plain function.
workload gaussian_mixture(const std::string& path, double limit);

workload sigmoid_network();
workload softmax_network();

/// C = A B for matrices of n × n.
workload matrix_product(std::size_t n);

#ifdef TYPEGRAD_BENCHMARK_TORCH
/// Value and gradient against PyTorch's.
workload log_sum_exp_and_torch(std::size_t n);
workload gaussian_mixture_and_torch(const std::string& path);
workload sigmoid_network_and_torch();
#endif

}  // namespace benchmark
