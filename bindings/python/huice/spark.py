"""Many rows on a Spark cluster, the same answers as on one machine.

``decide`` gives every partition's rows to :meth:`huice.Rulebook.decide_many` through
``DataFrame.mapInArrow``. Needs pyspark 4 and pyarrow, and huice where the workers run.
"""

from __future__ import annotations

import contextlib
import hashlib
import pickle
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import huice

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.types import DataType

__all__ = ["decide"]

PROBLEM = "problem"


def decide(
    df: DataFrame,
    book: huice.Rulebook,
    *,
    as_of: str | datetime.date,
    jurisdiction: str | None = None,
    outputs: Sequence[str | huice.Output] | None = None,
    keep: str | Sequence[str] = (),
    ignore: Sequence[str] = (),
    block: int = 65_536,
) -> DataFrame:
    """Decide every row of a Spark data frame.

    A row is a case: a person, or a household with its members as an array of structs. Nothing is
    decided before the result is asked for. What is wrong with the columns is told at once.

    Parameters
    ----------
    df : pyspark.sql.DataFrame
        A column for each known fact; null is *unknown*.
    book : huice.Rulebook
        Goes to each worker once, by content, with the parameters that are bound.
    as_of : str or datetime.date
        The day of the decision.
    jurisdiction : str, optional
        Area code of the deciding office.
    outputs : sequence of str or huice.Output, optional
        What to give; without it the status of every entitlement and prohibition.
    keep : str or sequence of str, optional
        Columns that go into the result as they are, such as the key of the household. They need
        not be facts.
    ignore : sequence of str, optional
        Other columns that are no facts, also of members: ``"members.person_id"``.
    block : int, default 65536
        Rows to decide at a time. Spark's smaller batches are put together, larger ones cut.

    Returns
    -------
    pyspark.sql.DataFrame
        The columns of `keep`; those of :meth:`huice.Rulebook.decide_many` as texts, decimals and
        arrays; and ``problem``: why a row was refused, null for all others. A refused row has no
        answers, and costs no other row theirs.

    Raises
    ------
    huice.TableError
        A column is no fact, or not of the fact's type.
    huice.OutputError
        What `outputs` asks for is not there to give.
    """
    from pyspark.sql.types import StringType, StructField, StructType

    kept = [keep] if isinstance(keep, str) else list(keep)
    task = _Task(
        as_of=as_of,
        jurisdiction=jurisdiction,
        outputs=None if outputs is None else list(outputs),
        ignore=[*ignore, *_no_facts(df, book, kept)],
        kept=kept,
        block=block,
    )
    answers = task.answers(book, _unknown_row(df)).schema
    fields = [df.schema[name] for name in kept]
    fields += [StructField(field.name, _spark_type(field.type)) for field in answers]
    fields += [StructField(PROBLEM, StringType())]
    _check_names([field.name for field in fields])
    return df.mapInArrow(_mapper(_shipped(df, book), task), StructType(fields))


def _no_facts(df: DataFrame, book: huice.Rulebook, kept: Sequence[str]) -> list[str]:
    missing = [name for name in kept if name not in df.columns]
    if missing:
        raise ValueError(f"`keep` names no column of the data frame: {', '.join(missing)}")
    known = {fact["id"] for fact in book.facts}
    return [name for name in kept if name not in known]


def _unknown_row(df: DataFrame) -> pa.Table:
    """Give a row of the data frame's types: of a table without rows no column is looked at."""
    import pyarrow as pa

    schema = df.limit(0).toArrow().schema
    return pa.table({field.name: pa.nulls(1, field.type) for field in schema})


def _check_names(names: Sequence[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"the result would have two columns of a name: {', '.join(twice)}")


_books: dict[str, huice.Rulebook] = {}


@dataclass(frozen=True)
class _Shipped:
    """A rulebook on its way to the workers; each of their processes unpacks it once."""

    content: Any  # bytes, or Spark's broadcast of them
    digest: str
    version: str

    def book(self) -> huice.Rulebook:
        if self.digest not in _books:
            self._check_version()
            content = self.content if isinstance(self.content, bytes) else self.content.value
            _books[self.digest] = pickle.loads(content)
        return _books[self.digest]

    def _check_version(self) -> None:
        if huice.__version__ != self.version:
            raise RuntimeError(
                f"the worker has huice {huice.__version__}, the driver {self.version}: "
                "install the same on both, or the answers may differ"
            )


def _shipped(df: DataFrame, book: huice.Rulebook) -> _Shipped:
    content: Any = pickle.dumps(book)
    digest = hashlib.sha256(content).hexdigest()
    # Spark Connect has no broadcasts: there the bytes go with each task.
    with contextlib.suppress(AttributeError):
        content = df.sparkSession.sparkContext.broadcast(content)
    return _Shipped(content, digest, huice.__version__)


@dataclass(frozen=True)
class _Task:
    """What to decide."""

    as_of: str | datetime.date
    jurisdiction: str | None
    outputs: list[str | huice.Output] | None
    ignore: list[str]
    kept: list[str]
    block: int

    def answers(self, book: huice.Rulebook, rows: pa.Table) -> pa.Table:
        """Give the answers and nothing else, in types that Spark has."""
        return _plain(self._decide(book, rows).to_arrow())

    def whole(self, book: huice.Rulebook, rows: pa.Table) -> pa.RecordBatch:
        """Give a batch of the result: what is kept, the answers, and the problems."""
        import pyarrow as pa

        result = self._decide(book, rows)
        answers = _plain(result.to_arrow())
        columns = {name: rows[name] for name in self.kept}
        columns |= dict(zip(answers.column_names, answers.columns))
        columns[PROBLEM] = pa.array(_problems(result.report), pa.string())
        return pa.table(columns).combine_chunks().to_batches()[0]

    def _decide(self, book: huice.Rulebook, rows: pa.Table) -> huice.Result:
        return book.decide_many(
            rows,
            as_of=self.as_of,
            jurisdiction=self.jurisdiction,
            outputs=self.outputs,
            threads=1,
            ignore=self.ignore,
            problems=rows.num_rows,
        )


def _mapper(
    shipped: _Shipped, task: _Task
) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def decide_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        book = shipped.book()
        for rows in _blocks(batches, task.block):
            yield task.whole(book, rows)

    return decide_batches


def _blocks(batches: Iterable[pa.RecordBatch], size: int) -> Iterator[pa.Table]:
    """Give the rows in tables of `size` rows, the last one of fewer."""
    import pyarrow as pa

    waiting: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        while rows + batch.num_rows >= size:
            yield pa.Table.from_batches([*waiting, batch.slice(0, size - rows)]).combine_chunks()
            batch = batch.slice(size - rows)
            waiting, rows = [], 0
        waiting.append(batch)
        rows += batch.num_rows
    if rows:
        yield pa.Table.from_batches(waiting).combine_chunks()


def _problems(report: huice.Report) -> list[str | None]:
    """Give for each row why it was refused."""
    found: list[str | None] = [None] * report.rows
    for problem in report.problems:
        place = re.fullmatch(r"rows\[(\d+)\]\.facts\.(.*)", problem.path, re.DOTALL)
        if place is not None:
            hint = f" ({problem.hint})" if problem.hint else ""
            found[int(place[1])] = f"{problem.code} {place[2]}: {problem.message}{hint}"
    return found


def _plain(answers: pa.Table) -> pa.Table:
    """Spark reads no dictionaries, large lists and large texts."""
    import pyarrow as pa

    fields = [pa.field(field.name, _plain_type(field.type)) for field in answers.schema]
    return answers.cast(pa.schema(fields))


def _plain_type(type: pa.DataType) -> pa.DataType:
    import pyarrow as pa

    if pa.types.is_dictionary(type):
        return _plain_type(type.value_type)
    if pa.types.is_list(type) or pa.types.is_large_list(type):
        return pa.list_(_plain_type(type.value_type))
    return pa.string() if pa.types.is_large_string(type) else type


def _spark_type(type: pa.DataType) -> DataType:
    import pyarrow as pa
    from pyspark.sql import types as spark

    if pa.types.is_list(type):
        return spark.ArrayType(_spark_type(type.value_type))
    if pa.types.is_decimal(type):
        return spark.DecimalType(type.precision, type.scale)
    if pa.types.is_string(type):
        return spark.StringType()
    raise TypeError(f"no answer is of Arrow's type {type}")
