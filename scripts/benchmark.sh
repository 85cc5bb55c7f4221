#!/usr/bin/env bash
# Builds and runs the benchmarks: speed against hand-written derivatives, instruction counts, and compile time.
# usage: scripts/benchmark.sh [scalar|compile]     default: both
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-packages.sh benchmark
cmake --preset benchmark >/dev/null
cmake --build --preset benchmark --parallel "$(nproc)" -- --quiet

what=${1:-both}
if [[ $what != compile ]]; then
  build/benchmark/benchmarks/benchmark_scalar
  benchmarks/scalar/instructions.sh build/benchmark/benchmarks/benchmark_scalar_baseline
fi
if [[ $what != scalar ]]; then build/benchmark/benchmarks/benchmark_compile; fi
