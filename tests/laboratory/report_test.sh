#!/usr/bin/env bash
# Checks `typegrad report`: one file, whatever characters are in a formula, and the sentence and exit
# status that answer bad input. Usage: report_test.sh TYPEGRAD
set -euo pipefail
typegrad=$(realpath "$1")
subcommand=report
source "$(dirname "$0")/common.sh"

run 0 --out new/folder
[[ $(find new -type f) == new/folder/index.html ]] || fail "more than one file is written"
shows 'The page is new/folder/index.html.'
page=$(<new/folder/index.html)
for part in '"id":"orders"' '"gradient":[5.5,1.71633781453677]' '"type":"100 digits"' '<svg'; do
  [[ ${page//\\u003c/<} == *"$part"* ]] || fail "not in the page: $part"
done
# Six orders, each with the value and gradient that the traces have; the loop finds 0.8, 0.5, -0.6.
(( $(grep -o '"results":\[-1.117889433478[0-9]*,0.450340855481[0-9]*,-0.919386122261[0-9]*,0.295002623470[0-9]*' \
  new/folder/index.html | wc -l) == 6 )) || fail "orders have other values"
grep -qE '"found":\[(0.80000|0.79999)[0-9]*,(0.50000|0.49999)[0-9]*,-(0.60000|0.59999)' new/folder/index.html ||
  fail "gradient descent does not find the weights"
[[ $page != *'{{'* ]] || fail "a marker is left in the page"
grep -qE '(src|href)="[^#]' new/folder/index.html && fail "the page has a link to something else"

run 0 --out own 'select(x<1,x,y)^2' --at x=0.5 --at y=2 --wrt x
sed -n 's|.*id="data">\(.*\)</script>.*|\1|p' own/index.html >data
[[ -s data ]] || fail "no data in the page"
grep -q '<' data && fail "the data could end its element"
grep -qF 'select(x\u003c1,x,y)^2' data || fail "no formula in the data"
run 0 --out own 'x*y' --at x=1 --at y=2
grep -qF 'x*y' own/index.html || fail "an older page is not replaced"

: >file
refuses 'typegrad: file/index.html cannot be written: Not a directory; give a folder where you may write by --out DIR.' --out file
refuses 'typegrad: --at and --wrt are for a formula, but there is none; write typegrad report --out DIR FORMULA --at NAME=VALUE.' \
  --out own --at x=1
refuses 'typegrad: y has no value; give one by --at y=VALUE.' --out own 'x*y' --at x=1
refuses 'typegrad: the formula 2 has no variables, so there is no derivative to compare.' --out own 2
run 2
run 2 --out own 'x*'
long=$(printf '+sin(x*%d)' {1..2000})
run 2 --out own "${long:1}" --at x=1
grep -q 'too long for a page' err || fail "a long formula: $(<err)"

finish
