#!/usr/bin/env bash
# Checks curve_fit: the sentence and exit status that answer each malformed file, and the digits it
# reaches on the NIST data sets, if present. Usage: curve_fit_test.sh CURVE_FIT REPOSITORY
set -euo pipefail

curve_fit=$(realpath "$1")
repository=$(realpath "$2")
sound=$repository/examples/data/Puromycin.dat
source "$(dirname "${BASH_SOURCE[0]}")/../support/failures.sh"

# expect STATUS SENTENCE ARGUMENT...: curve_fit's exit status, and all it writes to stderr.
expect() {
  local status=0 wanted=$1 sentence=$2
  shift 2
  "$curve_fit" "$@" >out 2>err || status=$?
  [[ $status == "$wanted" ]] || fail "$* exits with $status, not $wanted"
  [[ $(<err) == "$sentence" ]] || fail "$* says: $(<err)
        not: $sentence"
  [[ $wanted != 2 || ! -s out ]] || fail "$* writes to stdout"
}

# expect_change SED_SCRIPT PROBLEM: what is said of the sound file after that change.
expect_change() {
  sed "$1" "$sound" >changed.dat
  expect 2 "changed.dat, $2." changed.dat
}

# ---- no data set at all

expect 2 'none.dat: the file cannot be opened; give the path of a text file.' none.dat
expect 2 '.: the file cannot be read; give the path of a text file.' .
: >empty.dat
expect 2 'empty.dat, line 2: expected "Dataset Name: NAME", but the file is empty.' empty.dat
head -c 3000 "$BASH" >binary.dat
expect 2 'binary.dat, line 1: expected ASCII text, found the byte 0x7F.' binary.dat
expect_change $'50s/$/\xb5/' 'line 50: expected ASCII text, found the byte 0xB5'

# ---- header

expect_change '2s/Dataset/Data set/' 'line 2: expected "Dataset Name: NAME"'
names='Chwirut1, Chwirut2, DanWood, Gauss1, Gauss2, Hahn1, Kirby2, Lanczos3, MGH17, Misra1a, Misra1b'
expect_change '2s/Puromycin /Filip /' \
  "line 2: expected the name of a data set with a model ($names, Nelson, Puromycin), found \"Filip\""
expect_change '5s/lines/line/' 'line 5: expected "Starting Values (lines FIRST to LAST)"'
expect_change '5s/41 to 42/42 to 41/' \
  'line 5: expected "Starting Values (lines FIRST to LAST)" with 5 < FIRST <= LAST'
expect_change '6s/47/48/' \
  'line 6: expected "Certified Values (lines 41 to 47)", the starting values'"'"' lines and five more'
expect_change '7s/72/7x/' 'line 7: expected a whole number, found "7x"'
expect_change '7s/72/99999999999999999999/' \
  'line 7: expected a whole number, found "99999999999999999999"'
expect_change '7s/72/71/' \
  'line 7: expected 12 lines of data after line 47, as many as observations are counted there'

# ---- starting and certified values

expect_change '41s/b1/b2/' 'line 41: expected "b1 = START1 START2 CERTIFIED DEVIATION"'
expect_change '42s/0.008281//' 'line 42: expected "b2 = START1 START2 CERTIFIED DEVIATION"'
expect_change '41s/205/2o5/' 'line 41: expected a finite number, found "2o5"'
expect_change '44s/Sum/Some/' 'line 44: expected "Residual Sum of Squares: NUMBER"'
expect_change '46s/10/11/' 'line 46: expected at least 1 degree of freedom, and as many as 12 observations less 2 parameters leave'
expect_change '47s/12/2/;46s/10/0/' 'line 46: expected at least 1 degree of freedom, and as many as 2 observations less 2 parameters leave'
expect_change '30,$d' 'line 41: expected "b1 = START1 START2 CERTIFIED DEVIATION", but the file ends after line 29'

# ---- data

expect_change '61s/76/NaN/' 'line 61: expected a finite number, found "NaN"'
expect_change '72s/200/-inf/' 'line 72: expected a finite number, found "-inf"'
expect_change '72s/200/1e400/' 'line 72: expected a finite number, found "1e400"'
expect_change '61s/76/+-76/' 'line 61: expected a finite number, found "+-76"'
expect_change '61s/76/++76/' 'line 61: expected a finite number, found "++76"'
expect_change '61s/76/+/' 'line 61: expected a finite number, found "+"'
expect_change '61s/0.02//' 'line 61: expected a response and at least one predictor'
expect_change '63s/$/ 7/' 'line 63: expected 2 numbers, as in line 61'
expect_change '70,$d' \
  'line 70: expected a response and at least one predictor, but the file ends after line 69'
expect_change '$s/$/\n  210  1.2/' 'line 73: expected nothing after line 72, where the data end'

# ---- data sets that do not suit the model of their name

expect_change '2s/Puromycin/Gauss1/' \
  'line 42: expected 8 parameters, as the model of Gauss1 has, found 2'
expect_change '61,72s/$/ 7/' \
  'line 61: expected 2 numbers, the response and the predictors of the model of Puromycin'
expect_change '63s/0.06/-0.08/' 'line 63: expected an observation at which the model of Puromycin and its derivatives are finite for start 1'
expect_change '63s/0.06/-0.04841/' 'line 63: expected an observation at which the model of Puromycin and its derivatives are finite for start 2'

# ---- sound files

expect 0 '' "$sound"
sed 's/$/\r/' "$sound" >carriage_returns.dat
expect 0 '' carriage_returns.dat
sed -E '41,42s/ ([0-9])/ +\1/g;61,72s/([0-9.]+)/+\1E+00/g' "$sound" >fortran.dat
expect 0 '' fortran.dat
expect 2 'none.dat: the file cannot be opened; give the path of a text file.' "$sound" none.dat
sed '41s/212.7/212.9/' "$sound" >other_solution.dat
expect 1 "other_solution.dat: the fit from start 1 does not agree with the certified values.
other_solution.dat: the fit from start 2 does not agree with the certified values." \
  other_solution.dat

# ---- digits on the NIST data sets: six numbers in each of the summary's 24 lines

nist=$repository/../shared/data/nist
if [[ -d $nist ]]; then
  expect 0 '' "$nist"/*.dat
  awk 'summary && NF >= 8 && $2 ~ /^[12]$/ {
         ++fits
         for (i = 3; i <= 8; ++i) if ($i < 9) { print "FAILED: too few digits: " $0; bad = 1 }
       }
       /^Fewest agreeing digits/ { summary = 1 }
       END { if (fits != 24) { print "FAILED: " fits + 0 " fits, not 24"; bad = 1 } exit bad }' out ||
    failures=$((failures + 1))
else
  echo "Skipped: no NIST data in ../shared/data/nist beside the repository."
fi

((failures == 0)) && echo "All checks passed."
