#!/usr/bin/env bash
# Checks in headless Chromium what `typegrad report` writes: charts and graphs are drawn, nothing is
# asked of the network, a phone shows it without scrolling sideways, it is readable in light and dark.
# Skipped, with status 77, where Chromium, npm or the chart library is missing.
# Usage: report_page_test.sh TYPEGRAD SOURCE
set -euo pipefail
typegrad=$(realpath "$1")
tests=$(realpath "$2")/tests/page

skip() {
  echo "$1"
  exit 77
}

chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
  skip "Chromium is missing, in Debian the package chromium: the page is not checked."
command -v npm >/dev/null || skip "npm is missing, in Debian the package npm: the page is not checked."

mkdir -p page_test
cd page_test
"$typegrad" report --out examples 2>err
"$typegrad" report --out formula 'log(x1) + x1*x2 - sin(x2)' --at x1=2 --at x2=5 2>/dev/null
[[ ! -s err ]] || skip "$(<err)"
cp -p "$tests"/package.json "$tests"/package-lock.json "$tests"/page_test.mjs .
if [[ ! node_modules/.package-lock.json -nt package-lock.json ]] &&
  ! npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --fetch-retries=0 >npm.log 2>&1; then
  skip "npm cannot fetch what the test needs, so the page is not checked: $(tail -n 1 npm.log)"
fi
node page_test.mjs "$chromium" examples/index.html formula/index.html
