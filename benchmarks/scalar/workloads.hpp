// The three workloads.
#pragma once

#include <string>

#include "../harness.hpp"

namespace benchmark {

workload black_scholes();
workload parameterized_program();

/// `path`: a file of ADBench's bundle adjustment problems.
workload bundle_adjustment(const std::string& path);

}  // namespace benchmark
