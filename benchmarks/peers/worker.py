"""One engine in a process of its own: `worker.py ENGINE PEOPLE THREADS EXACT`.

THREADS 0 is the engine's own choice. EXACT is a file with the exact cents of 10,000 people. Answers
every line on standard input with a line of JSON: `check` or `run`."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import numpy as np
import population
from engines import ENGINES
from population import FLAGS, OUTPUTS, reference

TOLERANCE = reference.TOLERANCE


def differences(found: dict[str, np.ndarray], people: population.Population) -> dict[str, Any]:
    """How far the columns are from the reference: values that differ, and the largest distance."""
    expected = reference.evaluate(people.household_of, people.person, people.household)
    wrong, largest = 0, 0.0
    for name in OUTPUTS:
        if len(found[name]) != len(expected[name]):
            raise SystemExit(f"{name}: {len(found[name])} rows, {len(expected[name])} expected")
        if name in FLAGS:
            wrong += int((found[name].astype(bool) != expected[name]).sum())
            continue
        distance = np.abs(found[name].astype(np.float64) - expected[name])
        wrong += int((~(distance < TOLERANCE)).sum())
        largest = max(largest, float(distance.max()))
    return {"wrong": wrong, "largest": largest}


def other_cents(engine: Any, result: Any, exact: dict[str, np.ndarray]) -> tuple[int, int]:
    """Amounts that are another number of cents than the exact ones, and how many were compared."""
    found = engine.cents(result) if hasattr(engine, "cents") else rounded(engine.columns(result))
    other = sum(int((found[name] != exact[name]).sum()) for name in exact.files)
    return other, sum(len(exact[name]) for name in exact.files)


def rounded(columns: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {
        name: np.rint(values.astype(np.float64) * 100)
        for name, values in columns.items()
        if name not in FLAGS
    }


def check(engine: Any, kind: Any, people: population.Population, threads: int, exact: str) -> Any:
    small = population.make(10_000)
    of_small = kind(small, threads)
    result = of_small.run()
    other, compared = other_cents(of_small, result, np.load(exact))
    found = [
        differences(of_small.columns(result), small),
        differences(engine.columns(engine.run()), people),
    ]
    return {
        "wrong": sum(each["wrong"] for each in found),
        "largest": max(each["largest"] for each in found),
        "other_cents": other,
        "compared": compared,
        "arithmetic": kind.arithmetic,
        "versions": engine.versions(),
    }


def run(engine: Any) -> dict[str, float]:
    if hasattr(engine, "prepare"):
        engine.prepare()
    cpu, wall = time.process_time(), time.perf_counter()
    result = engine.run()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    del result
    return {"wall": wall, "cpu": cpu}


def main() -> None:
    name, count, threads, exact = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    kind = ENGINES[name]
    people = population.make(count)
    engine = kind(people, threads)
    for line in sys.stdin:
        if line.strip() == "check":
            answer: Any = check(engine, kind, people, threads, exact)
        else:
            answer = run(engine)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
