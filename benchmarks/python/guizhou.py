"""Guizhou's entitlements and prohibitions over made-up rows: microseconds of processor time a row.

usage: guizhou.py [ROWS [REPEATS]], where huice, numpy and pyarrow are installed.
"""

from __future__ import annotations

import sys
import time
from typing import Any

import huice
import numpy as np
import pyarrow as pa

PLACES = ["520102", "520103", "522301", "430102", "510104"]


def choices(of: list[Any], rows: int, rng: np.random.Generator) -> pa.Array:
    """Pick one for each row."""
    positions = rng.integers(0, len(of), rows).astype(np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(positions), pa.array(of))


def column(fact: dict[str, Any], rows: int, rng: np.random.Generator) -> pa.Array:
    """Make values for a fact, all of them known."""
    kind = fact["type"]
    if kind == "boolean":
        return pa.array(rng.random(rows) < 2 / 3)
    if kind == "date":
        days = np.datetime64("2015-01-01") + rng.integers(0, 4100, rows)
        return pa.array(days.astype("datetime64[D]"))
    if kind == "code":
        return choices(PLACES, rows, rng)
    if kind == "enum":
        return choices([value["id"] for value in fact["values"]], rows, rng)
    if kind == "enum_set":
        # An empty list is known: there are none.
        empty = pa.array(np.zeros(rows + 1, dtype=np.int32))
        return pa.ListArray.from_arrays(empty, pa.array([], pa.string()))
    return pa.array(rng.integers(0, 60 if kind == "integer" else 6000, rows))


def main() -> None:
    """Run it."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    book = huice.load(*huice.packs.cn(values=False))
    rules = [
        rule
        for table in (book.entitlements, book.prohibitions)
        for rule in table
        if rule["id"].startswith("gz-")
    ]
    read = {name for rule in rules for name in rule["facts"]}
    rng = np.random.default_rng(1)
    facts = [fact for fact in book.facts if fact["id"] in read]
    table = pa.table({fact["id"]: column(fact, rows, rng) for fact in facts})
    print(f"{len(rules)} rules, {len(facts)} facts, all known, {rows} rows, one thread")
    times = []
    for _ in range(repeats):
        began = time.process_time()
        result = book.decide_many(
            table,
            as_of="2026-03-10",
            jurisdiction="520000",
            outputs=[rule["id"] for rule in rules],
        )
        times.append((time.process_time() - began) / rows)
    times.sort()
    best, median = times[0] * 1e6, times[repeats // 2] * 1e6
    print(f"{best:.2f} us a row, best of {repeats}; median {median:.2f}")
    print(f"rows redone by the single evaluator: {result.report.rows_redone}")


if __name__ == "__main__":
    main()
