"""Many rows: tables in, tables out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Union

from huice import _core

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from huice._core import CancelToken, Diagnostic

__all__ = ["Output", "Progress", "Report", "Result", "decide_many"]

Progress = Union[bool, Callable[[int, Union[int, None]], object], None]


@dataclass(frozen=True)
class Output:
    """What to give for one entitlement or prohibition.

    Parameters
    ----------
    rule : str
        Its id.
    status : bool, default True
        The outcome, as the column ``ID.status``.
    amount : bool, default False
        The sum that it pays, as a decimal; null where it is not known.
    missing_facts, missing_parameters : bool, default False
        Ids of what the outcome still hangs on.
    reasons : bool, default False
        Codes of the decisive reasons.
    per_member : bool, default True
        Of a rule for members: a list with a value for each member, instead of the household's.
    places : int, default 2
        Digits after the point of the amount. One of more than 18 digits is null.
    decimal64 : bool, default False
        Amounts as Arrow's decimals of 64 bits instead of 128: half the memory, for readers that
        know them (polars, DuckDB; pyarrow 18 reads them, but cannot sum or sort them).
    """

    rule: str
    status: bool = True
    amount: bool = False
    missing_facts: bool = False
    missing_parameters: bool = False
    reasons: bool = False
    per_member: bool = True
    places: int = 2
    decimal64: bool = False

    def _core(self) -> _core.BatchOutput:
        return _core.BatchOutput(
            self.rule,
            self.status,
            self.amount,
            self.missing_facts,
            self.missing_parameters,
            self.reasons,
            self.per_member,
            self.places,
            self.decimal64,
        )


@dataclass(frozen=True)
class Report:
    """How the rows were decided.

    Attributes
    ----------
    rows : int
        All rows.
    rows_redone : int
        Rows that the single evaluator decided, in part or wholly: slower, with the same answers.
    rows_refused : int
        Rows without an answer, because a value does not fit its fact.
    redone : dict
        Why rows were redone, with how many.
    problems : list of Diagnostic
        What is wrong with refused rows, one for each; as many as were asked for.
    """

    rows: int
    rows_redone: int
    rows_refused: int
    redone: dict[str, int]
    problems: list[Diagnostic]


class Result:
    """Answers for the rows of a table, in their order.

    Columns are ``ID.status`` (dictionary of texts; null without an answer), ``ID.amount``
    (decimal), ``ID.missing_facts``, ``ID.missing_parameters`` and ``ID.reasons`` (lists of texts).
    Outcomes per member are lists of these.
    """

    def __init__(self, core: _core.ManyResult) -> None:
        self._core = core

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """Export the answers as an Arrow stream."""
        return self._core.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> Any:
        """Export the schema of the answers."""
        return self._core.__arrow_c_schema__()

    @property
    def report(self) -> Report:
        """How the rows were decided, and what is wrong with values."""
        return Report(**self._core.report())

    def __len__(self) -> int:
        return self._core.rows

    def to_arrow(self) -> pa.Table:
        """Give the answers as an Arrow table."""
        import pyarrow as pa

        return pa.RecordBatchReader.from_stream(self).read_all()

    def to_pandas(self) -> pd.DataFrame:
        """Give the answers as a pandas data frame; statuses are categories."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> pl.DataFrame:
        """Give the answers as a polars data frame."""
        import polars as pl

        return pl.DataFrame(self)

    def __repr__(self) -> str:
        return f"<huice.Result of {len(self)} rows>"


def decide_many(
    book: _core.Rulebook,
    table: Any,
    *,
    as_of: str,
    jurisdiction: str,
    settings: list[_core.ParameterSetting],
    outputs: Iterable[str | Output],
    threads: int,
    progress: Progress,
    cancel: CancelToken | None,
    ignore: list[str],
    strict: bool,
    problems: int,
) -> Result:
    """Decide the rows; see :meth:`huice.Rulebook.decide_many`."""
    wanted = [Output(output) if isinstance(output, str) else output for output in outputs]
    total = _count(table)
    with _Told(progress, total) as told:
        return Result(
            _core.decide_many(
                book,
                _rows(book, table, ignore),
                as_of,
                jurisdiction,
                settings,
                [output._core() for output in wanted],
                threads,
                problems,
                ignore,
                strict,
                told.function,
                cancel,
            )
        )


class _Told:
    """Progress as a function of the rows done; with True a bar of tqdm, where it is installed."""

    def __init__(self, progress: Progress, total: int | None) -> None:
        self.function: Callable[[int], object] | None = None
        self._bar: Any = None
        if callable(progress):
            self.function = lambda done: progress(done, total)
        elif progress:
            self._show_bar(total)

    def _show_bar(self, total: int | None) -> None:
        try:
            from tqdm.auto import tqdm
        except ImportError:
            return
        self._bar = tqdm(total=total, unit=" rows", unit_scale=True)
        self.function = lambda done: self._bar.update(done - self._bar.n)

    def __enter__(self) -> _Told:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()


def _count(table: Any) -> int | None:
    if isinstance(table, Mapping):
        return next((len(column) for column in table.values()), 0)
    if isinstance(table, (list, tuple)):
        return len(table)
    rows = getattr(table, "num_rows", getattr(table, "height", None))
    if rows is None and type(table).__module__.partition(".")[0] == "pandas":
        rows = len(table)
    return rows if isinstance(rows, int) else None


def _rows(book: _core.Rulebook, table: Any, ignore: Sequence[str]) -> _core.Rows:
    if isinstance(table, _core.Rows):
        return table
    if hasattr(table, "__arrow_c_stream__"):
        return _core.rows_from_stream(table.__arrow_c_stream__())
    if hasattr(table, "__arrow_c_array__"):
        return _core.rows_from_array(*table.__arrow_c_array__())
    if isinstance(table, Mapping):
        return _rows_of_columns(book, {k: v for k, v in table.items() if k not in ignore})
    if isinstance(table, Sequence) and all(isinstance(row, Mapping) for row in table):
        names = {name: None for row in table for name in row if name not in ignore}
        columns = {name: [row.get(name) for row in table] for name in names}
        return _core.rows_from_columns(book, columns, len(table))
    raise TypeError(_why_no_table(table))


def _why_no_table(table: Any) -> str:
    module = type(table).__module__.partition(".")[0]
    needed = {"pandas": "2.2", "polars": "1.0", "pyarrow": "15", "duckdb": "1.1"}.get(module)
    if needed:
        return f"this {module} cannot hand over its tables: {module} {needed} and later can"
    return (
        "a table is anything with __arrow_c_stream__, a dict of arrays or lists, "
        f"or a list of dicts; not {type(table).__name__}"
    )


def _rows_of_columns(book: _core.Rulebook, table: Mapping[str, Any]) -> _core.Rows:
    if any(
        hasattr(c, "__arrow_c_stream__") or hasattr(c, "__arrow_c_array__") for c in table.values()
    ):
        import pyarrow as pa

        return _core.rows_from_stream(pa.table(dict(table)).__arrow_c_stream__())
    columns = {name: _column(column) for name, column in table.items()}
    rows = max((len(column) for column in table.values()), default=0)
    return _core.rows_from_columns(book, columns, rows)


_FORMATS = {
    "b1": "b", "i1": "c", "u1": "C", "i2": "s", "u2": "S", "i4": "i", "u4": "I", "i8": "l",
    "u8": "L", "f4": "f", "f8": "g",
}  # fmt: skip
_UNITS = {"s": "tss:", "ms": "tsm:", "us": "tsu:", "ns": "tsn:"}


def _column(column: Any) -> Any:
    """A NumPy array as its buffer where Arrow has its type, else a list."""
    dtype = getattr(column, "dtype", None)
    if dtype is None or getattr(column, "ndim", 0) != 1 or hasattr(column, "mask"):
        return column.tolist() if hasattr(column, "tolist") else list(column)
    import numpy as np

    array = np.ascontiguousarray(column)
    if dtype.kind == "M":
        unit = np.datetime_data(dtype)[0]
        if unit not in _UNITS:
            unit, array = "s", array.astype("datetime64[s]")
        return _core.Buffered(array.view("i8"), _UNITS[unit])
    if dtype.kind == "f" and dtype.itemsize == 2:
        array = array.astype("f4")
    form = _FORMATS.get(f"{array.dtype.kind}{array.dtype.itemsize}")
    if form is None:
        return column.tolist()
    return _core.Buffered(
        array.astype(array.dtype.newbyteorder("="), copy=False).view(
            "u1" if form == "b" else array.dtype.newbyteorder("=")
        ),
        form,
    )
