"""The twenty rules from Python: decide_many, and what the tables cost before and after it.

usage: decide_many.py [PEOPLE] [REPEATS]

Prints ns per person. The C++ call beside it: benchmarks/twenty/run.sh ("fresh results").
"""

from __future__ import annotations

import dataclasses
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
    work()
    times, processor = [], []
    for _ in range(repeats):
        made = None  # results are fresh each time
        begin, begin_processor = time.perf_counter(), time.process_time()
        made = work()
        processor.append((time.process_time() - begin_processor) * 1e9 / people)
        times.append((time.perf_counter() - begin) * 1e9 / people)
    print(f"{what:20} {statistics.median(times):9.1f} {min(times):9.1f} {min(processor):9.1f}")
    return made


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    print(f"load: {os.getloadavg()}, {people} people; ns per person, of {repeats}")
    print(f"{'':20} {'median':>9} {'best':>9} {'processor':>9}")
    book = huice.load(TWENTY / "pack")
    outputs = [
        huice.Output(rule, status=rule in NO_AMOUNT, amount=rule not in NO_AMOUNT, places=4)
        for rule in book.entitlements.ids
    ]
    persons, homes = tables(people)
    nested = measured("nest", people, repeats, lambda: huice.nest(persons, homes, members="people"))
    result = measured(
        "decide_many",
        people,
        repeats,
        lambda: book.decide_many(nested, "2025-01-01", outputs=outputs),
    )
    answers = measured("to_arrow", people, repeats, result.to_arrow)
    measured("unnest", people, repeats, lambda: huice.unnest(answers, nested))
    narrow = [dataclasses.replace(output, decimal64=True) for output in outputs]
    result = book.decide_many(nested, "2025-01-01", outputs=narrow)
    answers = measured("to_arrow, decimal64", people, repeats, result.to_arrow)
    measured("unnest, decimal64", people, repeats, lambda: huice.unnest(answers, nested))


if __name__ == "__main__":
    main()
