"""The population itself: tables, their shape for the packs, and how well they fit."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from huice.population import columns
from huice.population.assumptions import defaults

if TYPE_CHECKING:
    import pandas as pd

MEMBERS = "household_members"


class SyntheticPopulation:
    """Made-up households of migrant workers. Nobody here exists.

    Attributes
    ----------
    households : pyarrow.Table
        A row for each household: ids, weight, what describes the worker, and the facts.
    persons : pyarrow.Table
        A row for each member, those of a household beside each other, the worker first.
    facts : tuple of str
        The columns of `households` that are facts of the packs.
    weight : str
        The column that says how many workers a household stands for.
    """

    weight = "weight"

    def __init__(
        self,
        households: pa.Table,
        persons: pa.Table,
        facts: tuple[str, ...],
        seed: int,
        as_of: datetime.date,
        live_in: str | None,
        assumed: Mapping[str, Any],
    ) -> None:
        self.seed = seed
        self.as_of = as_of
        self.live_in = live_in
        self._assumed = dict(assumed)
        label = {
            "huice.synthetic": "true",
            "huice.note": "Synthetic population: nobody in it exists. 合成人口，均为虚构。",
            "huice.seed": str(seed),
            "huice.as_of": as_of.isoformat(),
        }
        self.households = households.replace_schema_metadata(label)
        self.persons = persons.replace_schema_metadata(label)
        self.facts = facts

    def __len__(self) -> int:
        return int(self.households.num_rows)

    def __repr__(self) -> str:
        where = f", live_in={self.live_in}" if self.live_in else ""
        return (
            f"SyntheticPopulation({len(self)} households of made-up migrant workers, "
            f"seed={self.seed}, as_of={self.as_of}{where})"
        )

    def _repr_html_(self) -> str:
        rows = self.fit().to_html(index=False, float_format=lambda value: f"{value:,.2f}")
        return f"<p><b>合成人口（虚构）· Synthetic, nobody exists</b><br>{self!r}</p>{rows}"

    def cases(self, start: int = 0, count: int | None = None) -> pa.Table:
        """Give the facts of households in the shape that decisions take: members in lists.

        Parameters
        ----------
        start, count : int, optional
            Which households; all of them without.

        Returns
        -------
        pyarrow.Table
            A row for each household, a column for each fact.

        Examples
        --------
        >>> from huice.population import synthesize
        >>> cases = synthesize(10, seed=1, as_of="2026-03-10").cases()
        >>> cases.column("household_members")[0].as_py()[0]["family_relation"]
        'self'
        """
        table = self.households.slice(start, count).select(list(self.facts))
        return table.append_column(MEMBERS, self._members(start, table.num_rows))

    def _members(self, start: int, count: int) -> pa.Array:
        sizes = self.households.column("household_size").to_numpy()
        first = int(sizes[:start].sum())
        sizes = sizes[start : start + count]
        rows = self.persons.slice(first, int(sizes.sum())).combine_chunks()
        fields = {
            "family_relation": _flat(rows.column("family_relation")),
            "birth_date": _flat(rows.column("birth_date")),
        }
        return columns.lists(sizes, fields)

    def chunks(self, rows: int) -> Iterator[tuple[pa.Table, pa.Table]]:
        """The households and their cases, so many at a time."""
        for start in range(0, len(self), rows):
            yield self.households.slice(start, rows), self.cases(start, rows)

    def fit(self) -> pd.DataFrame:
        """Compare every published figure with what the population has.

        Returns
        -------
        pandas.DataFrame
            ``marginal``, ``cell``, ``unit``, ``source``, ``year``, ``how`` (published or derived),
            ``target``, ``got``, ``difference``, and ``kept``: whether the figure is aimed at as
            it stands. The conditional shares of local and outbound workers are not, because they
            do not mix to the published overall shares; their odds ratios are.
        """
        from huice.population.fit import fit

        return fit(self)

    def assumptions(self) -> pd.DataFrame:
        """List what is assumed, because no statistic says it.

        Returns
        -------
        pandas.DataFrame
            ``assumption``, ``value``, ``default``, ``meaning``.
        """
        import pandas as pd

        rows = [
            (name, self._assumed[name], given.value, given.meaning)
            for name, given in defaults().items()
        ]
        return pd.DataFrame(rows, columns=["assumption", "value", "default", "meaning"])


def _flat(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
