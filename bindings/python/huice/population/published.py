"""Published figures, with their sources, as data of the package."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

_FILE = Path(__file__).resolve().parent.parent / "data" / "migrant_workers_2023.json"


@dataclass(frozen=True)
class Figure:
    """One published table of a survey.

    Attributes
    ----------
    id : str
        Name of the figure.
    source : str
        Title of the publication, in Chinese.
    source_en : str
        The same in English.
    year : int
        Year that the figure is of.
    unit : str
        Unit of the values.
    how : str
        ``published``, or ``derived``: arithmetic on published values, told by `note`.
    values : mapping of str to float
        The values by cell.
    note : str
        What a reader should know.
    """

    id: str
    source: str
    source_en: str
    year: int
    unit: str
    how: str
    values: Mapping[str, float]
    note: str = ""


@lru_cache(maxsize=1)
def figures() -> Mapping[str, Figure]:
    """Give the figures that a synthetic population is made from, by id.

    Returns
    -------
    mapping of str to Figure
        Every figure with its source.

    Examples
    --------
    >>> from huice.population import figures
    >>> figures()["female"].values["all"], figures()["female"].year
    (37.3, 2023)
    """
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    sources = data["sources"]
    return MappingProxyType(
        {
            entry["id"]: Figure(
                id=entry["id"],
                source=sources[entry["source"]]["zh"],
                source_en=sources[entry["source"]]["en"],
                year=entry["year"],
                unit=entry["unit"],
                how=entry["how"],
                values=MappingProxyType(entry["values"]),
                note=entry.get("note", ""),
            )
            for entry in data["figures"]
        }
    )


def value(figure: str, cell: str) -> float:
    """One value; shares in per cent are given as fractions."""
    found = figures()[figure]
    return found.values[cell] / 100 if found.unit == "%" else float(found.values[cell])


def shares(figure: str) -> dict[str, float]:
    """The values of a figure, scaled to sum to one."""
    values = figures()[figure].values
    total = sum(values.values())
    return {cell: share / total for cell, share in values.items()}
