#!/usr/bin/env bash
# Builds and runs the benchmarks: speed against hand-written derivatives, of scalars and of arrays, instruction
# counts, and compile time.
# usage: scripts/benchmark.sh [scalar|arrays|compile]     default: all
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-packages.sh benchmark
cmake --preset benchmark >/dev/null
cmake --build --preset benchmark --target all benchmark_scalar_baseline --parallel "$(nproc)" -- --quiet

what=${1:-all}
case $what in all | scalar | arrays | compile) ;; *) echo "usage: $0 [scalar|arrays|compile]" >&2; exit 2 ;; esac
is_wanted() { [[ $what == all || $what == "$1" ]]; }
programs=build/benchmark/benchmarks
if is_wanted scalar; then
  "$programs/benchmark_scalar"
  benchmarks/scalar/instructions.sh "$programs/benchmark_scalar_baseline"
fi
if is_wanted arrays; then "$programs/benchmark_arrays"; fi
if is_wanted compile; then "$programs/benchmark_compile"; fi
