#!/usr/bin/env bash
# Compiles a file that must not compile, and checks that the first error says what each of the
# file's `// expect: TEXT` lines promises. Usage: expect-error.sh FILE COMPILER [OPTION...]
set -euo pipefail
export LC_ALL=C

file=$1
shift
expected=$(sed -n 's|^// expect: ||p' "$file")
if [[ -z $expected ]]; then
  echo "$file has no line '// expect: TEXT'."
  exit 1
fi
if output=$("$@" -fsyntax-only "$file" 2>&1); then
  echo "$file compiles, but should not."
  exit 1
fi

first_error=$(awk '/error:/ && errors++ { exit } errors' <<<"$output")
while IFS= read -r text; do
  if [[ $first_error != *"$text"* ]]; then
    printf 'expected in the first error: %s\nthe compiler says:\n%s\n' "$text" "$output"
    exit 1
  fi
done <<<"$expected"
