#!/usr/bin/env bash
# The networks read 97 % and 98 % of the held-out digits, the same for the same seed, and again when
# their parameters were saved; malformed input is refused: digits_test.sh PROGRAM SOURCE_DIR. Skipped
# (77) where the digits are not there.
set -euo pipefail
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

expect_refusal() {
  local status=0
  "$program" "${@:2}" >/dev/null 2>"$folder/message" || status=$?
  if (( status != 2 )) || ! grep -qF -- "$1" "$folder/message"; then
    echo "Expected status 2 and '$1', got $status and: $(cat "$folder/message")"
    exit 1
  fi
}
expect_refusal "cannot be opened" --data "$folder/missing.csv"
expect_refusal "$folder: Is a directory" --data "$folder"
row=$(printf '0,%.0s' {1..64})
for _ in {1..1000}; do echo "$row$((RANDOM % 10))"; done | gzip | head -c 500 >"$folder/cut.csv.gz"
expect_refusal "cut.csv.gz: unexpected end of file" --data "$folder/cut.csv.gz"
printf '%s3\n%s4,4\n' "$row" "$row" >"$folder/ragged.csv"
expect_refusal "line 2: the row has 66 numbers, and 65 are expected" --data "$folder/ragged.csv"
printf '%sx\n' "$row" >"$folder/text.csv"
expect_refusal "line 1: number 65 is not a number" --data "$folder/text.csv"
printf '%snan\n' "$row" >"$folder/nan.csv"
expect_refusal "line 1: number 65 is not a number" --data "$folder/nan.csv"
for label in 10 -1 3.5; do
  printf '%s3\n%s%s\n' "$row" "$row" "$label" >"$folder/label.csv"
  expect_refusal "line 2: the last number is the digit, from 0 to 9" --data "$folder/label.csv"
done
: >"$folder/empty.csv"
expect_refusal "the file has no rows" --data "$folder/empty.csv"
expect_refusal "nothing can be written to the folder" --save "$folder/missing/a.npz"
printf '%s3\n' "$row" >"$folder/single.csv"
expect_refusal "one row is to learn from" --data "$folder/single.csv"

data=$2/build/data/digits.csv.gz
"$2/scripts/get-data.sh" || { echo "There are no digits: no network is trained."; exit 77; }

expect_reading() { # at least $2 % with the network $1
  local trained=$folder/$1.npz
  "$program" --network "$1" --data "$data" --picture "$folder/$1.svg" --save "$trained" \
    2>/dev/null | tee "$folder/first"
  awk -v least="$2" '/held-out digits are read/ && $1 >= least { found = 1 } END { exit !found }' \
    "$folder/first"
  "$program" --network "$1" --data "$data" --picture "$folder/$1.svg" --save "$folder/again.npz" \
    2>/dev/null | cmp - "$folder/first"
  cmp "$trained" "$folder/again.npz"
  "$program" --network "$1" --data "$data" --load "$trained" --epochs 0 | tail -n 1 |
    cmp - <(tail -n 1 "$folder/first")
  ! command -v gnuplot >/dev/null || grep -q '</svg>' "$folder/$1.svg"
}
expect_reading two-layers 97
expect_reading convolutional 98

expect_refusal "first.weights.npy has the shape" \
  --data "$data" --network convolutional --load "$folder/two-layers.npz"
expect_refusal "No such file" --data "$data" --load "$folder/missing.npz"
