"""How near a population comes to the published figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

import numpy as np

from huice._arrays import Flags, Floats, Objects
from huice.population import published
from huice.population.people import AGE_BANDS, age_band

if TYPE_CHECKING:
    import pandas as pd

    from huice.population.synthetic import SyntheticPopulation

# Figures by kind of worker that do not mix to the overall one.
_NOT_KEPT = {"local", "outbound"}


def fit(population: SyntheticPopulation) -> pd.DataFrame:
    """A row for each cell of each figure."""
    import pandas as pd

    got = _Measured(population)
    rows = []
    for figure in published.figures().values():
        total = sum(figure.values.values())
        for cell, target in figure.values.items():
            unit = figure.unit
            if unit == "10000 persons":
                whole = sum(published.figures()["workers_by_kind"].values.values())
                target, unit = (
                    100 * target / (whole if cell in ("all", "elsewhere") else total),
                    "%",
                )
                if figure.id == "workers_by_work_region":
                    target *= total / whole
            rows.append(
                {
                    "marginal": figure.id,
                    "cell": cell,
                    "unit": unit,
                    "source": figure.source,
                    "year": figure.year,
                    "how": figure.how,
                    "target": target,
                    "got": got.value(figure.id, cell),
                    "kept": _kept(figure, cell, population.live_in),
                }
            )
    table = pd.DataFrame(rows)
    table.insert(table.columns.get_loc("got") + 1, "difference", table["got"] - table["target"])
    return table


def _kept(figure: published.Figure, cell: str, live_in: object) -> bool:
    if live_in is not None and figure.id.startswith(("workers_", "inter_share")):
        return False
    overall = "all" in figure.values or figure.id == "with_spouse"
    return not (overall and cell in _NOT_KEPT)


class _Measured:
    """The figures as the population has them."""

    def __init__(self, population: SyntheticPopulation) -> None:
        self._table = population.households
        kind = self._text("kind")
        self._parts = {
            "all": np.ones(len(population), bool),
            "local": kind == "local",
            "outbound": kind != "local",
        }

    def value(self, figure: str, cell: str) -> float:
        """One cell: per cent, or a mean."""
        by_part: dict[str, Callable[[], Floats]] = {
            "female": lambda: 100.0 * (self._text("sex") == "female"),
            "with_spouse": lambda: 100.0 * (self._text("marital_status") == "with_spouse"),
            "mean_age": lambda: self._number("age"),
            "trained": lambda: 100.0 * self._number("training_completed"),
            "whole_family_moved": lambda: 100.0 * self._number("family_moved"),
            "living_in_town": lambda: 100.0 * self._number("has_moved_to_town"),
        }
        if figure in by_part:
            return _mean(by_part[figure]()[self._parts[cell]])
        if figure == "income":
            return self._income(self._parts[cell])
        if figure.startswith("income_by_industry"):
            return self._income(self._text("industry") == cell)
        if figure == "inter_share_of_outbound":
            here = (self._text("origin_region") == cell) & self._parts["outbound"]
            return _mean(100.0 * (self._text("kind") == "inter")[here])
        return _mean(100.0 * (self._cells(figure) == cell))

    def _cells(self, figure: str) -> Objects:
        if figure == "age_band":
            return np.array(AGE_BANDS, dtype=object)[age_band(self._number("age").astype(np.int64))]
        if figure == "employment_form":
            return np.where(self._number("self_employed") > 0, "self_employed", "employee")
        names = {
            "workers_by_kind": "kind",
            "workers_by_origin": "origin_region",
            "workers_by_work_region": "work_region",
            "workers_elsewhere": "work_region",
        }
        return self._text(names.get(figure, figure))

    def _income(self, among: Flags) -> float:
        """The mean of those in work, as the survey asks them."""
        working = self._number("is_unemployed") == 0
        return _mean(self._number("monthly_income")[among & working])

    def _text(self, column: str) -> Objects:
        return np.asarray(self._table.column(column).to_pandas(), dtype=object)

    def _number(self, column: str) -> Floats:
        import pyarrow as pa

        return np.asarray(
            self._table.column(column).cast(pa.float64()).to_numpy(), dtype=np.float64
        )


def _mean(values: Floats) -> float:
    return float(values.mean()) if values.size else float("nan")
