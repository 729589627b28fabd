"""huice from Python: `decide_many` on one row per household with nested members, as Arrow."""

from __future__ import annotations

import os
from typing import Any

import numpy as np
import population
from population import FLAGS, HOUSEHOLD, MONEY, OUTPUTS, PERSON, PERSON_OUTPUTS, WORDS, Population

RULES = {name: f"{name}-{population.NAMES[name].replace(' ', '-')}" for name in OUTPUTS}
# The digits after the point that hold an amount exactly; e02 divides by 35 and has no such number.
PLACES = {"e02": 8, "e03": 5, "e08": 4, "e09": 4, "e15": 4, "e17": 6, "e20": 4}
PLACES |= dict.fromkeys(("e01", "e10", "e12", "e13", "e14"), 3)


def money(cents: np.ndarray) -> Any:
    import pyarrow as pa

    words = np.zeros((len(cents), 2), dtype="<i8")
    words[:, 0] = cents
    words[:, 1] = cents >> 63
    return pa.Array.from_buffers(pa.decimal128(12, 2), len(cents), [None, pa.py_buffer(words)])


def arrow(name: str, values: np.ndarray) -> Any:
    import pyarrow as pa

    if name in MONEY:
        return money(values)
    if name in WORDS:
        return pa.DictionaryArray.from_arrays(
            pa.array(values.astype(np.int8)), pa.array(WORDS[name])
        )
    return pa.array(values if values.dtype == bool else values.astype(np.int32))


class Huice:
    """A table of households with their members in, huice's own columns of answers out."""

    arithmetic = "exact decimal"

    def __init__(self, people: Population, threads: int) -> None:
        import huice
        import pyarrow as pa

        self.huice = huice
        self.threads = threads or len(os.sched_getaffinity(0))
        self.book = huice.load(population.TWENTY / "pack")
        self.outputs = [
            huice.Output(RULES[name])
            if name in FLAGS
            else huice.Output(RULES[name], status=False, amount=True, places=PLACES.get(name, 2))
            for name in OUTPUTS
        ]
        members = pa.StructArray.from_arrays(
            [arrow(n, people.person[n]) for n in PERSON], names=PERSON
        )
        nested = pa.ListArray.from_arrays(pa.array(people.starts().astype(np.int32)), members)
        self.households = pa.table(
            {name: arrow(name, people.household[name]) for name in HOUSEHOLD} | {"people": nested}
        )

    def run(self) -> Any:
        return self.decide(self.households)

    def decide(self, table: Any) -> Any:
        return self.book.decide_many(
            table, as_of="2025-01-01", outputs=self.outputs, threads=self.threads
        )

    def table(self, result: Any) -> Any:
        return result.to_arrow()

    def columns(self, result: Any) -> dict[str, np.ndarray]:
        table = self.table(result)
        return {
            name: self.column(name, self.of(table, name)).to_numpy(zero_copy_only=False)
            for name in OUTPUTS
        }

    def title(self, name: str) -> str:
        return f"{RULES[name]}.{'status' if name in FLAGS else 'amount'}"

    def of(self, table: Any, name: str) -> Any:
        """The column of an output; of a person's output one value for each person."""
        column = table[self.title(name)].combine_chunks()
        return column.flatten() if name in PERSON_OUTPUTS else column

    def column(self, name: str, values: Any) -> Any:
        import pyarrow as pa
        import pyarrow.compute as pc

        return (
            pc.equal(values.cast(pa.string()), "eligible")
            if name in FLAGS
            else values.cast(pa.float64())
        )

    def cents(self, result: Any) -> dict[str, np.ndarray]:
        """The amounts rounded half-even to cents, from decimals."""
        import pyarrow as pa
        import pyarrow.compute as pc

        made, table = {}, self.table(result)
        for name in OUTPUTS:
            if name not in FLAGS:
                rounded = pc.round(self.of(table, name), ndigits=2, round_mode="half_to_even")
                made[name] = pc.round(pc.multiply(rounded.cast(pa.float64()), 100.0)).to_numpy()
        return made

    def versions(self) -> dict[str, str]:
        import pyarrow as pa

        return {"huice": self.huice.__version__, "pyarrow": pa.__version__}


class HuiceArrow(Huice):
    """The same, and the answers as an Arrow table: amounts as decimals of 128 bits."""

    def run(self) -> Any:
        return self.decide(self.households).to_arrow()

    def table(self, result: Any) -> Any:
        return result


class HuiceFlat(Huice):
    """The same from a table of persons and one of households, and back to a row for each person."""

    def __init__(self, people: Population, threads: int) -> None:
        import pyarrow as pa

        super().__init__(people, threads)
        self.persons = pa.table(
            {"person_id": pa.array(np.arange(people.people, dtype=np.int32))}
            | {"household_id": pa.array(people.household_of.astype(np.int32))}
            | {name: arrow(name, people.person[name]) for name in PERSON}
        )
        self.flat_households = pa.table(
            {"household_id": pa.array(np.arange(people.households, dtype=np.int32))}
            | {name: arrow(name, people.household[name]) for name in HOUSEHOLD}
        )

    def run(self) -> Any:
        nested = self.huice.nest(
            self.persons,
            self.flat_households,
            on="household_id",
            members="people",
            order="person_id",
        )
        result = self.decide(nested)
        return result.to_arrow(), self.huice.unnest(result, nested)

    def table(self, result: Any) -> Any:
        return result

    def of(self, table: Any, name: str) -> Any:
        if name not in PERSON_OUTPUTS:
            return super().of(table[0], name)
        return table[1][self.title(name)].combine_chunks()
