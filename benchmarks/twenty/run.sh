#!/bin/sh
# The twenty rules side by side. usage: run.sh [PEOPLE] [BUILD]
#   PEOPLE  default 1000000
#   BUILD   a build folder with HUICE_BUILD_BENCHMARKS=ON, default build/bench
# Prints ns per person of huice's batches and of both twins by hand, of the numpy reference where
# numpy is there, and microseconds per single household. Fails when an answer is wrong.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
people=${1:-1000000}
build=${2:-$here/../../build/bench}
program=$build/bin/huice_twenty
if [ ! -x "$program" ]; then
  echo "build it first: cmake -S . -B $build -DCMAKE_BUILD_TYPE=Release -DHUICE_BUILD_BENCHMARKS=ON && ninja -C $build huice_twenty" >&2
  exit 2
fi
echo "load: $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || true)"
"$program" check "$here/expected.json"
"$program" run "$people"
if python3 -c 'import numpy' 2>/dev/null; then
  cd "$here"
  PYTHONDONTWRITEBYTECODE=1 python3 - "$people" <<'PYTHON'
import sys
import time

import make_population
import reference

people = int(sys.argv[1])
population = make_population.population(people, 1)
reference.evaluate(*population)
times = []
for _ in range(5):
    begin = time.perf_counter()
    reference.evaluate(*population)
    times.append(time.perf_counter() - begin)
times.sort()
print("%-44s %7.1f (%.1f) ns/person" % ("numpy, float64", times[2] * 1e9 / people, times[0] * 1e9 / people))
PYTHON
else
  echo "numpy is not installed: no reference row"
fi
