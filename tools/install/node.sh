#!/usr/bin/env bash
# Installs the JavaScript packages of the tests, and Node itself where it is missing or too old. Usage: node.sh VENV FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
venv=$1 folder=$2
export PATH="$venv/bin:$PATH"

new_enough() {
  command -v npm >/dev/null && node -e '
    const [major, minor, patch] = process.versions.node.split(".").map(Number)
    process.exit(major > 20 || (major === 20 && (minor > 19 || (minor === 19 && patch >= 3))) ? 0 : 1)' 2>/dev/null
}

if ! new_enough; then
  echo "Installing Node (20.19.3 or newer is needed) ..."
  "$venv/bin/python" -m pip install --quiet --require-hashes -r "$here/node.txt"
fi
echo "Installing the packages of $folder ..."
npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error
