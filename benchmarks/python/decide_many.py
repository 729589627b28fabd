"""The twenty rules from Python: decide_many, and what the tables cost before and after it.

usage: decide_many.py [PEOPLE] [REPEATS]

Prints ns per person. *first* is the first time, into memory that the system has to clear; later
ones find what the result before has left. The C++ calls beside it: benchmarks/twenty/run.sh
("decimals of 128 bits", fresh and kept; with decimal64 "fresh results" and "kept memory").
"""

from __future__ import annotations

import functools
import os
import statistics
import sys
import time
from pathlib import Path

import huice
import numpy as np
import pyarrow as pa

TWENTY = Path(__file__).resolve().parent.parent / "twenty"
sys.path.insert(0, str(TWENTY))
sys.dont_write_bytecode = True

import make_population  # noqa: E402

MONEY = {"salary", "self_employment", "pension_income", "savings", "rent", "energy_bill"}
FLAGS = {"resident", "citizen", "carer", "pregnant"}
WORDS = {
    "employment": ["employed", "self_employed", "unemployed", "student", "inactive", "retired"],
    "disability": ["none", "low", "mid", "high"],
    "region": ["north", "south", "east", "west", "capital"],
    "tenure": ["owner", "tenant", "social", "free", "homeless"],
}
NO_AMOUNT = {"e11-free-school-meals", "e18-free-prescriptions", "e19-free-travel"}
# The digits after the point that hold an amount exactly, as in C++; e02 has no such number.
PLACES = {"e02": 8, "e03": 5, "e08": 4, "e09": 4, "e15": 4, "e17": 6, "e20": 4}
PLACES |= dict.fromkeys(("e01", "e10", "e12", "e13", "e14"), 3)


def column(name: str, values: np.ndarray) -> pa.Array:
    if name in MONEY:
        cents = values.astype("i8")
        return pa.Array.from_buffers(pa.decimal64(12, 2), len(cents), [None, pa.py_buffer(cents)])
    if name in FLAGS:
        return pa.array(np.asarray(values, dtype=bool))
    if name in WORDS:
        return pa.DictionaryArray.from_arrays(pa.array(values.astype("u1")), WORDS[name])
    return pa.array(values.astype("i4"))


def tables(people: int) -> tuple[pa.Table, pa.Table]:
    household, p, h = make_population.population(people, 1)
    persons = {"household_id": pa.array(household.astype("i4"))}
    persons["person_id"] = pa.array(np.arange(people, dtype="i4"))
    persons |= {name: column(name, values) for name, values in p.items()}
    homes = {"household_id": pa.array(np.arange(people * 42 // 100, dtype="i4"))}
    homes |= {name: column(name, values) for name, values in h.items()}
    return pa.table(persons), pa.table(homes)


def measured(what: str, people: int, repeats: int, work):
    begin = time.perf_counter()
    work()
    first = (time.perf_counter() - begin) * 1e9 / people
    times, processor = [], []
    for _ in range(repeats):
        made = None  # results are fresh each time
        begin, begin_processor = time.perf_counter(), time.process_time()
        made = work()
        processor.append((time.process_time() - begin_processor) * 1e9 / people)
        times.append((time.perf_counter() - begin) * 1e9 / people)
    shown = (first, statistics.median(times), min(times), min(processor))
    print(f"{what:24}" + "".join(f"{figure:10.1f}" for figure in shown))
    return made, min(processor)


def output(rule: str, decimal64: bool) -> huice.Output:
    if rule in NO_AMOUNT:
        return huice.Output(rule)
    places = PLACES.get(rule[:3], 2)
    return huice.Output(rule, status=False, amount=True, places=places, decimal64=decimal64)


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    print(f"load: {os.getloadavg()}, {people} people; ns per person, of {repeats}")
    print(f"{'':24}{'first':>10}{'median':>10}{'best':>10}{'processor':>10}")
    book = huice.load(TWENTY / "pack")
    persons, homes = tables(people)

    def time_of(what: str, work):
        return measured(what, people, repeats, work)

    nested, nesting = time_of("nest", lambda: huice.nest(persons, homes, members="people"))
    for title, decimal64 in (("", False), (", decimal64", True)):
        outputs = [output(rule, decimal64) for rule in book.entitlements.ids]
        result, deciding = time_of(
            "decide_many" + title,
            functools.partial(book.decide_many, nested, "2025-01-01", outputs=outputs),
        )
        answers, showing = time_of("to_arrow" + title, result.to_arrow)
        _, unnesting = time_of("unnest" + title, functools.partial(huice.unnest, answers, nested))
        around = nesting + showing + unnesting
        print(f"tables in and out{title}: {around / (around + deciding):.0%} of the whole")
        result = answers = None


if __name__ == "__main__":
    main()
