"""Lists of a rulebook, shown as tables."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    import pyarrow as pa

__all__ = ["Table"]

Row = dict[str, Any]


class Table(Sequence[Row]):
    """Rows with named columns: a list of dicts that notebooks show as a table.

    Parameters
    ----------
    name : str
        What the rows are.
    make : callable
        Gives the rows; called when they are first needed.

    Examples
    --------
    >>> import huice
    >>> book = huice.load(*huice.packs.cn())
    >>> book.facts["residence_permit_held"]["type"]
    'boolean'
    >>> [row["id"] for row in book.facts if row["type"] == "members"]
    ['household_members']
    """

    def __init__(self, name: str, make: Callable[[], list[Row]]) -> None:
        self._name = name
        self._make = make
        self._rows: list[Row] | None = None

    @property
    def _all(self) -> list[Row]:
        if self._rows is None:
            self._rows = self._make()
        return self._rows

    @overload
    def __getitem__(self, which: int | str) -> Row: ...
    @overload
    def __getitem__(self, which: slice) -> list[Row]: ...

    def __getitem__(self, which: int | str | slice) -> Row | list[Row]:
        """Give a row by its place or by its id."""
        if not isinstance(which, str):
            return self._all[which]
        for row in self._all:
            if row["id"] == which:
                return row
        raise KeyError(which)

    def __len__(self) -> int:
        return len(self._all)

    def __contains__(self, item: object) -> bool:
        """Whether there is such a row, or a row of that id."""
        if isinstance(item, str):
            return any(row["id"] == item for row in self._all)
        return item in self._all

    @property
    def ids(self) -> list[str]:
        """Ids of the rows."""
        return [row["id"] for row in self._all]

    def to_pandas(self) -> pd.DataFrame:
        """Give the rows as a pandas data frame, with the ids as its index.

        Returns
        -------
        pandas.DataFrame
            Texts in two languages become the columns ``title_zh`` and ``title_en``.
        """
        import pandas as pd

        frame = pd.DataFrame([_flat(row) for row in self._all])
        return frame.set_index("id") if len(frame) else frame

    def to_arrow(self) -> pa.Table:
        """Give the rows as an Arrow table.

        Returns
        -------
        pyarrow.Table
            With nested columns as they are.
        """
        import pyarrow as pa

        return pa.Table.from_pylist(self._all)

    def __repr__(self) -> str:
        return f"<huice.Table of {len(self)} {self._name}>"

    def _repr_html_(self) -> str:
        rows = [_flat(row) for row in self._all]
        columns = [name for name in (rows[0] if rows else {}) if _is_short(rows, name)]
        head = "".join(f"<th>{escape(name)}</th>" for name in columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(_cell(row[name]))}</td>" for name in columns) + "</tr>"
            for row in rows
        )
        return (
            f"<details open><summary>{len(rows)} {escape(self._name)}</summary>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></details>"
        )


def _flat(row: Row) -> Row:
    out: Row = {}
    for name, value in row.items():
        if isinstance(value, dict) and value.keys() == {"zh", "en"}:
            out[f"{name}_zh"], out[f"{name}_en"] = value["zh"], value["en"]
        else:
            out[name] = value
    return out


def _is_short(rows: list[Row], name: str) -> bool:
    return all(not isinstance(row[name], dict) and len(_cell(row[name])) <= 160 for row in rows)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(
            item if isinstance(item, str) else str(item.get("id", "…")) for item in value
        )
    return "" if value is None else str(value)
