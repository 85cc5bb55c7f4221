#!/usr/bin/env bash
# Checks `typegrad compare`: right digits against published ones, errors of difference quotients
# against Taylor's theorem, operation counts done by hand, the sentences for what is too long, files
# of formulas, and bad input. Usage: compare_test.sh TYPEGRAD
set -euo pipefail
typegrad=$(realpath "$1")
subcommand=compare
source "$(dirname "$0")/common.sh"

lecture='log(x1) + x1*x2 - sin(x2)'
run 0 "$lecture" --at x1=2 --at x2=5
shows 'f = 11.6520714552230837783' 'df/dx1 = 5.5' 'df/dx2 = 1.71633781453677373553'

# has PATTERN: the JSON has it, blanks aside.
has() { tr -d ' \n' <out | grep -qE -- "$1" || fail "not in the JSON: $1"; }

# All derivatives are right to a unit in the last place, differences are not.
run 0 "$lecture" --at x1=2 --at x2=5 --format json
if command -v python3 >/dev/null; then
  python3 - <<'END' || fail "the errors are not those of the methods"
import json
c = json.load(open("out"))["comparisons"][0]
assert c["gradient"][1].startswith("1.716337814536773735553336"[:20])
methods = {m["name"].split(",")[0]: m for m in c["methods"]}
for name in ("analytic", "forward mode", "reverse mode", "path sum"):
    assert max(methods[name]["errors"]) < 2.3e-16, name
assert 1e-9 < max(methods["forward differences"]["errors"]) < 1e-7
assert 1e-13 < max(methods["central differences"]["errors"]) < 1e-9
assert len(c["differences"]) == 15
for d in c["differences"][:4]:
    h = d["step"]
    # f'' = -1/4 along x1, whose derivative is 5.5; along x2, f'' = sin 5.
    assert abs(d["forward_errors"][0] / (h / 8 / 5.5) - 1) < h, d
    assert abs(d["forward_errors"][1] / (h * 0.958924274663138 / 2 / 1.716337814536774) - 1) < 2 * h, d
for d in c["differences"][:3]:
    h = d["step"]
    # f''' = 1/4 along x1.
    assert abs(d["central_errors"][0] / (h * h / 24 / 5.5) - 1) < 0.01, d
END
fi

# x*y: one multiplication; its derivatives are the other factor. Differences evaluate it again and
# again: 1 + 2 times, or 1 + 4.
run 0 'x*y' --at x=3 --at y=0.5
sed -E 's/, h = 1e-[0-9]+//; s/ +/ /g; s/^ //; s/ [0-9.]+ (ns|µs|ms)$//' out >counts
for line in 'analytic 0 1 0 0 0 1' 'forward differences 4 3 2 0 0 9' \
  'central differences 6 5 2 0 0 13' 'forward mode 0 1 0 0 0 1' 'reverse mode 0 1 0 0 0 1'; do
  grep -qxF "$line" counts || fail "not among the operations: $line"
done

# Written out, the derivative of a formula that uses its parts twice is long; the two modes are not.
logistic='x1=4*x*(1-x)'
for k in {2..16}; do logistic+="; x$k=4*x$((k - 1))*(1-x$((k - 1)))"; done
run 0 "$logistic; x16" --at x=0.3
shows 'path sum: 65536 paths lead from the variables to the value; at most 10000 are summed.'
grep -qE 'analytic: written out in full, .* at most 100000 are evaluated' out ||
  fail "the formula is written out"
grep -q '^ *reverse mode ' out || fail "reverse mode is not compared"

# A derivative that is 0; one that is infinite.
run 0 'x^2' --at x=0 --format json
has '"name":"reversemode","gradient":\[0.0\],"errors":\[0.0\]'
run 0 'sqrt(x)' --at x=0 --format json
has '"name":"forwardmode","gradient":\["inf"\],"errors":\[0.0\]'

# ---- several formulas

printf '# two of them\nx*y\n\nsin(z) + y^2\r\n' >formulas.txt
run 0 cos\(x\) --file formulas.txt --at x=1 --at y=2 --at z=0 --format json
has '"formula":"cos\(x\)".*"formula":"x\*y".*"formula":"sin\(z\)\+y\^2"'
has '"variables":\["z","y"\],"point":\[0.0,2.0\]'
run 0 'x*y' --wrt y --at x=1 --at y=2
grep -q 'df/dx' out && fail "--wrt y differentiates by x"

# ---- bad input

refuses 'typegrad: the formula cannot be read.
  x*(y+)
       ^
expected a number, a name or an opening bracket' 'x*y' 'x*(y+)' --at x=1 --at y=2
printf 'x\nx+\n' >broken.txt
refuses 'typegrad: the formula in broken.txt, line 2, cannot be read.
  x+ 
    ^
expected a number, a name or an opening bracket' --file broken.txt --at x=1
refuses 'typegrad: none.txt cannot be read; give a text file.' --file none.txt
: >empty.txt
refuses 'typegrad: empty.txt has no formulas; write one a line.' --file empty.txt
refuses 'typegrad: there is no formula to compare; give one, or --file FILE.'
refuses 'typegrad: the formula 1 + 1 has no variables, so there is no derivative to compare.' '1 + 1'
refuses 'typegrad: --at q names no variable of the formula; its variables are x.' x --at x=1 --at q=1
refuses 'typegrad: y has no value; give one by --at y=VALUE.' x y --at x=1
run 2 x --at x=1 --format svg
printf '%100000s' '' | sed 's/ /(/g; s/$/x/' >deep.txt
run 2 --file deep.txt --at x=1
grep -q '^expected at most 65536 characters$' err || fail "100000 brackets are answered by: $(<err)"
printf '%60000s' '' | sed 's/ /(/g; s/$/x/' >deep.txt
run 2 --file deep.txt --at x=1
grep -q '^expected brackets, signs and powers nested at most 100 deep$' err ||
  fail "60000 brackets are answered by: $(<err)"
head -c 3000 /dev/urandom >noise.txt
run 2 --file noise.txt
run 0 --help
shows 'Examples:'

finish
