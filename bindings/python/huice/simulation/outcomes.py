"""What a run says of a chunk of rows: status and amount of each entitlement, as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from huice._arrays import Flags, Ints, Small

if TYPE_CHECKING:
    import pyarrow as pa

    from huice.rulebook import Rulebook


STATUSES = (
    "eligible",
    "conditional",
    "undetermined",
    "needs_review",
    "ineligible",
    "not_applicable",
    "no answer",
)
STATUSES_ZH = (
    "可以享受",
    "取决于地方规定",
    "还缺信息",
    "需要人工审核",
    "不符合条件",
    "不适用",
    "没有结果",
)
ELIGIBLE, CONDITIONAL, UNDETERMINED, NEEDS_REVIEW, INELIGIBLE, NOT_APPLICABLE, NO_ANSWER = range(7)
# Neither a yes nor a no.
OPEN = (CONDITIONAL, UNDETERMINED, NEEDS_REVIEW, NO_ANSWER)
_OPEN_SUM = np.array([kind in OPEN and kind != CONDITIONAL for kind in range(7)])
PLACES = 2


@dataclass(frozen=True)
class Programme:
    """An entitlement that is simulated."""

    id: str
    title: dict[str, str]
    has_amount: bool
    of_members: bool


@dataclass(frozen=True)
class Outcomes:
    """Columns for each programme; sums are in hundredths of the unit.

    What is granted for certain, what is granted if open conditions are met, where the sum is open.
    Of a rule that is decided for each member: the sums of all of them, the status of the household.
    """

    status: list[Small]
    certain: list[Ints]
    conditional: list[Ints]
    open: list[Flags]


def programmes(book: Rulebook, ids: Sequence[str]) -> list[Programme]:
    """The entitlements of these ids."""
    rules = {rule["id"]: rule for rule in book.entitlements}
    lists = _lists(book, ids)
    return [
        Programme(
            rule,
            dict(rules[rule]["title"]),
            any(grant["unit"] for grant in rules[rule]["grants"]),
            rule in lists,
        )
        for rule in ids
    ]


def _lists(book: Rulebook, ids: Sequence[str]) -> set[str]:
    """The rules that are decided for each member: their outcomes are lists."""
    import pyarrow as pa

    nobody: list[dict[str, Any]] = []
    schema = book.decide_many(nobody, as_of="2000-01-01", outputs=list(ids)).to_arrow().schema
    return {field.name.rpartition(".")[0] for field in schema if pa.types.is_large_list(field.type)}


def decide(
    book: Rulebook,
    cases: Any,
    what: Sequence[Programme],
    as_of: str,
    jurisdiction: str | None,
    threads: int,
) -> Outcomes:
    """Decide the rows."""
    from huice import Output

    outputs = []
    for programme in what:
        paid_once = programme.has_amount and not programme.of_members
        outputs.append(Output(programme.id, amount=paid_once, per_member=False, places=PLACES))
        if programme.has_amount and programme.of_members:
            outputs.append(Output(programme.id, amount=True, places=PLACES))
    answers = book.decide_many(
        cases, as_of=as_of, jurisdiction=jurisdiction, outputs=outputs, threads=threads
    ).to_arrow()
    columns = iter(answers.columns)
    outcomes = Outcomes([], [], [], [])
    for programme in what:
        status = _status(next(columns))
        outcomes.status.append(status)
        if not programme.has_amount:
            sums = (np.zeros(status.size, np.int64),) * 2 + (np.zeros(status.size, bool),)
        elif programme.of_members:
            sums = _of_members(next(columns), next(columns))
        else:
            sums = _sums(status, *_cents(next(columns)))
        outcomes.certain.append(sums[0])
        outcomes.conditional.append(sums[1])
        outcomes.open.append(sums[2])
    return outcomes


def _sums(status: Small, cents: Ints, known: Flags) -> tuple[Ints, Ints, Flags]:
    """Certain and conditional sums. Of people who are undetermined they are open, never zero."""
    certain = np.where(known & (status == ELIGIBLE), cents, 0)
    conditional = np.where(known & (status == CONDITIONAL), cents, 0)
    granted = (status == ELIGIBLE) | (status == CONDITIONAL)
    return certain, conditional, _OPEN_SUM[status] | (granted & ~known)


def _of_members(statuses: pa.ChunkedArray, amounts: pa.ChunkedArray) -> tuple[Ints, Ints, Flags]:
    """The sums of the members of each household; open where one is, or where nobody is known."""
    import pyarrow as pa

    parts = []
    for status, amount in zip(statuses.chunks, amounts.chunks):
        members = _sums(
            _status(pa.chunked_array([status.flatten()])),
            *_cents(pa.chunked_array([amount.flatten()])),
        )
        sizes = np.asarray(status.value_lengths().fill_null(0).to_numpy(zero_copy_only=False))
        household = np.repeat(np.arange(sizes.size), sizes)
        certain, conditional, is_open = (
            np.bincount(household, weights=values, minlength=sizes.size) for values in members
        )
        unknown = np.asarray(status.is_null().to_numpy(zero_copy_only=False))
        parts.append((np.rint(certain), np.rint(conditional), (is_open > 0) | unknown))
    if not parts:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, bool)
    certain, conditional, is_open = (np.concatenate(column) for column in zip(*parts))
    return certain.astype(np.int64), conditional.astype(np.int64), is_open.astype(bool)


def _status(column: pa.ChunkedArray) -> Small:
    """Indices into `STATUSES`; a null is no answer."""
    parts = []
    for chunk in column.chunks:
        names = chunk.dictionary.to_pylist()
        ours = [STATUSES.index(name) if name in STATUSES else -1 for name in names]
        to_ours = np.array([*ours, NO_ANSWER], dtype=np.int8)
        codes = chunk.indices.fill_null(len(names)).to_numpy(zero_copy_only=False)
        parts.append(to_ours[codes])
    return np.concatenate(parts) if parts else np.zeros(0, np.int8)


def _cents(column: pa.ChunkedArray) -> tuple[Ints, Flags]:
    """Unscaled decimals, and where they are known."""
    import pyarrow as pa
    import pyarrow.compute as pc

    known = np.asarray(pc.is_valid(column).to_numpy(), dtype=bool)
    scale = column.type.scale
    if scale != PLACES:
        column = column.cast(pa.decimal128(18, PLACES))
    parts = []
    for chunk in column.chunks:
        words = np.frombuffer(chunk.buffers()[1], dtype="<i8").reshape(-1, 2)
        parts.append(words[chunk.offset : chunk.offset + len(chunk), 0])
    cents = np.concatenate(parts).astype(np.int64) if parts else np.zeros(0, np.int64)
    return np.where(known, cents, 0), known
