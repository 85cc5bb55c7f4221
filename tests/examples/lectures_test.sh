#!/usr/bin/env bash
# The lectures' numbers are printed as they must be: lectures_test.sh PROGRAM SOURCE_DIR
set -euo pipefail
diff --unified --label expected "$2/tests/examples/lectures.txt" --label printed <("$1")
