#!/usr/bin/env bash
# Checks the headers under an include folder: each layer includes only the layers it may, all but
# simd, xtensor, hana, train and verify only the standard library besides, and each file is short
# and says what it is.
set -euo pipefail
cd "$1"

declare -A may_include=(
  [op]="op"
  [graph]="graph op"
  [parse]="parse graph op"
  [trace]="trace graph op"
  [pass]="pass graph op"
  [eval]="eval graph op"
  [print]="print graph op"
  [program]="program print eval pass trace parse graph op"
  [simd]="simd program print eval pass trace parse graph op"
  [arrays]="arrays simd program print eval pass trace parse graph op"
  [xtensor]="xtensor arrays simd program print eval pass trace parse graph op"
  [hana]="hana arrays program print eval pass trace parse graph op"
  [train]="train arrays simd program print eval pass trace parse graph op"
  [verify]="verify arrays program print eval pass trace parse graph op"
)
longest=250
failed=0

complain() {
  echo "$1"
  failed=1
}

while IFS= read -r header; do
  (( $(wc -l <"$header") <= longest )) || complain "$header: longer than $longest lines."
  [[ $(head -n 1 "$header") == //* ]] || complain "$header: the first line must say what it is."

  [[ $header =~ ^typegrad/([^/]+)/ ]] || continue
  layer=${BASH_REMATCH[1]}
  if [[ -z ${may_include[$layer]-} ]]; then
    complain "$header: '$layer' is no layer."
    continue
  fi

  while IFS= read -r included; do
    [[ $included != "<typegrad/config.hpp>" ]] || continue
    if [[ $included =~ ^\<typegrad/([^/]+)/.*\>$ ]]; then
      [[ " ${may_include[$layer]} " == *" ${BASH_REMATCH[1]} "* ]] ||
        complain "$header: $layer may not include ${BASH_REMATCH[1]} ($included)."
    elif [[ $included == \"* || $included == \<typegrad* ]]; then
      complain "$header: write $included as <typegrad/LAYER/FILE>."
    elif [[ " simd xtensor hana train verify " != *" $layer "* && ! $included =~ ^\<[a-z_]+\>$ ]]; then
      complain "$header: $layer may not include $included, only the standard library."
    fi
  done < <(sed -nE 's/^ *# *include *([<"][^>"]*[>"]).*/\1/p' "$header")
done < <(find . -name '*.hpp' -o -name '*.def' | sed 's|^\./||' | sort)

exit $failed
