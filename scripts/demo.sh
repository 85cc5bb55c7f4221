#!/usr/bin/env bash
# Builds and runs an example or the program typegrad, installing what is missing: demo.sh [NAME], or
# demo.sh derive FORMULA --at NAME=VALUE ...
#   curve_fit      fits models to measured data with exact Jacobians: the table in examples/data,
#                  then all NIST reference data in ../shared/data/nist, if present
#   digits         trains two networks to read handwritten digits
#   breast_cancer  tells benign tumours from malignant ones by logistic regression, solved two ways
#   kan            fits networks with learned functions on their edges to formulas, and draws them
#   lectures       prints the examples of lectures on backpropagation, with their numbers
#   derive         shows a formula's traces and derivatives; with --format svg its graph, as a
#                  picture in build/demo/graph.svg. `demo.sh derive --help` lists all options.
#   check, compare, modes, fit  the program's other subcommands, with their options
#   report         writes a page with all of that for built-in examples, build/demo/report/index.html,
#                  or for a formula: demo.sh report FORMULA --at NAME=VALUE ...
set -euo pipefail
called_from=$PWD
cd "$(dirname "$0")/.."

example=${1-curve_fit}
target=$example
program=build/demo/examples/$example
case "$example" in
  curve_fit) scripts/install-packages.sh demo ;;
  digits | breast_cancer | kan | lectures) scripts/install-packages.sh training ;;
  derive | check | compare | modes | fit | report)
    if [[ $example == report ]]; then
      scripts/install-packages.sh report
    else
      scripts/install-packages.sh program
    fi
    target=laboratory
    program=build/demo/src/typegrad
    ;;
  *)
    echo "usage: $0 [curve_fit|digits|breast_cancer|kan|lectures|derive FORMULA --at NAME=VALUE ...|check ...|compare ...|modes ...|fit ...|report ...]" >&2
    exit 2
    ;;
esac

echo "Building $program" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
{ cmake --preset demo && cmake --build --preset demo --target "$target" --parallel "$(nproc)"; } \
  >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
export OPENBLAS_NUM_THREADS=1

fit_tables() {
  echo "Fitting the table in examples/data"
  "$program"
  shopt -s nullglob
  local nist=(../shared/data/nist/*.dat)
  if (( ${#nist[@]} )); then
    printf '\nFitting the %d NIST data sets in ../shared/data/nist\n' ${#nist[@]}
    "$program" "${nist[@]}"
  else
    echo "There is no NIST data in ../shared/data/nist: that was all."
  fi
}

derive() {
  if [[ " $* " != *" --format svg "* && " $* " != *" --format=svg "* ]]; then
    "$program" "$@"
    return
  fi
  "$program" "$@" >"$log"
  cp "$log" build/demo/graph.svg
  echo "The picture is build/demo/graph.svg."
}

case "$example" in
  curve_fit) fit_tables ;;
  digits)
    scripts/get-data.sh
    "$program" --picture build/demo/two_layers.svg
    echo
    "$program" --network convolutional --picture build/demo/convolutional.svg
    ;;
  breast_cancer)
    scripts/get-data.sh
    "$program" --picture build/demo/breast_cancer.svg
    ;;
  kan) "$program" --pictures build/demo ;;
  lectures) "$program" ;;
  derive) derive "$@" ;;
  check | compare | modes | fit | report)
    program=$PWD/$program
    [[ $example != report || " $* " == *" --out"* ]] || set -- "$@" --out "$PWD/build/demo/report"
    cd "$called_from"
    "$program" "$@"
    ;;
esac
