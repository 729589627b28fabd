"""The engines side by side. Each one holds the people in the form in which it likes them best, runs
the twenty rules on them, and gives the columns back to be checked.

`run` is what is timed: from inputs in memory to twenty columns in memory. `columns` is not timed.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from huice_engine import Huice, HuiceArrow, HuiceFlat
from population import (
    HOUSEHOLD,
    HOUSEHOLD_OUTPUTS,
    MONEY,
    OUTPUTS,
    PERSON,
    WORDS,
    Population,
    reference,
)

MONTH = "2025-01"
HERE = Path(__file__).resolve().parent


def amounts(column: np.ndarray) -> np.ndarray:
    return column / 100.0


class Numpy:
    """The reference: float64, columns of persons and of households."""

    arithmetic = "float64"

    def __init__(self, people: Population, threads: int) -> None:
        self.people = people

    def run(self) -> Any:
        return reference.evaluate(
            self.people.household_of, self.people.person, self.people.household
        )

    def columns(self, result: Any) -> dict[str, np.ndarray]:
        return result

    def versions(self) -> dict[str, str]:
        return {"numpy": np.__version__}


class OpenFisca:
    """One simulation for each run; the inputs are set before the clock starts."""

    arithmetic = "float32"

    def __init__(self, people: Population, threads: int) -> None:
        import openfisca_rules

        self.people = people
        self.system = self.make_system()
        self.roles = np.full(people.people, openfisca_rules.Household.flattened_roles[0])
        self.prepare()

    def make_system(self) -> Any:
        import openfisca_rules

        return openfisca_rules.system()

    def prepare(self) -> None:
        """A new simulation, with nothing computed yet."""
        from openfisca_core.simulations import SimulationBuilder

        builder = SimulationBuilder()
        builder.create_entities(self.system)
        builder.declare_person_entity("person", np.arange(self.people.people))
        household = builder.declare_entity("household", np.arange(self.people.households))
        builder.join_with_persons(household, self.people.household_of, self.roles)
        self.simulation = builder.build(self.system)
        for names, columns in ((PERSON, self.people.person), (HOUSEHOLD, self.people.household)):
            for name in names:
                values = columns[name]
                self.simulation.set_input(name, MONTH, amounts(values) if name in MONEY else values)

    def run(self) -> Any:
        return {name: self.simulation.calculate(name, MONTH) for name in OUTPUTS}

    def columns(self, result: Any) -> dict[str, np.ndarray]:
        return {name: np.asarray(values) for name, values in result.items()}

    def versions(self) -> dict[str, str]:
        return {"OpenFisca-Core": version("OpenFisca-Core"), "numpy": np.__version__}


class OpenFiscaTuned(OpenFisca):
    """Tables through `np.take`, and the positions of the members known beforehand."""

    def make_system(self) -> Any:
        import openfisca_tuned

        return openfisca_tuned.system()

    def prepare(self) -> None:
        super().prepare()
        household = self.simulation.populations["household"]
        starts = self.people.starts()[:-1]
        household.members_position = (
            np.arange(self.people.people) - starts[self.people.household_of]
        )
        household._ordered_members_map = np.arange(self.people.people)


class OpenFiscaNumpy(OpenFiscaTuned):
    """Besides, scales and the lowest age of a household past OpenFisca's own functions."""

    def make_system(self) -> Any:
        import openfisca_tuned

        return openfisca_tuned.system_past_openfisca()


class Polars:
    arithmetic = "float64"

    def __init__(self, people: Population, threads: int) -> None:
        import polars as pl

        self.pl = pl
        self.persons = pl.DataFrame(
            {"household": people.household_of.astype(np.int32)}
            | {name: self.column(name, people.person[name]) for name in PERSON}
        )
        self.households = pl.DataFrame(
            {"household": np.arange(people.households, dtype=np.int32)}
            | {name: self.column(name, people.household[name]) for name in HOUSEHOLD}
        )

    def column(self, name: str, values: np.ndarray) -> Any:
        if name in MONEY:
            return amounts(values)
        if name in WORDS:
            words = np.array(WORDS[name])[values]
            return self.pl.Series(words, dtype=self.pl.Enum(WORDS[name]))
        return values if values.dtype == bool else values.astype(np.int32)

    def run(self) -> Any:
        import polars_rules

        return polars_rules.evaluate(self.persons, self.households)

    def columns(self, result: Any) -> dict[str, np.ndarray]:
        return {name: frame[name].to_numpy() for frame in result for name in frame.columns}

    def versions(self) -> dict[str, str]:
        return {"polars": self.pl.__version__}


class DuckDb:
    """Tables in a data base in memory; money as DOUBLE."""

    arithmetic = "float64"
    money = "DOUBLE"

    def __init__(self, people: Population, threads: int) -> None:
        import duckdb

        self.duckdb = duckdb
        self.connection = duckdb.connect(":memory:")
        if threads:
            self.connection.execute(f"SET threads = {threads}")
        for name, words in WORDS.items():
            listed = ", ".join(f"'{word}'" for word in words)
            self.connection.execute(f"CREATE TYPE {name}_code AS ENUM ({listed})")
        self.table("persons", people.household_of, PERSON, people.person)
        self.table("households", np.arange(people.households), HOUSEHOLD, people.household)
        self.connection.execute((HERE / "duckdb_rules.sql").read_text(encoding="utf-8"))

    def table(self, table: str, household: np.ndarray, names: list[str], columns: Any) -> None:
        import pyarrow as pa

        raw = pa.table(  # noqa: F841  DuckDB finds it by its name
            {"id": np.arange(len(household)), "household": household}
            | {name: self.column(name, columns[name]) for name in names}
        )
        chosen = ", ".join(self.select(name) for name in names)
        self.connection.execute(
            f"CREATE TABLE {table} AS "
            f"SELECT id::INTEGER AS id, household::INTEGER AS household, {chosen} "
            "FROM raw ORDER BY id"
        )

    def column(self, name: str, values: np.ndarray) -> np.ndarray:
        if values.dtype == np.int64 and name not in MONEY and name not in WORDS:
            return values.astype(np.int32)
        return np.array(WORDS[name])[values] if name in WORDS else values

    def select(self, name: str) -> str:
        if name in MONEY:
            return f"({name} / 100.0)::{self.money} AS {name}"
        if name in WORDS:
            return f"{name}::{name}_code AS {name}"
        return name

    def run(self) -> Any:
        self.connection.execute(
            "CREATE OR REPLACE TABLE household_decisions AS SELECT * FROM household_results"
        )
        amounts = ", ".join(["id", *HOUSEHOLD_OUTPUTS])
        return [
            self.connection.sql(f"SELECT {amounts} FROM household_decisions").to_arrow_table(),
            self.connection.sql("SELECT * FROM person_results").to_arrow_table(),
        ]

    def columns(self, result: Any) -> dict[str, np.ndarray]:
        import pyarrow as pa

        made = {}
        for table in result:
            table = table.sort_by("id")
            for name in table.column_names:
                if name != "id":
                    values = table[name]
                    if pa.types.is_decimal(values.type):
                        values = values.cast(pa.float64())
                    made[name] = values.to_numpy()
        return made

    def versions(self) -> dict[str, str]:
        return {"duckdb": self.duckdb.__version__}


class DuckDbDecimal(DuckDb):
    """Money as DECIMAL; what divides is DOUBLE in DuckDB all the same."""

    arithmetic = "decimal, float64 where divided"
    money = "DECIMAL(12, 2)"


ENGINES = {
    "huice": Huice,
    "huice-arrow": HuiceArrow,
    "huice-flat": HuiceFlat,
    "numpy": Numpy,
    "openfisca": OpenFisca,
    "openfisca-tuned": OpenFiscaTuned,
    "openfisca-numpy": OpenFiscaNumpy,
    "polars": Polars,
    "duckdb": DuckDb,
    "duckdb-decimal": DuckDbDecimal,
}
