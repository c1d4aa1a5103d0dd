#!/usr/bin/env bash
# Serves the demonstration from PAMOJA_HOME on PORT, loading it first into a new home. Usage: demo.sh [reset]
set -euo pipefail
cd "$(dirname "$0")/.."
pamoja=.venv/bin/pamoja

if [ "${1:-}" = reset ]; then
  if [ ! -e "$PAMOJA_HOME/demo.json" ] && [ -n "$(ls -A "$PAMOJA_HOME" 2>/dev/null | grep -v -x keys || true)" ]; then
    echo "$PAMOJA_HOME holds no demonstration: it is left as it is. Name another home with PAMOJA_HOME=." >&2
    exit 1
  fi
  if [ -n "${PAMOJA_DATABASE_URL:-}" ]; then
    $pamoja migrate --verbosity 0
    $pamoja flush --no-input --verbosity 0
  fi
  rm -rf "$PAMOJA_HOME"
fi

$pamoja migrate --verbosity 0
[ -e "$PAMOJA_HOME/demo.json" ] || $pamoja demo load
$pamoja collectstatic --no-input --verbosity 0
echo
$pamoja access --address "http://127.0.0.1:$PORT"
echo
exec $pamoja serve
