#!/usr/bin/env bash
# Runs targets of the Makefile one after the other, then says how long each took. Stops at the first that fails.
set -euo pipefail
taken=()
for target in "$@"; do
  begun=$SECONDS
  "${MAKE:-make}" --no-print-directory "$target"
  taken+=("$target $((SECONDS - begun)) s")
done
echo "All passed: $(IFS=','; echo "${taken[*]}" | sed 's/,/, /g')."
