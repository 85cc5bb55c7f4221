#!/usr/bin/env bash
# Installs the Debian packages that are missing for a purpose: demo, training, program, report, test,
# torch or benchmark.
set -euo pipefail

build=(g++ cmake ninja-build ccache)
library=(libboost-dev libmpfr-dev libmpfi-dev libgmp-dev)
simd=(libxsimd-dev libsleef-dev)
arrays=(libxtensor-dev libopenblas-dev libzip-dev)
examples=(libeigen3-dev libfmt-dev libcli11-dev zlib1g-dev liblbfgs-dev)
program=(nlohmann-json3-dev libgraphviz-dev gnuplot-nox)
# Where Node.js was not installed from Debian, it has brought npm.
page=()
command -v npm >/dev/null || page=(npm)

case "${1-}" in
  demo) wanted=("${build[@]}" "${library[@]}" "${examples[@]}") ;;
  training) wanted=("${build[@]}" "${library[@]}" "${simd[@]}" "${arrays[@]}" "${examples[@]}"
                    gnuplot-nox) ;;
  program) wanted=("${build[@]}" "${library[@]}" "${examples[@]}" "${program[@]}") ;;
  report) wanted=("${build[@]}" "${library[@]}" "${examples[@]}" "${program[@]}" "${page[@]}") ;;
  test) wanted=("${build[@]}" "${library[@]}" "${simd[@]}" "${arrays[@]}" "${examples[@]}"
                "${program[@]}" "${page[@]}" chromium catch2 clang-16 clang-19
                libclang-rt-19-dev) ;;
  torch) wanted=(libtorch-dev) ;;
  benchmark) wanted=("${build[@]}" "${library[@]}" "${simd[@]}" "${arrays[@]}" libfmt-dev
                     clang-16 clang-19 valgrind) ;;
  *) echo "usage: $0 demo|training|program|report|test|torch|benchmark" >&2; exit 2 ;;
esac

missing=()
for package in "${wanted[@]}"; do
  dpkg -s "$package" 2>/dev/null | grep -q '^Status: .* installed$' || missing+=("$package")
done
(( ${#missing[@]} )) || exit 0

if ! command -v apt-get >/dev/null; then
  echo "Install by hand what Debian calls ${missing[*]}: there is no apt-get here." >&2
  exit 1
fi
as_root=(env)
if (( EUID )); then
  if ! command -v sudo >/dev/null; then
    echo "Run as root, or install sudo: apt-get must install ${missing[*]}." >&2
    exit 1
  fi
  as_root=(sudo env)
fi

echo "Installing ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly() { "${as_root[@]}" DEBIAN_FRONTEND=noninteractive "$@" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }; }
quietly apt-get update
quietly apt-get install --yes --no-install-recommends "${missing[@]}"
