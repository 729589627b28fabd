#!/bin/sh
# The twenty rules in huice from Python, OpenFisca, polars, DuckDB and numpy, side by side.
# usage: run.sh [PEOPLE] [measure.py's other options]
#   PEOPLE  default 1000000
# Makes an environment in build/peers from the package index; huice is built and installed into it from
# this folder. HUICE_PEERS_PYTHON names an interpreter that has everything already.
# Fails when an answer is wrong.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$here/../.." && pwd)
people=${1:-1000000}
if [ $# -gt 0 ]; then shift; fi
python=${HUICE_PEERS_PYTHON:-}
if [ -z "$python" ]; then
  environment=$project/build/peers
  python=$environment/bin/python
  [ -x "$python" ] || python3 -m venv "$environment"
  "$python" -m pip install --quiet --upgrade --requirement "$here/requirements.txt"
  "$python" -m pip install --quiet "$project"
fi
PYTHONDONTWRITEBYTECODE=1 "$python" "$here/measure.py" --people "$people" "$@"
program=$project/build/bench/bin/huice_twenty
if [ -x "$program" ]; then
  echo
  echo "In C++, on the same people, with the twins by hand as the floor:"
  "$program" run "$people"
else
  echo "The floor, C++ by hand, is in benchmarks/twenty/run.sh."
fi
