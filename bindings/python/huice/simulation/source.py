"""Where the rows come from: a synthetic population, or any table with columns of facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from huice._arrays import Floats, Ints

if TYPE_CHECKING:
    import pyarrow as pa


class Source:
    """A table of households, read a chunk at a time; its facts are what is decided."""

    def __init__(self, population: Any, facts: Sequence[str]) -> None:
        from huice.population import SyntheticPopulation

        self._made_up = population if isinstance(population, SyntheticPopulation) else None
        self._table = population.households if self._made_up else _table(population)
        known = set(facts)
        self._facts = [name for name in self._table.column_names if name in known]
        if not self._facts:
            raise ValueError("no column of the population is a fact of the rulebook")

    @property
    def is_synthetic(self) -> bool:
        """Whether the people are made up."""
        metadata = self._table.schema.metadata or {}
        return self._made_up is not None or metadata.get(b"huice.synthetic") == b"true"

    @property
    def is_population(self) -> bool:
        """Whether it is a synthetic population, not a table: its columns are known."""
        return self._made_up is not None

    @property
    def rows(self) -> int:
        """How many households."""
        return int(self._table.num_rows)

    def chunks(self, size: int) -> Iterator[tuple[int, pa.Table]]:
        """Cases from a row on."""
        for start in range(0, self.rows, size):
            if self._made_up is not None:
                yield start, self._made_up.cases(start, min(size, self.rows - start))
            else:
                yield start, self._table.slice(start, size).select(self._facts)

    def numbers(self, column: Any, what: str) -> Floats | None:
        """Numbers of a column of the table, or given as an array; NaN where unknown."""
        import pyarrow as pa

        if column is None:
            return None
        if isinstance(column, str):
            values = self._column(column).cast(pa.float64()).to_numpy(zero_copy_only=False)
        else:
            values = np.asarray(column, dtype=np.float64)  # None becomes NaN
        if values.shape[0] != self.rows:
            raise ValueError(f"`{what}` has {values.shape[0]} values for {self.rows} households")
        return np.asarray(values, dtype=np.float64)

    def texts(self, column: str) -> tuple[list[str], Ints]:
        """The different values of a column in order, and which one each row has."""
        import pandas as pd

        series = self._column(column).to_pandas()
        names = np.asarray(series.astype(object).where(series.notna(), "unknown").astype(str))
        codes, found = pd.factorize(names, sort=True)
        return [str(name) for name in found], codes.astype(np.int64)

    def _column(self, name: str) -> Any:
        if name not in self._table.column_names:
            raise ValueError(f"the population has no column `{name}`")
        column = self._table.column(name)
        return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)


def _table(population: Any) -> pa.Table:
    """An Arrow table of whatever can be one."""
    import pyarrow as pa

    if isinstance(population, pa.Table):
        return population
    if hasattr(population, "__arrow_c_stream__"):
        return pa.table(population)
    if isinstance(population, dict):
        return pa.table(population)
    return pa.Table.from_pylist(list(population))
