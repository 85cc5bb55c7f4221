#!/usr/bin/env bash
# The network reads 97 % of the held-out digits, the same for the same seed, and refuses malformed
# input: digits_test.sh PROGRAM SOURCE_DIR. Skipped (77) where the digits are not installed.
set -euo pipefail
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

expect_refusal() {
  local status=0
  "$program" --data "$2" >/dev/null 2>"$folder/message" || status=$?
  if (( status != 2 )) || ! grep -qF "$1" "$folder/message"; then
    echo "Expected status 2 and '$1', got $status and: $(cat "$folder/message")"
    exit 1
  fi
}
expect_refusal "cannot be opened" "$folder/missing.csv"
row=$(printf '0,%.0s' {1..64})
printf '%s3\n%s4,4\n' "$row" "$row" >"$folder/ragged.csv"
expect_refusal "line 2: the row has 66 numbers, and 65 are expected" "$folder/ragged.csv"
printf '%sx\n' "$row" >"$folder/text.csv"
expect_refusal "line 1: number 65 is not a number" "$folder/text.csv"
printf '%s3\n%s10\n' "$row" "$row" >"$folder/label.csv"
expect_refusal "line 2: the last number is the digit, from 0 to 9" "$folder/label.csv"
: >"$folder/empty.csv"
expect_refusal "the file has no rows" "$folder/empty.csv"

data=$2/build/data/digits.csv.gz
"$2/scripts/get-data.sh" || { echo "There are no digits: no network is trained."; exit 77; }
"$program" --data "$data" --picture "$folder/curve.svg" 2>/dev/null | tee "$folder/first"
awk '/^ +40 / && $3 >= 97 { found = 1 } END { exit !found }' "$folder/first"
"$program" --data "$data" --picture "$folder/curve.svg" 2>/dev/null >"$folder/second"
cmp "$folder/first" "$folder/second"
