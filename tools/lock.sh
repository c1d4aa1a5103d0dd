#!/usr/bin/env bash
# Locks the packages: versions and hashes, no addresses. Versions in force are kept; give --upgrade to renew them.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() {
  .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate "$@"
}
compile pyproject.toml --group build -o requirements.txt "$@"
compile pyproject.toml --group build --extra dev -c requirements.txt -o requirements-dev.txt "$@"
compile --group installer -o tools/install/uv.txt "$@"
compile --group node -o tools/install/node.txt "$@"
