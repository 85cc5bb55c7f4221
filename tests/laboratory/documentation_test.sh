#!/usr/bin/env bash
# Checks the manual page and the completions of shells: every option that --help names stands in each of
# them and no other, they are well formed, and they are installed where they are looked for.
# Usage: documentation_test.sh TYPEGRAD SOURCE_FOLDER BUILD_FOLDER
set -euo pipefail
typegrad=$(realpath "$1")
build=$(realpath "$3")
subcommand=documentation
source "$(dirname "$0")/common.sh"

for format in man bash fish zsh; do
  run 0 "$format" --date 2023-01-31
  cp out "$format"
done
run 2 html
run 2

# The options that a help text names, at the beginning of a line.
options() { grep -oE '^  (-[a-z],)?--[a-z]+' "$1" | grep -oE -- '--?[a-z]+' | sort; }
subcommands=$("$typegrad" --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
[[ $(wc -w <<<"$subcommands") -ge 5 ]] || fail "there are too few subcommands: $subcommands"

# same_options WHERE: those in the file `found` are those in the file `wanted`.
same_options() { diff wanted <(sort found) >differing || fail "in $1, other options than --help: $(<differing)"; }

# ---- man

sed 's/\\-/-/g; s/\\f[BIR]//g' man >plain
section_of() { awk -v wanted="$1" '/^\.S[SH] / { here = $0 == wanted } here' plain; }
for name in $subcommands; do
  "$typegrad" "$name" --help >help
  options help >wanted
  section_of ".SS $name" | grep -A1 '^\.TP' | grep -oE -- '^--?[a-z, -]+' | grep -oE -- '--?[a-z]+' >found || true
  same_options "the manual page's section on $name"
  example=$(sed -n '/^Examples:/,$p' help | sed -n 2p | sed 's/^ *//')
  sed "s/\\\\(aq/'/g; s/\\\\(ha/^/g" plain | grep -qxF -- "$example" ||
    fail "not in the manual page: $example"
done
"$typegrad" --help >help
options help >wanted
section_of '.SH OPTIONS' | grep -oE -- '^--?[a-z, -]+' | grep -oE -- '--?[a-z]+' >found
same_options "the manual page"
for name in NO_COLOR 'EXIT STATUS' '"2023-01-31"'; do
  grep -qF -- "$name" man || fail "not in the manual page: $name"
done

if command -v groff >/dev/null; then
  groff -ww -man -Tutf8 man 2>warnings >page
  [[ ! -s warnings ]] || fail "groff warns: $(<warnings)"
fi
if command -v mandoc >/dev/null; then
  mandoc -Tlint -Wwarning man >warnings || true
  [[ ! -s warnings ]] || fail "mandoc warns: $(<warnings)"
fi

# ---- bash

source ./bash
# completes 'WORD ...': what bash offers for the last word.
completes() {
  mapfile -t COMP_WORDS < <(xargs -n1 printf '%s\n' <<<"$1")
  [[ $1 != *' ' ]] || COMP_WORDS+=('')
  COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
  _typegrad 2>/dev/null || true
  printf '%s\n' "${COMPREPLY[@]}"
}
offers() {
  local found
  found=$(completes "$1" | sort | xargs)
  [[ $found == "$2" ]] || fail "after '$1', bash offers: $found
        not: $2"
}
for name in $subcommands; do
  "$typegrad" "$name" --help >help
  options help >wanted
  completes "typegrad $name " >found
  same_options "bash's completion of $name"
done
completes 'typegrad ' | grep -v '^-' | sort | diff - <(sort <<<"$subcommands") || fail "other subcommands in bash"
offers 'typegrad der' derive
offers 'typegrad derive x --format ' 'c dot json latex svg text'
offers 'typegrad derive x --format = j' json
offers 'typegrad derive --at ' ''
touch data.csv
offers 'typegrad fit --data da' data.csv

# ---- fish, zsh

for name in $subcommands; do
  "$typegrad" "$name" --help >help
  options help >wanted
  grep -F "'__fish_seen_subcommand_from $name'" fish | grep -oE -- ' -(l|s) [a-z]+' |
    sed 's/ -l / --/; s/ -s / -/' | tr -d ' ' >found
  same_options "fish's completion of $name"
  awk -v name="    $name)" '$0 == name { here = 1 } here; / ;;$/ { here = 0 }' zsh |
    grep -oE -- "^ +'\*?--?[a-z]+\[" | grep -oE -- '--?[a-z]+' >found
  same_options "zsh's completion of $name"
done
if command -v fish >/dev/null; then
  export HOME=$PWD
  fish --no-execute fish || fail "fish cannot read its completion"
  found=$(fish -c "source fish; complete -C 'typegrad derive x --format '" | cut -f1 | sort | xargs)
  [[ $found == 'c dot json latex svg text' ]] || fail "fish offers as a format: $found"
fi
if command -v zsh >/dev/null; then
  zsh -n zsh || fail "zsh cannot read its completion"
fi

# ---- installation

cmake --install "$build" --prefix installed >/dev/null
for file in bin/typegrad share/man/man1/typegrad.1 share/bash-completion/completions/typegrad \
  share/fish/vendor_completions.d/typegrad.fish share/zsh/site-functions/_typegrad; do
  [[ -s installed/$file ]] || fail "$file is not installed"
done
[[ $(installed/bin/typegrad --version) == "typegrad "[0-9]* ]] || fail "the installed program does not run"

finish
