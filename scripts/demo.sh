#!/usr/bin/env bash
# Builds and runs an example, installing what is missing:
# demo.sh [curve_fit|digits|breast_cancer|kan|lectures].
#   curve_fit   fits models to measured data with exact Jacobians: the table in examples/data, then
#               all NIST reference data in ../shared/data/nist, if present
#   digits      trains two networks to read handwritten digits
#   breast_cancer
#               tells benign tumours from malignant ones by logistic regression, solved by two methods
#   kan         fits networks with learned functions on their edges to formulas, and draws them
#   lectures    prints the examples of lectures on backpropagation, with their numbers
set -euo pipefail
cd "$(dirname "$0")/.."

example=${1-curve_fit}
case "$example" in
  curve_fit) scripts/install-packages.sh demo ;;
  digits | breast_cancer | kan | lectures) scripts/install-packages.sh training ;;
  *) echo "usage: $0 [curve_fit|digits|breast_cancer|kan|lectures]" >&2; exit 2 ;;
esac

echo "Building examples/$example"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
{ cmake --preset demo && cmake --build --preset demo --target "$example" --parallel "$(nproc)"; } \
  >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
program=build/demo/examples/$example

export OPENBLAS_NUM_THREADS=1
[[ $example == curve_fit ]] || scripts/get-data.sh
if [[ $example == breast_cancer ]]; then
  "$program" --picture build/demo/breast_cancer.svg
  exit
fi
if [[ $example == digits ]]; then
  "$program" --picture build/demo/two_layers.svg
  echo
  "$program" --network convolutional --picture build/demo/convolutional.svg
  exit
fi

if [[ $example == kan ]]; then
  OPENBLAS_NUM_THREADS=1 "$program" --pictures build/demo
  exit
elif [[ $example == lectures ]]; then
  OPENBLAS_NUM_THREADS=1 "$program"
  exit
fi

echo "Fitting the table in examples/data"
"$program"
shopt -s nullglob
nist=(../shared/data/nist/*.dat)
if (( ${#nist[@]} )); then
  printf '\nFitting the %d NIST data sets in ../shared/data/nist\n' ${#nist[@]}
  "$program" "${nist[@]}"
else
  echo "There is no NIST data in ../shared/data/nist: that was all."
fi
