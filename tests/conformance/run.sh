#!/usr/bin/env bash
# run.sh PYTHON FOLDER ROWS MIN ENGINE: scores the engine on conformance rows; 77 (skipped) where they are absent.
set -eu
if [ ! -f "$2/$3" ]; then
  echo "skipped: the conformance rows are not beside the project ($3)"
  exit 77
fi
exec "$1" "$2/tck_run.py" --min-pass "$4" "$2/$3" -- "$5"
