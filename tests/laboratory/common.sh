# What the tests of the program's subcommands share; sourced with `subcommand` and `typegrad` set.
# Stdout and stderr of the last run are the files out and err.
source "$(dirname "${BASH_SOURCE[0]}")/../support/failures.sh"

# run STATUS ARGUMENT...: the subcommand exits with that status.
run() {
  local status=0 wanted=$1
  shift
  "$typegrad" "$subcommand" "$@" >out 2>err || status=$?
  [[ $status == "$wanted" ]] || fail "$* exits with $status, not $wanted: $(<err)"
}

# shows TEXT...: each is a whole line of stdout, blanks aside.
shows() {
  local line
  for line in "$@"; do
    sed -E 's/ +/ /g; s/^ | $//g' out | grep -qxF -- "$line" || fail "not in the output: $line"
  done
}

# refuses SENTENCE ARGUMENT...
refuses() {
  local sentence=$1
  shift
  run 2 "$@"
  [[ $(<err) == "$sentence" ]] || fail "$* says: $(<err)
        not: $sentence"
  [[ ! -s out ]] || fail "$* writes to stdout"
}

finish() {
  (( failures == 0 )) || exit 1
  echo "All checks of $subcommand hold."
}
