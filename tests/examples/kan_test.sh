#!/usr/bin/env bash
# A network fits a formula to a test RMSE below 1e-3 in a short run, the same for the same seed, and
# malformed options are refused in one sentence: kan_test.sh PROGRAM
set -euo pipefail
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

expect_refusal() {
  local sentence=$1 status=0
  shift
  "$program" "$@" >"$folder/out" 2>"$folder/message" || status=$?
  if (( status != 2 )) || [[ $(<"$folder/message") != "$sentence" || -s "$folder/out" ]]; then
    echo "$* gives status $status and: $(cat "$folder/out" "$folder/message")"
    echo "not status 2 and: $sentence"
    exit 1
  fi
}
expect_refusal "--formula: I.1.1 not in {I.27.6,I.30.5,I.6.20,all}." --formula I.1.1
expect_refusal "--grid: Value 0 not in range 1 to 200." --grid 0
expect_refusal "--order: Value 4 not in range 1 to 3." --order 4
expect_refusal "--samples: Value 9 not in range 10 to 1000000." --samples 9
expect_refusal "--seed: -1 is less than 0." --seed -1
expect_refusal "--pictures: Directory does not exist: $folder/none." --pictures "$folder/none"
expect_refusal "The following argument was not expected: --gird." --gird

short=(--formula I.6.20 --grid 6 --hidden 3 --samples 500 --iterations 150 --pictures "$folder")
"$program" "${short[@]}" 2>/dev/null | tee "$folder/first"
awk '$1 == "I.6.20" && $6 < 1e-3 { found = 1 } END { exit !found }' "$folder/first"
"$program" "${short[@]}" 2>/dev/null >"$folder/second"
cmp "$folder/first" "$folder/second"
if command -v gnuplot >/dev/null; then
  grep -q '</svg>' "$folder/kan-I.6.20.svg"
  grep -q '</svg>' "$folder/kan-learning-curves.svg"
fi

# Another order learns, too; another seed gives another network.
"$program" "${short[@]}" --order 2 --seed 2 2>/dev/null >"$folder/third"
awk '$1 == "I.6.20" && $6 < 1e-3 { found = 1 } END { exit !found }' "$folder/third"
if cmp -s "$folder/first" "$folder/third"; then
  echo "Order and seed make no difference."
  exit 1
fi
