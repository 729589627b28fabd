#!/usr/bin/env bash
# golden.sh PYTHON FOLDER HUICE RULES DOCUMENT: worked cases through the command; 77 (skipped) where they are absent.
set -eu
if [ ! -f "$2/golden_check.py" ]; then
  echo "skipped: the worked cases are not beside the project"
  exit 77
fi
exec "$1" "$2/golden_check.py" --huice "$3" --packs "$4" --jurisdiction "$5" "$2/dev-golden.jsonl"
