#!/usr/bin/env bash
# Puts the data that examples learn from into build/data: handwritten digits and measurements of
# tumours, from Debian's package python3-sklearn, which is not installed but unpacked.
set -euo pipefail
cd "$(dirname "$0")/.."

wanted=(digits.csv.gz breast_cancer.csv)
missing=()
for name in "${wanted[@]}"; do
  [[ -e build/data/$name ]] || missing+=("$name")
done
(( ${#missing[@]} )) || exit 0
if ! command -v apt-get >/dev/null; then
  echo "Put scikit-learn's ${missing[*]} into build/data by hand: there is no apt-get here." >&2
  exit 1
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p build/data
(
  cd "$folder"
  apt-get download python3-sklearn >log 2>&1 || { cat log >&2; exit 1; }
  dpkg-deb --fsys-tarfile python3-sklearn_*.deb |
    tar --extract --wildcards --strip-components=8 "${missing[@]/#/*/datasets/data/}"
)
mv "${missing[@]/#/$folder/}" build/data
