"""Arrow columns from numpy arrays; a mask says what is known."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from huice._arrays import Flags, Ints, Texts


def flags(values: Flags, known: Flags | None = None) -> pa.Array:
    """A column of booleans."""
    return pa.array(values, type=pa.bool_(), mask=_unknown(known))


def numbers(values: Ints, known: Flags | None = None) -> pa.Array:
    """A column of small whole numbers."""
    return pa.array(values.astype(np.int32), mask=_unknown(known))


def days(values: Ints, known: Flags | None = None) -> pa.Array:
    """A column of dates, given as days since 1970-01-01."""
    return pa.array(values.astype(np.int32), type=pa.int32(), mask=_unknown(known)).cast(
        pa.date32()
    )


def names(values: Ints, of: Sequence[str], known: Flags | None = None) -> pa.Array:
    """A column of ids, given as positions in a list of them."""
    positions = pa.array(values.astype(np.int8), mask=_unknown(known))
    return pa.DictionaryArray.from_arrays(positions, pa.array(list(of), type=pa.string()))


def texts(values: Texts, known: Flags | None = None) -> pa.Array:
    """A column of texts; an empty one is unknown."""
    ids, positions = np.unique(values, return_inverse=True)
    there = values != ""
    if known is not None:
        there &= known
    indices = pa.array(positions.astype(np.int32).ravel(), mask=~there)
    return pa.DictionaryArray.from_arrays(indices, pa.array(ids.tolist(), type=pa.string()))


def money(fen: Ints, known: Flags | None = None) -> pa.Array:
    """A column of sums with two decimals, given in hundredths."""
    words = np.stack([fen, fen >> 63], axis=1).astype("<i8")
    validity = None
    if known is not None:
        validity = pa.py_buffer(np.packbits(known, bitorder="little").tobytes())
    return pa.Array.from_buffers(
        pa.decimal128(18, 2), fen.size, [validity, pa.py_buffer(words.tobytes())]
    )


def sets(values: Ints, of: Sequence[str]) -> pa.Array:
    """A column of lists that hold one id each."""
    offsets = pa.array(np.arange(values.size + 1, dtype=np.int32))
    return pa.ListArray.from_arrays(offsets, names(values, of).cast(pa.string()))


def lists(counts: Ints, fields: dict[str, pa.Array]) -> pa.Array:
    """A column of lists of structs: `counts` of the rows of `fields` for each."""
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    items = pa.StructArray.from_arrays(list(fields.values()), names=list(fields))
    return pa.ListArray.from_arrays(pa.array(offsets), items)


def birthdays(rng: np.random.Generator, age: Ints, as_of: datetime.date) -> Ints:
    """Days of birth, evenly spread over the year that gives each age in full years on a day."""
    first = np.array([_years_before(as_of, years + 1) + 1 for years in range(130)])
    last = np.array([_years_before(as_of, years) for years in range(130)])
    span = last[age] - first[age] + 1
    days: Ints = first[age] + np.floor(rng.random(age.size) * span).astype(np.int64)
    return days


def day_number(day: datetime.date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - datetime.date(1970, 1, 1).toordinal()


def _years_before(day: datetime.date, years: int) -> int:
    try:
        return day_number(day.replace(year=day.year - years))
    except ValueError:
        return day_number(datetime.date(day.year - years, 2, 28))


def _unknown(known: Flags | None) -> Any:
    return None if known is None else ~known
