#!/usr/bin/env bash
# Builds and runs the tests with the presets named (all by default), installing what is missing.
# Stops at the first preset that fails; the last lines are ctest's own.
set -euo pipefail
cd "$(dirname "$0")/.."

presets=("$@")
(( $# )) || presets=(gcc asan tsan clang-16)
progress=()
[[ -t 1 ]] || progress=(-- --quiet)

scripts/install-packages.sh test

# What one clone compiled serves every other.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=true

summary=$(mktemp)
log=$(mktemp)
trap 'rm -f "$summary" "$log"' EXIT

for preset in "${presets[@]}"; do
  echo "== $preset: building"
  SECONDS=0
  cmake --preset "$preset" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
  cmake --build --preset "$preset" --parallel "$(nproc)" "${progress[@]}"
  echo "== $preset: built in $SECONDS s, testing"
  ctest --preset "$preset" --parallel "$(nproc)" | tee "$log"
  { echo "== $preset"; sed -n '/tests passed/,$p' "$log"; } >>"$summary"
done

echo
cat "$summary"
