#!/usr/bin/env bash
# Builds and runs an example or the program typegrad, installing what is missing:
# demo.sh [curve_fit|digits], or demo.sh derive FORMULA --at NAME=VALUE ...
#   curve_fit   fits models to measured data with exact Jacobians: the table in examples/data, then
#               all NIST reference data in ../shared/data/nist, if present
#   digits      trains a network to read handwritten digits
#   derive      shows a formula's traces and derivatives; with --format svg its graph, as a picture
#               in build/demo/graph.svg. `demo.sh derive --help` lists all options.
set -euo pipefail
cd "$(dirname "$0")/.."

example=${1-curve_fit}
case "$example" in
  curve_fit) scripts/install-packages.sh demo ;;
  digits) scripts/install-packages.sh digits ;;
  derive) scripts/install-packages.sh program ;;
  *) echo "usage: $0 [curve_fit|digits|derive FORMULA --at NAME=VALUE ...]" >&2; exit 2 ;;
esac

target=$example
program=build/demo/examples/$example
if [[ $example == derive ]]; then
  target=laboratory
  program=build/demo/src/typegrad
fi

echo "Building $program" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
{ cmake --preset demo && cmake --build --preset demo --target "$target" --parallel "$(nproc)"; } \
  >"$log" 2>&1 || { cat "$log" >&2; exit 1; }

if [[ $example == derive ]]; then
  if [[ " $* " != *" --format svg "* && " $* " != *" --format=svg "* ]]; then exec "$program" "$@"; fi
  "$program" "$@" >"$log"
  cp "$log" build/demo/graph.svg
  echo "The picture is build/demo/graph.svg."
  exit
fi

if [[ $example == digits ]]; then
  scripts/get-data.sh
  OPENBLAS_NUM_THREADS=1 "$program" --picture build/demo/digits.svg
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
