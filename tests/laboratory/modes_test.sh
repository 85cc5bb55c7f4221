#!/usr/bin/env bash
# Checks `typegrad modes`: operation counts against those done by hand, what is picked, where the modes
# cross, that the cost of a long iteration is linear, the picture, and bad input.
# Usage: modes_test.sh TYPEGRAD
set -euo pipefail
typegrad=$(realpath "$1")
subcommand=modes
source "$(dirname "$0")/common.sh"

# ---- counts

run 0 --format json
if command -v python3 >/dev/null; then
  python3 - <<'END' || fail "the counts are not those done by hand"
import json
costs = json.load(open("out"))
h = 8

def product(rows, columns):  # of a matrix and a vector
    return rows * (2 * columns - 1)

sizes = [(j["outputs"], j["inputs"]) for j in costs["jacobians"]]
assert sizes == [(m, n) for m in (1, 4, 16) for n in (1, 2, 4, 8, 16, 32, 64)]
for j in costs["jacobians"]:
    m, n = j["outputs"], j["inputs"]
    value = product(h, n) + h + product(h, h) + h + product(m, h)
    assert j["value"]["operations"]["total"] == value, j
    assert j["value"]["operations"]["calls"] == 2 * h
    # 1 - h^2 of both layers: two additions and a multiplication, by which a tangent multiplies a
    # column of weights, the second layer's product with it, and an adjoint a row likewise.
    partials = 2 * h * 3
    forward = value + partials + n * (h + product(h, h) + h + product(m, h))
    reverse = value + partials + m * (h + product(h, h) + h + product(n, h))
    assert j["forward"]["operations"]["total"] == forward, (j, forward)
    assert j["reverse"]["operations"]["total"] == reverse, (j, reverse)
    assert j["automatic"] == ("forward" if n <= m else "reverse"), j
    assert j["forward"]["seconds"] > 0 and j["reverse"]["seconds"] > 0
for c in costs["crossings"]:
    assert abs(c["inputs_by_operations"] - c["outputs"]) < 1e-9, c

iterations = {i["iterations"]: i for i in costs["logistic_map"]}
assert list(iterations) == [10, 100, 1000, 10000]
for mode in ("forward", "reverse"):
    count = {n: i[mode]["operations"]["total"] for n, i in iterations.items()}
    slope = (count[100] - count[10]) / 90
    assert 3 < slope <= 10, (mode, slope)
    assert count[1000] - count[100] == 900 * slope and count[10000] - count[1000] == 9000 * slope
    assert all(i[mode]["seconds"] > 0 for i in iterations.values())
assert iterations[1000]["paths"] == "2^1000"
END
fi

# Layers of width w1, w2: n (w1 w2 + m w2) operations forward and m (w1 w2 + n w1) reverse, about, so
# that the modes are equal where 1/n - 1/m = 1/w1 - 1/w2 and not where n = m.
run 0 --hidden 16,4 --inputs 1,2,3,4 --outputs 3
grep -qE '^ *3 +4 .* forward$' out || fail "forward mode is not picked for R^4 -> R^3"
run 0 --hidden 4,16 --inputs 1,2,3,4 --outputs 3
grep -qE '^ *3 +3 .* reverse$' out || fail "reverse mode is not picked for R^3 -> R^3"

run 0 --inputs 8,2,2 --outputs 1 --hidden 3
shows 'f: R^n -> R^m, f(x) = V tanh(W x), hidden layers of width 3'
grep -qE '^ *1 +below n = 2 ' out || fail "the modes do not cross below two inputs by operations"
[[ $(grep -cE '^ *1 +[28] +[0-9]' out) == 2 ]] || fail "there is not a row a number of inputs"

# ---- pictures

if command -v gnuplot >/dev/null; then
  run 0 --inputs 1,4,16 --outputs 1,4 --plot modes.svg
  for text in '<svg' 'm = 4' 'dashed: reverse mode' 'interpreted'; do
    grep -q -- "$text" modes.svg || fail "not in the picture: $text"
  done
  refuses 'typegrad: none/f.svg is not drawn: gnuplot is missing, in Debian the package gnuplot-nox, or cannot write the file.' \
    --inputs 1 --outputs 1 --plot none/f.svg
fi

# ---- bad input

refuses 'typegrad: a Jacobian of 1000 inputs and 1 outputs takes about 1.61e+07 operations, at most 1000000 are derived; choose smaller numbers by --inputs, --outputs and --hidden.' \
  --inputs 1000 --outputs 1
for numbers in 0 -3 x 99999999999999999999 2.5; do run 2 --inputs "$numbers"; done
run 2 --hidden 0
run 2 formula
run 2 --format svg
run 0 --help
shows 'Examples:'

finish
