#!/usr/bin/env bash
# Installs Chromium for the browser tests when it is missing. Without it they are skipped; with CI=true that is a failure.
set -euo pipefail
. "$(cd "$(dirname "$0")" && pwd)/apt.sh"

[ -x /usr/bin/chromium ] && exit 0
install_packages chromium && [ -x /usr/bin/chromium ] && exit 0
if [ "${CI:-}" = true ]; then
  echo "The browser tests need /usr/bin/chromium." >&2
  exit 1
fi
echo "The browser tests are skipped: /usr/bin/chromium is missing." >&2
