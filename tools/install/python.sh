#!/usr/bin/env bash
# Makes the virtual environment and installs the locked packages and the project. Usage: python.sh PYTHON VENV REQUIREMENTS
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
python=$1 venv=$2 requirements=$3
. "$here/apt.sh"

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "Python 3.11 or newer is needed. Name it: make PYTHON=/path/to/python3.11 ..." >&2
  exit 1
fi
if [ ! -x "$venv/bin/python" ]; then
  "$python" -m venv "$venv" 2>/dev/null || {
    rm -rf "$venv"
    install_packages python3-venv
    "$python" -m venv "$venv"
  }
fi

echo "Installing the packages of $requirements ..."
export VIRTUAL_ENV=$venv
if [ ! -x "$venv/bin/uv" ]; then
  "$venv/bin/python" -m pip install --quiet --require-hashes -r "$here/uv.txt" 2>/dev/null || true
fi
if ! { [ -x "$venv/bin/uv" ] && "$venv/bin/uv" pip install --quiet --require-hashes -r "$root/$requirements"; }; then
  "$venv/bin/python" -m pip install --quiet --require-hashes -r "$root/$requirements"
fi
"$venv/bin/python" -m pip install --quiet --no-deps --no-build-isolation --no-index --editable "$root"
