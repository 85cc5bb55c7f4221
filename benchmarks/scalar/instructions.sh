#!/usr/bin/env bash
# Counts the instructions of the hand-written and of the derived scalar programs with callgrind:
# instructions.sh PROGRAM [DATA], where PROGRAM is benchmark_scalar_baseline (valgrind knows no AVX-512).
set -euo pipefail
program=$1
data=${2:-$(dirname "$0")/../../../shared/data/adbench/ba/ba1_n49_m7776_p31843.txt}

# The instructions of a run without a variant, which makes the data, are subtracted.
count() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" --callgrind "$1" "$2" "$data" 2>&1 |
    awk '/Collected :/ { print $NF }'
}

for workload in black_scholes bundle_adjustment parameterized_program; do
  if [[ $workload == bundle_adjustment && ! -e $data ]]; then
    echo "$workload: skipped, there is no file $data"
    continue
  fi
  idle=$(count "$workload" none)
  hand=$(($(count "$workload" hand) - idle))
  ours=$(($(count "$workload" ours) - idle))
  awk -v w="$workload" -v h="$hand" -v o="$ours" \
    'BEGIN { printf "%-24s hand %12d   ours %12d   ratio %.3f\n", w, h, o, o / h }'
done
