#!/usr/bin/env bash
# Builds examples/curve_fit and fits its models to measured data with exact Jacobians: first to the
# table in examples/data, then to all NIST reference data in ../shared/data/nist, if present.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-packages.sh demo

echo "Building examples/curve_fit"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
{ cmake --preset demo && cmake --build --preset demo --target curve_fit --parallel "$(nproc)"; } \
  >"$log" 2>&1 || { cat "$log" >&2; exit 1; }

curve_fit=build/demo/examples/curve_fit
echo "Fitting the table in examples/data"
"$curve_fit"
shopt -s nullglob
nist=(../shared/data/nist/*.dat)
if (( ${#nist[@]} )); then
  printf '\nFitting the %d NIST data sets in ../shared/data/nist\n' ${#nist[@]}
  "$curve_fit" "${nist[@]}"
else
  echo "There is no NIST data in ../shared/data/nist: that was all."
fi
