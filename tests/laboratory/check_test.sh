#!/usr/bin/env bash
# Checks `typegrad check`: reports of formulas that are right, that lose digits, and that cannot be
# decided, against values computed by mpmath; exit statuses; and the sentences that answer bad input.
# Usage: check_test.sh TYPEGRAD
set -euo pipefail
typegrad=$(realpath "$1")
subcommand=check
source "$(dirname "$0")/common.sh"

run 0 'log(x1) + x1*x2 - sin(x2)' --at x1=2 --at x2=5
shows 'right at x1 = 2, x2 = 5, in double'
grep -qE '^ +y .* 11\.652071455223083778' out || fail "no value of 20 digits"
grep -qE '^ +dy/dx2 .* 1\.7163378145367737355' out || fail "no derivative of 20 digits"
grep -qE 'with the gradient +2(\.0[0-9]*)? +2$|with the gradient +1\.99[0-9]* +2$' out ||
  fail "Taylor's remainder is not of second order"

# The digits of 1 - cos(x) cancel at x = 1e-4: 8 of 16.
run 0 '(1 - cos(x))/x^2' --at x=1e-4
grep -qE '1 - cos\(x\) +8\.3' out || fail "no cancellation of 8.3 digits is named"

# The value is called f where a variable is y.
run 0 'y*(x^2+x)' --at x=2 --at y=1
grep -q 'df/dy' out || fail "df/dy is not named so"

run 0 'y*(x^2+x)' --at x=2 --at y=1 --format json
json=$(tr -d ' \n' <out)
for part in '"verdict":"right"' '"variables":["y","x"]' '"point":[1.0,2.0]'; do
  [[ $json == *"$part"* ]] || fail "not in the JSON: $part"
done

run 1 'y + abs(x)' --at x=0 --at y=1
grep -q 'undecided: df/dx' out || fail "no sentence on df/dx"

# By some of the variables: x is at its kink, and does not matter.
run 0 'y^3 + abs(x)' --wrt y --at x=0 --at y=2
shows 'right at y = 2, in double'
grep -qE '^ +df/dy .* 12( |$)' out || fail "the derivative by y is not 12"
grep -q 'df/dx' out && fail "--wrt y differentiates by x"
run 0 'x*y + z' --wrt z,x --at x=2 --at y=1/3 --at z=-1 --format json
json=$(tr -d ' \n' <out)
for part in '"variables":["z","x"]' '"point":[-1.0,2.0]'; do
  [[ $json == *"$part"* ]] || fail "not in the JSON: $part"
done
refuses 'typegrad: --wrt q names no variable of the formula; its variables are x.' x --at x=1 --wrt q

# At a kink there is no derivative to compare with.
run 1 'abs(x)' --at x=0
grep -q '^undecided at x = 0' out || fail "a kink is decided"
run 1 'log(x)' --at x=0 --format json
grep -q '"verdict": "undecided"' out || fail "an end of the domain is decided"

refuses 'typegrad: the formula cannot be read.
  x*(y+)
       ^
expected a number, a name or an opening bracket' 'x*(y+)'
refuses 'typegrad: y has no value; give one by --at y=VALUE.' 'x*y' --at x=1
refuses 'typegrad: x has no finite value in double; give another by --at x=VALUE.' x --at x=10^400
refuses 'typegrad: the formula has no variables, so there is no derivative to check.' 'sin(1)'
long=$(printf '*x%d' {1..1000})
refuses 'typegrad: the formula is too long to be checked, 1999 operations times 1000 variables; choose fewer variables by --wrt, or a part of the formula.' \
  "${long:1}" $(printf -- '--at x%d=1 ' {1..1000})
run 2 x --at x=1 --format svg
run 2
run 0 --help
shows 'Examples:'

finish
