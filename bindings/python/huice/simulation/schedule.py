"""Outcome and amount along one fact, exactly: every value of its grid is decided."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from huice._arrays import Flags, Ints, Small
from huice.simulation.outcomes import STATUSES, Outcomes, Programme, decide, programmes

if TYPE_CHECKING:
    import pandas as pd

    from huice.rulebook import Rulebook

MOST_POINTS = 4_000_000
_CHUNK = 65536


def schedule(
    book: Rulebook,
    facts: Mapping[str, Any],
    variable: str,
    start: Any,
    stop: Any,
    *,
    as_of: str | datetime.date,
    entitlements: Sequence[str],
    jurisdiction: str | None = None,
    step: Any = None,
    threads: int = 1,
) -> Schedule:
    """Follow one case along one fact and find where its outcomes change.

    A fact has a grid: whole numbers, hundredths of a yuan, days, months. Every value of it from
    `start` to `stop` is decided by the engine, so no change can lie between two points. A coarser
    `step` is the caller's choice and then the grid that the result is exact on.

    Parameters
    ----------
    book : Rulebook
        The rules.
    facts : mapping
        The case; `variable` is overridden.
    variable : str
        A fact of type integer, number, money, date or duration.
    start, stop : object
        First and last value, as in a case.
    as_of : str or datetime.date
        Day of the decisions.
    entitlements : sequence of str
        Which ones.
    jurisdiction : str, optional
        Code of the deciding office.
    step : object, optional
        Distance of the values: days, months, or a decimal; the fact's own grid without. A number
        that need not be whole has no grid of its own and needs one.
    threads : int, default 1
        Threads of the decisions.

    Returns
    -------
    Schedule
        Pieces and cliffs.

    Examples
    --------
    >>> import huice
    >>> from huice.simulation import schedule
    >>> book = huice.load(*huice.packs.cn())
    >>> case = {
    ...     "is_agri_transfer_population": True, "hukou_place": "510500",
    ...     "usual_residence_place": "520102", "residence_permit_held": True,
    ...     "residence_permit_place": "520102",
    ... }
    >>> along = schedule(
    ...     book, case, "residence_start_date", "2025-01-01", "2025-12-31", as_of="2026-03-10",
    ...     jurisdiction="520000", entitlements=["gz-dibao-residence-permit"],
    ... )
    >>> along.cliffs[["x_before", "x", "old", "new"]].values.tolist()
    [[datetime.date(2025, 3, 10), datetime.date(2025, 3, 11), 'eligible', 'ineligible']]
    """
    grid = _Grid.of(book, variable, start, stop, step)
    day = as_of.isoformat() if isinstance(as_of, datetime.date) else as_of
    what = programmes(book, entitlements)
    parts = []
    for first in range(0, grid.points, _CHUNK):
        steps = np.arange(first, min(grid.points, first + _CHUNK))
        table = _table(facts, variable, grid.column(steps))
        parts.append(decide(book, table, what, day, jurisdiction, threads))
    return Schedule(variable, grid, what, parts, day, book.hash)


class Schedule:
    """Outcomes along one fact.

    Attributes
    ----------
    variable : str
        The fact.
    as_of : str
        Day of the decisions.
    hash : str
        Content hash of the rulebook.
    """

    def __init__(
        self,
        variable: str,
        grid: _Grid,
        what: Sequence[Programme],
        parts: Sequence[Outcomes],
        as_of: str,
        book_hash: str,
    ) -> None:
        self.variable = variable
        self.as_of = as_of
        self.hash = book_hash
        self.rules = [programme.id for programme in what]
        self._grid = grid
        self._status: list[Small] = []
        self._amount: list[Ints] = []
        self._known: list[Flags] = []
        for number, programme in enumerate(what):
            column = [np.concatenate(columns) for columns in _columns(parts, number)]
            self._status.append(column[0])
            self._amount.append(column[1] + column[2])
            self._known.append(~column[3] & programme.has_amount)

    @property
    def pieces(self) -> pd.DataFrame:
        """The pieces of each programme's schedule.

        A piece has one status, and an amount that changes by the same sum from each value to the
        next: ``first``, ``last``, ``amount_first``, ``amount_last`` (None: not known), and the
        ``slope`` a step.
        """
        import pandas as pd

        rows = [row for number in range(len(self.rules)) for row in self._pieces(number)]
        columns = ["programme", "first", "last", "status", "amount_first", "amount_last", "slope"]
        return pd.DataFrame(rows, columns=columns).astype({"slope": object})

    @property
    def cliffs(self) -> pd.DataFrame:
        """Where the status changes or the amount leaves its line: the values on both sides."""
        import pandas as pd

        rows = []
        pieces = self.pieces
        for rule, own in pieces.groupby("programme", sort=False):
            parts = list(own.itertuples(index=False))
            for before, after in zip(parts, parts[1:]):
                known = before.amount_last is not None and after.amount_first is not None
                change = after.amount_first - before.amount_last if known else None
                rows.append(
                    (
                        rule,
                        before.last,
                        after.first,
                        before.status,
                        after.status,
                        before.amount_last,
                        after.amount_first,
                        change,
                    )
                )
        columns = ["programme", "x_before", "x", "old", "new", "amount_before", "amount", "change"]
        return pd.DataFrame(rows, columns=columns)

    def values(self, rule: str, most: int | None = None) -> pd.DataFrame:
        """Give every value of the grid with its outcome.

        Parameters
        ----------
        rule : str
            Which entitlement.
        most : int, optional
            At most about so many, for a chart; all of them without.

        Returns
        -------
        pandas.DataFrame
            ``x``, ``status``, ``amount``.
        """
        import pandas as pd

        number = self.rules.index(rule)
        stride = 1 if most is None else max(1, self._grid.points // most)
        steps = np.arange(0, self._grid.points, stride)
        return pd.DataFrame(
            {
                "x": [self._grid.at(int(step)) for step in steps],
                "status": [STATUSES[code] for code in self._status[number][steps]],
                "amount": [self._sum(number, int(step)) for step in steps],
            }
        )

    def _pieces(self, number: int) -> list[tuple[Any, ...]]:
        status, amount, known = self._status[number], self._amount[number], self._known[number]
        rows: list[tuple[Any, ...]] = []
        for first, last in _runs(status.astype(np.int64) * 2 + known, amount):
            slope = None
            if known[first]:
                change = int(amount[first + 1] - amount[first]) if last > first else 0
                slope = Decimal(change).scaleb(-2)
            ends = (self._grid.at(first), self._grid.at(last), STATUSES[status[first]])
            amounts = (self._sum(number, first), self._sum(number, last))
            rows.append((self.rules[number], *ends, *amounts, slope))
        return rows

    def _sum(self, number: int, step: int) -> Decimal | None:
        if not self._known[number][step]:
            return None
        return Decimal(int(self._amount[number][step])).scaleb(-2)

    def __repr__(self) -> str:
        return (
            f"Schedule({self.variable!r}, {self._grid.points} values, {len(self.rules)} programmes)"
        )

    def _repr_html_(self) -> str:
        return f"<p><code>{self!r}</code></p>{self.cliffs.to_html(index=False)}"

    def chart(self, lang: str = "zh") -> Any:
        """Draw the amounts and statuses.

        Parameters
        ----------
        lang : {"zh", "en"}, default "zh"
            Language of the labels.

        Returns
        -------
        matplotlib.figure.Figure
            The figure.
        """
        from huice.simulation import charts

        return charts.draw_schedule(self, lang)


def _columns(parts: Sequence[Outcomes], number: int) -> Iterator[list[Any]]:
    """The parts of status, certain sum, conditional sum, and whether it is open."""
    for field in fields(Outcomes):
        yield [getattr(part, field.name)[number] for part in parts]


def _runs(state: Ints, amount: Ints) -> list[tuple[int, int]]:
    """First and last points of the pieces.

    Two neighbours are on one line when their states agree and their amounts do, or differ by as
    much as those of the next or of the previous pair. Else, and where one line meets another, a
    piece ends.
    """
    change = np.diff(amount)
    same = state[1:] == state[:-1]
    again = same[1:] & same[:-1] & (change[1:] == change[:-1])
    on_line = same & (change == 0)
    on_line[1:] |= again
    on_line[:-1] |= again
    bends = on_line[1:] & on_line[:-1] & (change[1:] != change[:-1])
    ends = ~on_line
    ends[1:] |= bends
    last = np.append(np.flatnonzero(ends), state.size - 1)
    first = np.append(0, last[:-1] + 1)
    return list(zip(first.tolist(), last.tolist()))


class _Grid:
    """The values of a fact between two ends, numbered."""

    def __init__(self, kind: str, first: int, count: int, step: int, scale: int) -> None:
        self.kind = kind
        self.points = count
        self._first = first
        self._step = step
        self._scale = scale

    @classmethod
    def of(cls, book: Rulebook, variable: str, start: Any, stop: Any, step: Any) -> _Grid:
        fact = next((fact for fact in book.facts if fact["id"] == variable), None)
        if fact is None:
            raise ValueError(f"the rulebook has no fact `{variable}`")
        kind = fact["type"]
        if kind in ("integer", "number", "money"):
            scale = _scale(kind, step)
            first, last = _units(start, scale), _units(stop, scale)
            width = 1 if step is None else _units(step, scale)
        elif kind == "date":
            scale, first, last, width = 0, _days(start), _days(stop), int(step or 1)
        elif kind == "duration":
            scale, first, last, width = 0, _months(start), _months(stop), int(step or 1)
        else:
            raise ValueError(f"`{variable}` is of type {kind}: it has no order to go along")
        if last < first or width < 1:
            raise ValueError("`start` lies after `stop`, or `step` is not positive")
        count = (last - first) // width + 1
        if count > MOST_POINTS:
            raise ValueError(
                f"{count} values between `start` and `stop`, more than {MOST_POINTS}: "
                "take a shorter range or a wider `step`"
            )
        return cls(kind, first, count, width, scale)

    def at(self, step: int) -> Any:
        """A value as Python has it; a duration as text."""
        value = self._first + step * self._step
        if self.kind == "date":
            return datetime.date(1970, 1, 1) + datetime.timedelta(days=value)
        if self.kind == "duration":
            return f"P{value}M"
        return Decimal(value).scaleb(-self._scale) if self._scale else value

    def column(self, steps: Ints) -> Any:
        """Values as an Arrow column."""
        import pyarrow as pa

        values = self._first + steps * self._step
        if self.kind == "date":
            return pa.array(values.astype(np.int32)).cast(pa.date32())
        if self.kind == "duration":
            return pa.array([f"P{value}M" for value in values.tolist()])
        if self._scale:
            words = np.stack([values, values >> 63], axis=1).astype("<i8")
            kind = pa.decimal128(18, self._scale)
            return pa.Array.from_buffers(kind, values.size, [None, pa.py_buffer(words.tobytes())])
        return pa.array(values)


def _scale(kind: str, step: Any) -> int:
    if kind == "integer":
        return 0
    if kind == "number" and step is None:
        raise ValueError("a number that need not be whole needs a `step`")
    exponent = Decimal(str(step)).as_tuple().exponent if step is not None else 0
    return max(2 if kind == "money" else 0, -int(exponent))


def _units(value: Any, scale: int) -> int:
    units = Decimal(str(value)).scaleb(scale)
    if units != units.to_integral_value():
        raise ValueError(f"{value} is no value of the grid")
    return int(units)


def _days(value: Any) -> int:
    day = datetime.date.fromisoformat(value) if isinstance(value, str) else value
    return int(day.toordinal()) - datetime.date(1970, 1, 1).toordinal()


def _months(value: Any) -> int:
    if isinstance(value, int):
        return value
    import re

    match = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?", value)
    if match is None or value == "P":
        raise ValueError(f"{value} is no duration: write P1Y, P6M or months")
    return 12 * int(match.group(1) or 0) + int(match.group(2) or 0)


def _table(facts: Mapping[str, Any], variable: str, column: Any) -> Any:
    """The case on every row, in one dictionary value each, with the variable's column."""
    import pyarrow as pa

    rows = len(column)
    arrays, names = [column], [variable]
    for name, value in facts.items():
        if name == variable or value is None:
            continue
        one = pa.array([value])
        if pa.types.is_null(one.type):
            continue
        arrays.append(
            pa.repeat(one[0], rows) if not pa.types.is_list(one.type) else _repeat(one, rows)
        )
        names.append(name)
    return pa.table(dict(zip(names, arrays)))


def _repeat(one: Any, rows: int) -> Any:
    return one.take(np.zeros(rows, np.int64))
