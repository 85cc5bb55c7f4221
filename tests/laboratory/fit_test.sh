#!/usr/bin/env bash
# Checks `typegrad fit`: the certified values of the NIST's data sets, from the models as their files
# write them and from both starts; a fit that needs more than double, against exact rational
# arithmetic; tables of comma-separated values; pictures; and bad input.
# Usage: fit_test.sh TYPEGRAD REPOSITORY
set -euo pipefail
typegrad=$(realpath "$1")
repository=$(realpath "$2")
subcommand=fit
source "$(dirname "$0")/common.sh"

puromycin=$repository/examples/data/Puromycin.dat
run 0 --model 'b1*x/(b2+x)' --data "$puromycin"
shows 'b1 2.1268374314E+02 6.9471551600E+00 212.7 4.0 6.947 4.0' 'degrees of freedom 10'
run 1 --model 'b1*x^2/(b2+x)' --data "$puromycin"
grep -q '^the certified solution is another' out || fail "another model agrees"

# ---- certified digits: 9 of 11 at least, for every number

# column DATASET K: the starting values in column K, as options.
column() {
  tr -d '\r' <"$1" | awk -v k="$2" '/^ *b[0-9]+ = / { print "--start"; print $1 "=" $(k + 2) }'
}
# model DATASET: as it stands between "Parameters" and "Starting values".
model() {
  tr -d '\r' <"$1" | sed -n '/^Model:/,/Starting values/p' | sed '/Parameters/d;/^Model:/d;/Starting/d'
}
nist=$repository/../shared/data/nist
if [[ -d $nist ]]; then
  for file in "$nist"/*.dat; do
    for k in 1 2; do
      mapfile -t start < <(column "$file" $k)
      run 0 --model "$(model "$file")" --data "$file" "${start[@]}"
      # A parameter has its digits in the columns 5 and 7; a statistic in the last one.
      awk '$1 ~ /^b[0-9]+$/ { n += NF == 7; if ($5 < 9 || $7 < 9) bad = 1 }
           /^ *(sum of squares|standard deviation) +[0-9]/ { ++m; if ($NF < 9) bad = 1 }
           END { exit bad || n < 2 || m != 2 }' out || fail "too few digits: $file from start $k"
    done
  done
else
  echo "Skipped: no NIST data in ../shared/data/nist beside the repository."
fi

# ---- a line through points at 10^9, ..., 10^9 + 5, by rational arithmetic: double has 7 digits

{
  printf '\nDataset Name: Far\n\n\nStarting Values (lines 9 to 10)\nCertified Values (lines 9 to 15)\n'
  printf 'Data (lines 17 to 22)\n\n'
  printf 'b1 = 0 1 -9.4857142841E+08 4.5833178840E+07\nb2 = 1 2 9.4857142857E-01 4.5833178726E-02\n\n'
  printf 'Residual Sum of Squares: 1.4704761905E-01\nResidual Standard Deviation: 1.9173394264E-01\n'
  printf 'Degrees of Freedom: 4\nNumber of Observations: 6\n\n'
  printf '%s\n' '0.3 1000000000' '0.9 1000000001' '2.2 1000000002' '2.8 1000000003' \
    '4.1 1000000004' '4.9 1000000005'
} >far.dat
run 0 --model 'b1 + b2*x' --data far.dat
shows 'double does not suffice for this fit; it was done at 50 digits.'

# ---- comma-separated values

# height = 3 exp(day/2) exactly, but for the last digits; the left side is a function of a column.
printf 'day, "height"\r\n0,3\r\n1,4.9461638121\r\n2,8.1548454854\r\n3,13.4450672110\r\n' >growth.csv
run 0 --model 'height = a*exp(k*day)' --data growth.csv --start a=1 --start k=1/4 --format json
tr -d ' \n' <out >json
grep -qE '"name":"a","estimate":(3.0000000|2.9999999)' json || fail "a is not 3"
grep -qE '"name":"k","estimate":(0.5000000|0.4999999)' json || fail "k is not 1/2"
run 0 --model 'log(height) = a + k*day' --data growth.csv --start a=0 --start k=0
shows 'log(height) = a + k*day'
grep -qE '^ +a +1\.09861228' out || fail "a is not log(3)"
run 0 --model 'g = k*day; a*exp(g)' --response height --data growth.csv --start a=1 --start k=0.1
grep -qE '^ +k +(5\.0000|4\.9999)' out || fail "k is not 1/2"

# The minimum is reached exactly, where the last step is 0.
printf 'x,y\n1,2\n2,4\n3,6\n' >line.csv
run 0 --model 'b*x' --data line.csv --start b=1
shows 'b 2.0000000000E+00 0.0000000000E+00'
printf 'x,y\n1,0\n2,0\n' >zero.csv
run 0 --model 'b*x' --data zero.csv --start b=0

# Parameters that the data do not determine.
run 1 --model 'height = a*b*exp(k*day)' --data growth.csv --start a=1 --start b=1 --start k=0.1
grep -q '^the method has not converged' out || fail "no remark on parameters that are not determined"

# ---- pictures

if command -v gnuplot >/dev/null; then
  run 0 --model 'b1*x/(b2+x)' --data "$puromycin" --plot "it's.svg"
  grep -q '<svg' "it's.svg" || fail "no picture"
  grep -q '95 % confidence band' "it's.svg" || fail "no band in the picture"
  printf 'u,v,y\n1,1,3.1\n2,1,4\n1,2,5\n3,5,13\n2,2,6.2\n' >plane.csv
  run 0 --model 'a*u + b*v' --data plane.csv --start a=1 --start b=1 --plot plane.svg
  for text in 'fitted y' 'observed y' 'observed = fitted'; do
    grep -q "$text" plane.svg || fail "not in the picture of two predictors: $text"
  done
  run 0 --model 'y = a' --data plane.csv --start a=1 --plot constant.svg
  refuses 'typegrad: none/f.svg is not drawn: gnuplot is missing, in Debian the package gnuplot-nox, or cannot write the file.' \
    --model 'b1*x/(b2+x)' --data "$puromycin" --plot none/f.svg
fi

# ---- bad input

csv=(--data growth.csv)
refuses 'typegrad: k has no value to start from; give one by --start k=VALUE.' \
  --model 'height = a*exp(k*day)' "${csv[@]}" --start a=1
refuses 'typegrad: --start q=1 names no parameter of the model.' --model 'height = a*day' "${csv[@]}" \
  --start q=1
refuses 'typegrad: --start a names no value; write --start NAME=VALUE.' --model 'height = a*day' \
  "${csv[@]}" --start a
refuses 'typegrad: the response y is no column of the data; name one by --response, of day, height.' \
  --model 'a*day' "${csv[@]}" --start a=1
refuses 'typegrad: the model of height depends on height; write it in the other columns.' \
  --model 'height = a*height' "${csv[@]}" --start a=1
refuses 'typegrad: the model has no parameters: all its variables are columns of growth.csv.' \
  --model 'height = day' "${csv[@]}"
refuses 'typegrad: growth.csv has 4 rows, too few for 4 parameters; a fit takes more rows than parameters.' \
  --model 'height = a+b*day+c*day^2+d*day^3' "${csv[@]}"
refuses 'typegrad: the model, its derivatives or height are not finite in row 1 of the data; start from other values by --start.' \
  --model 'height = a*log(day)' "${csv[@]}" --start a=1
refuses 'typegrad: none.csv: the file cannot be opened; give the path of a text file.' --model 'a*x' \
  --data none.csv
printf 'x,y\n1,2\n3\n' >ragged.csv
refuses 'typegrad: ragged.csv, line 3: expected 2 numbers, as line 1 names columns, found 1.' \
  --model 'a*x' --data ragged.csv
printf 'x,y\n1,two\n' >text.csv
refuses 'typegrad: text.csv, line 2: expected a finite number, found "two".' --model 'a*x' \
  --data text.csv
printf '1,2\n3,4\n' >bare.csv
refuses "typegrad: bare.csv, line 1: expected the columns' names, letters, digits and _, separated by commas, found \"1\"." \
  --model 'a*x' --data bare.csv
run 2 --model 'a*(x' "${csv[@]}"
run 2 --model 'a*x'
long=$(printf '+b%d*day' {1..6000})
run 2 --model "height = a$long" "${csv[@]}" --start a=1
run 2 --model '=' "${csv[@]}"
run 2 --model '' "${csv[@]}"
head -c 3000 /dev/urandom >noise.csv
run 2 --model 'a*x' --data noise.csv
run 0 --help
shows 'Examples:'

finish
