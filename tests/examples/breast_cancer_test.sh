#!/usr/bin/env bash
# Both methods find the same weights, which tell tumours apart, the same for the same seed; malformed
# input is refused: breast_cancer_test.sh PROGRAM SOURCE_DIR. Skipped (77) where the data is not there.
set -euo pipefail
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

expect_refusal() {
  local status=0
  "$program" "${@:2}" --picture "$folder/curve.svg" >/dev/null 2>"$folder/message" || status=$?
  if (( status != 2 )) || ! grep -qF -- "$1" "$folder/message" ||
    (( $(wc -l <"$folder/message") != 1 )); then
    echo "Expected status 2 and '$1', got $status and: $(cat "$folder/message")"
    exit 1
  fi
}
heading="3,30,malignant,benign"
row=$(printf '1,%.0s' {1..30})
expect_refusal "missing.csv: the file cannot be opened" --data "$folder/missing.csv"
expect_refusal "$folder: Is a directory" --data "$folder"
printf '%s\n%s1\n%s\n' "$heading" "$row" "1,2,3" >"$folder/ragged.csv"
expect_refusal "line 3: the row has 3 numbers, and 31 are expected" --data "$folder/ragged.csv"
printf '%s\n%s1\n%s2\n' "$heading" "$row" "$row" >"$folder/label.csv"
expect_refusal "line 3: the last number is 0, malignant, or 1, benign" --data "$folder/label.csv"
printf '%s\n%s1\n%sbenign\n' "$heading" "$row" "$row" >"$folder/text.csv"
expect_refusal "line 3: number 31 is not a number" --data "$folder/text.csv"
printf '%s\n%s1\n%sinf\n' "$heading" "$row" "$row" >"$folder/infinite.csv"
expect_refusal "line 3: number 31 is not a number" --data "$folder/infinite.csv"
printf '%s\n' "$heading" >"$folder/empty.csv"
expect_refusal "the file has no rows" --data "$folder/empty.csv"
{ echo "$heading"; for _ in {1..9}; do echo "${row}1"; done; } >"$folder/benign.csv"
expect_refusal "both labels among four fifths" --data "$folder/benign.csv"

data=$2/build/data/breast_cancer.csv
"$2/scripts/get-data.sh" || { echo "There is no data: nothing is minimised."; exit 77; }
expect_refusal "L-BFGS ended where the gradient has the norm" --data "$data" --tolerance 1e-30

compare() { # without the times
  "$program" --data "$data" --picture "$folder/curve.svg" "$@" |
    awk '/^(L-BFGS|Newton-CG)/ { NF -= 1 } { print }'
}
compare >"$folder/first"
cat "$folder/first"
# The least loss and the accuracy as NumPy finds them, by Newton's method with the whole Hessian.
awk '/^(L-BFGS|Newton-CG)/ { good += ($5 - 0.064633175670) ^ 2 < 1e-22 && $6 < 1e-8 && $7 == 97.35 }
     /^The minima differ by/ { good += $5 < 1e-6 }
     END { exit good != 3 }' "$folder/first"
compare | cmp - "$folder/first"
! compare --seed 2 | cmp --silent - "$folder/first"
compare --tolerance 1e9 | grep -q '^Newton-CG 0 1 0 0.693147180560 '
! command -v gnuplot >/dev/null || grep -q '</svg>' "$folder/curve.svg"
