#!/usr/bin/env bash
# Checks that the first C++ block of the README is examples/readme.cpp, letter by letter.
set -euo pipefail
cd "$1"

block=$(awk '/^```cpp$/ { inside = 1; next } /^```$/ && inside { exit } inside' README.md)
diff --unified --label README.md --label examples/readme.cpp - examples/readme.cpp <<<"$block"
