#!/usr/bin/env bash
# Checks the headers under an include folder: each layer includes only the layers it may, all but
# simd, xtensor, hana, train and verify only the standard library besides, and each file is short
# and says what it is.
set -euo pipefail
cd "$1"

find . \( -name '*.hpp' -o -name '*.def' \) -printf '%P\0' | sort -z | xargs -0 awk '
BEGIN {
  may_include["op"] = "op"
  may_include["graph"] = "graph op"
  may_include["parse"] = "parse graph op"
  may_include["trace"] = "trace graph op"
  may_include["pass"] = "pass graph op"
  may_include["eval"] = "eval graph op"
  may_include["print"] = "print graph op"
  may_include["program"] = "program print eval pass trace parse graph op"
  may_include["simd"] = "simd program print eval pass trace parse graph op"
  may_include["arrays"] = "arrays simd program print eval pass trace parse graph op"
  may_include["xtensor"] = "xtensor arrays simd program print eval pass trace parse graph op"
  may_include["hana"] = "hana arrays program print eval pass trace parse graph op"
  may_include["train"] = "train arrays simd program print eval pass trace parse graph op"
  may_include["verify"] = "verify arrays program print eval pass trace parse graph op"
  uses_libraries = " simd xtensor hana train verify "
  longest = 250
}
function complain(text) {
  print FILENAME ": " text
  failed = 1
}
function is_among(word, words) { return index(" " words " ", " " word " ") > 0 }

FNR == 1 {
  if (!/^\/\//) complain("the first line must say what it is.")
  layer = FILENAME ~ /^typegrad\/[^\/]+\// ? FILENAME : ""
  gsub(/^typegrad\/|\/.*$/, "", layer)
  if (layer != "" && !(layer in may_include)) {
    complain("\"" layer "\" is no layer.")
    layer = ""
  }
}
FNR == longest + 1 { complain("longer than " longest " lines.") }

layer != "" && match($0, /^ *# *include *[<"][^>"]*[>"]/) {
  included = substr($0, 1, RLENGTH)
  sub(/^[^<"]*/, "", included)
  if (included == "<typegrad/config.hpp>") next
  if (included ~ /^<typegrad\/[^\/]+\/.*>$/) {
    split(included, part, "/")
    if (!is_among(part[2], may_include[layer]))
      complain(layer " may not include " part[2] " (" included ").")
  } else if (included ~ /^("|<typegrad)/) {
    complain("write " included " as <typegrad/LAYER/FILE>.")
  } else if (!is_among(layer, uses_libraries) && included !~ /^<[a-z_]+>$/) {
    complain(layer " may not include " included ", only the standard library.")
  }
}
END { exit failed }'
