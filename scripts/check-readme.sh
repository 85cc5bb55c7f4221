#!/usr/bin/env bash
# Checks that the programs in the README, the C++ blocks with a main function, are examples/readme.cpp
# and examples/check.cpp, letter by letter.
set -euo pipefail
cd "$1"

programs=$(awk '/^```cpp$/ { inside = 1; block = ""; next }
                /^```$/ { if (block ~ /int main/) printf "%s", block; inside = 0; block = "" }
                inside { block = block $0 "\n" }' README.md)
diff --unified --label README.md --label examples - <(cat examples/readme.cpp examples/check.cpp) <<<"$programs"
