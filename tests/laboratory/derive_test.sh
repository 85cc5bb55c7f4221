#!/usr/bin/env bash
# Checks `typegrad derive`: published traces and 50 digits computed by mpmath, every format, the
# sentence and exit status that answer bad input, and random formulas. Usage: derive_test.sh TYPEGRAD
set -euo pipefail
typegrad=$(realpath "$1")
subcommand=derive
source "$(dirname "$0")/common.sh"

# ---- published traces

lecture='log(x1) + x1*x2 - sin(x2)'
run 0 "$lecture" --at x1=2 --at x2=5 --precision 21
shows 'v1 = log(x1) = 0.693147180559945309417' 'v2 = x1 * x2 = 10' \
  'v5 = v3 - v4 = 11.6520714552230837783' 'v1_dot = x1_dot / x1 = 0.5' 'v5_dot = v3_dot = 5.5' \
  'v5_bar = 1' 'v4_bar = -v5_bar = -1' 'f = 11.6520714552230837783' \
  'x2_bar = v4_bar * cos(x2) + v2_bar * x1 = 1.71633781453677373553' \
  'df/dx1 = x2 + 1 / x1 = 5.5' 'df/dx2 = x1 - cos(x2) = 1.71633781453677373553' \
  'x1 -0.25 1' 'x2 1 -0.958924274663138468893' 'value 2 1 0 0 2 5' \
  'paths from variables to the value: 4'

run 0 "$lecture" --at x1=2 --at x2=5 --precision 50
shows 'f = 11.652071455223083778310386527614170541427961678325' \
  'df/dx2 = x1 - cos(x2) = 1.7163378145367737355333608284864426916655774077478' \
  'x2 1 -0.9589242746631384688931544061559939733524615439646'

run 0 '[sin(x1/x2) + x1/x2 - exp(x2)]*[x1/x2 - exp(x2)]' --at x1=1.5 --at x2=0.5 --precision 50 \
  --format json
for number in 2.0166466694282014083910836124284126455317891830376 \
  3.0118433276739065710123643379130416812573870996706 \
  -13.723961509314074735587956338382380740023924815031; do
  grep -q -- "\"$number\"" out || fail "no $number in the JSON"
done

run 0 'exp(-x^2)' --at x=1/3 --precision 50
shows 'f = 0.89483931681436977458143954327040875019483555160119'

# Digits that cancel are computed with more; a zero is a zero.
run 0 '(1 + x) - 1' --at x=1e-60 --precision 50
shows 'f = 1e-60'
run 0 'sin(pi) + x' --at x=0 --precision 50
shows 'f = 0'

# Computed by mpmath. What no precision settles is not given a value.
run 0 'lgamma(x)' --at x=-2.3 --precision 50
shows 'f = 0.36956666345500744818422127077181177305062781058863'
run 0 'sin(x)' --at x=10^300 --precision 50
shows 'f = -0.98575042516037699660904753142989546907771531256103'
run 0 '(1 + x) - 1' --at x=1e-250
shows 'f = 1e-250'
run 0 'tan(pi/2) + x' --at x=1
shows 'f = undetermined'

# ---- formats

run 0 'y*(x^2+x)' --at x=2 --at y=1 --format json
json=$(tr -d ' \n' <out)
for part in '"variables":["y","x"]' '"value":6.0,"gradient":[6.0,5.0]' \
  '"hessian":[[0.0,5.0],[5.0,2.0]]' '"paths":4.0' \
  '{"name":"v3_dot","expression":"v2_dot*y","value":5.0}'; do
  [[ $json == *"$part"* ]] || fail "not in the JSON: $part"
done
run 0 'y*(x^2+x)' --at x=2 --at y=1 --format svg
grep -q '<svg ' out || fail "no SVG"
grep -q '>6</text>' out || fail "no value in the SVG"
run 0 'select(x < 1 && x > 0, x, -x)' --at x=2 --format dot
if command -v dot >/dev/null; then dot -Tcanon out >/dev/null || fail "dot cannot read the graph"; fi
run 0 'b_max*x1' --at b_max=2 --at x1=3 --format latex
grep -qF '\dot{b}_{\mathit{max}} &= 1' out || fail "no tangent in the LaTeX"
run 0 "$lecture" --wrt x2 --format c
cat >main.c <<'END'
#include <stdio.h>
void value_and_gradient(const double *x, double *y);
int main(void) {
  const double x[2] = {2, 5};
  double y[2];
  value_and_gradient(x, y);
  printf("%.12g %.12g\n", y[0], y[1]);
  return 0;
}
END
cp out gradient.c
gcc -std=c99 -Wall -Werror main.c gradient.c -o main -lm && ./main >out || fail "the C does not compile"
shows '11.6520714552 1.71633781454'

run 0 'x*y' --at x=1 --at y=2 --wrt y
grep -q 'df/dx' out && fail "--wrt y differentiates by x"
run 0 --help
shows 'Examples:'

# ---- bad input

refuses 'typegrad: the formula cannot be read.
  x*(y+)
       ^
expected a number, a name or an opening bracket' 'x*(y+)'
refuses 'typegrad: y has no value; give one by --at y=VALUE.' 'x*y' --at x=1
refuses 'typegrad: --at z names no variable of the formula; its variables are x, y.' 'x*y' --at z=1
refuses 'typegrad: --at x names no value; write --at NAME=VALUE.' 'x*y' --at x
refuses 'typegrad: --at x=2 gives a second value to a variable.' 'x' --at x=1 --at x=2
refuses 'typegrad: --at x=y has a value that depends on y; give a number, or a formula of numbers.' \
  'x' --at x=y
refuses 'typegrad: --wrt z names no variable of the formula; its variables are x.' 'x' --at x=1 --wrt z
refuses 'typegrad: --wrt names x twice.' 'x' --at x=1 --wrt x,x
run 2 'x' --at x=1 --precision 101
run 2 'x' --at x=1 --format pdf
run 2
run 2 'x' --at 'x=1+'
run 2 "$(printf '(%.0s' {1..100000})x"
long=$(printf '+sin(x*%d)' {1..5000})
run 0 "${long:1}" --at x=1
run 2 "$(printf '+x%d' {1..3000})" $(printf -- '--at x%d=1 ' {1..3000})

# ---- random formulas: never a crash

RANDOM=4
pieces=(x y 1 2.5 + - '*' / ^ '(' ')' 'sin(' 'log(' 'pow(' 'select(' , '<' '&&' ';' 'a=' a pi '!' ' ' 0)
for _ in {1..200}; do
  formula=
  for ((k = RANDOM % 20; k >= 0; --k)); do formula+=${pieces[RANDOM % ${#pieces[@]}]}; done
  status=0
  "$typegrad" derive "$formula" --at x=0.5 --at y=0 >out 2>err || status=$?
  [[ $status == 0 || $status == 2 ]] || fail "'$formula' exits with $status"
done

finish
