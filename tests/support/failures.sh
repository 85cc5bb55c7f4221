# How test scripts count what fails; sourced. They work in an empty folder, which goes when they end.
export LC_ALL=C

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

failures=0
fail() {
  echo "FAILED: $*"
  failures=$((failures + 1))
}
