"""Between tables of persons and tables of households with their members in them.

Engines cut tables at any row, which would tear households apart. So a household is one row, and
its members are a list in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

__all__ = ["nest", "unnest"]

_KEY = {b"huice.key": b"1"}


def nest(
    persons: Any,
    households: Any = None,
    on: str = "household_id",
    members: str = "household_members",
    order: str | None = "person_id",
) -> pa.Table:
    """Put persons into their households.

    Parameters
    ----------
    persons : table
        A row for each person: anything that pyarrow makes a table of.
    households : table, optional
        A row for each household; without it there is nothing to say about households, and they
        come in the order of their keys. A household without persons has no members.
    on : str, default "household_id"
        The column that both tables have: the household's key.
    members : str, default "household_members"
        Name for the members: the rulebook's fact.
    order : str, optional
        The column that members are sorted by, a person's key; with None they stay as they come.

    Returns
    -------
    pyarrow.Table
        A row for each household, in the order of ``households``. The columns `on` and `order`
        are marked as keys, which :meth:`huice.Rulebook.decide_many` does not take for facts.

    Raises
    ------
    ValueError
        A key is missing, stands twice, or is of no household.

    Examples
    --------
    >>> persons = {"household_id": [2, 1, 2], "person_id": [12, 11, 10], "age": [3, 30, 31]}
    >>> nest(persons).to_pylist()[1]["household_members"]
    [{'person_id': 10, 'age': 31}, {'person_id': 12, 'age': 3}]
    """
    import pyarrow as pa

    people = _table(persons)
    homes = _homes(people, households, on)
    keys = _key(people, on, "persons")
    if order is not None:
        _key(people, order, "persons")
    people, offsets = _in_order(people, keys, homes.column(on), on, order)
    fields = [_marked(field, field.name == order) for field in people.schema if field.name != on]
    arrays = [_one(people.column(field.name)) for field in fields]
    if arrays:
        structs = pa.StructArray.from_arrays(arrays, fields=fields)
    else:
        structs = pa.array([{}] * people.num_rows, pa.struct([]))
    lists = _lists(offsets, structs)
    kept = [_marked(field, field.name == on) for field in homes.schema]
    return pa.table(
        [*homes.columns, lists], schema=pa.schema([*kept, pa.field(members, lists.type)])
    )


def unnest(
    result: Any,
    nested: Any,
    on: str | None = None,
    members: str | None = None,
    order: str | None = None,
) -> pa.Table:
    """Give outputs for members a row for each person.

    Parameters
    ----------
    result : Result
        What :meth:`huice.Rulebook.decide_many` gave for the households; outputs for households
        are left out.
    nested : table
        The households, as :func:`nest` made them.
    on, members, order : str, optional
        Names of the key of households, of the members and of the key of persons, where
        ``nested`` lost the marks of :func:`nest`.

    Returns
    -------
    pyarrow.Table
        The keys and the outputs for members, in the order of ``nested``.

    Raises
    ------
    ValueError
        The result is of other households.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    homes = _table(nested)
    on = on or _find_key(homes.schema)
    members = members or _find_members(homes.schema)
    lists = _one(homes.column(members))
    offsets = _offsets(lists)
    counts = np.diff(offsets)
    columns = {on: _repeated(_one(homes.column(on)), counts)}
    persons = lists.flatten()
    order = order or _find_key(persons.type)
    if order:
        columns[order] = pc.struct_field(persons, order)
    answers = _table(result)
    compared: set[tuple[int, int]] = set()
    for field in answers.schema:
        if not _is_per_member(field.type):
            continue
        values = _one(answers.column(field.name))
        place = (values.offset, values.buffers()[1].address)  # outputs share their offsets
        if place not in compared and not np.array_equal(_offsets(values), offsets):
            raise ValueError(f"{field.name} is about other households than `nested`")
        compared.add(place)
        columns[field.name] = values.flatten()
    return pa.table(columns)


def _repeated(keys: pa.Array, counts: np.ndarray) -> pa.Array:
    import numpy as np
    import pyarrow as pa

    if pa.types.is_integer(keys.type) and not keys.null_count:
        return pa.array(np.repeat(np.asarray(keys), counts), keys.type)
    return keys.take(pa.array(np.repeat(np.arange(len(counts)), counts)))


def _offsets(lists: pa.Array) -> np.ndarray:
    """Where each list begins, counted from the first; a missing list is empty."""
    import numpy as np
    import pyarrow.compute as pc

    if lists.null_count:
        lengths = np.asarray(pc.list_value_length(lists).fill_null(0))
        return np.concatenate([[0], np.cumsum(lengths)])
    offsets = np.asarray(lists.offsets)
    return offsets - offsets[0] if offsets[0] else offsets


def _is_per_member(answers: pa.DataType) -> bool:
    """Lists of ids are the households' own."""
    import pyarrow as pa

    return pa.types.is_large_list(answers) and not pa.types.is_large_string(answers.value_type)


def _table(given: Any) -> pa.Table:
    import pyarrow as pa

    made = _any_table(given)
    for place, field in enumerate(made.schema):
        if pa.types.is_string_view(field.type):  # polars gives them; pyarrow cannot sort them
            plain = field.with_type(pa.large_string())
            made = made.set_column(place, plain, made.column(place).cast(plain.type))
    return made


def _any_table(given: Any) -> pa.Table:
    import pyarrow as pa

    if isinstance(given, pa.Table):
        return given
    if type(given).__module__.partition(".")[0] == "pandas":
        return pa.Table.from_pandas(given, preserve_index=False)
    if isinstance(given, Sequence) and not isinstance(given, str):
        return pa.Table.from_pylist(list(given))
    return pa.table(dict(given) if isinstance(given, Mapping) else given)


def _one(column: pa.ChunkedArray) -> pa.Array:
    import pyarrow as pa

    if column.num_chunks == 1:
        return column.chunk(0)
    made = column.combine_chunks()
    return made if isinstance(made, pa.Array) else pa.concat_arrays(made.chunks)


def _homes(people: pa.Table, households: Any, on: str) -> pa.Table:
    import pyarrow as pa
    import pyarrow.compute as pc

    if households is None:
        keys = pc.unique(_key(people, on, "persons"))
        return pa.table({on: keys.take(pc.sort_indices(keys))})
    homes = _table(households)
    _key(homes, on, "households")
    return homes


def _key(table: pa.Table, name: str, what: str) -> pa.Array:
    if name not in table.column_names:
        raise ValueError(f"the table of {what} has no column {name!r}")
    column = table.column(name)
    if column.null_count:
        raise ValueError(f"{column.null_count} {what} have no {name!r}")
    return _one(column)


def _in_order(
    people: pa.Table, keys: pa.Array, homes: pa.ChunkedArray, on: str, order: str | None
) -> tuple[pa.Table, np.ndarray]:
    """Persons in the order of households and members, and where each household begins."""
    import numpy as np
    import pyarrow as pa

    ranks = None if order is None else _ranks(_one(people.column(order)))
    ready = _offsets_as_it_is(keys, _one(homes), ranks)
    if ready is not None:
        return people, ready
    places = _places(keys, _one(homes), on)
    index = np.argsort(places, kind="stable") if ranks is None else np.lexsort((ranks, places))
    people = people.take(pa.array(index))
    if ranks is not None:
        _refuse_twins(people, places[index], ranks[index], on, order)
    counts = np.bincount(places, minlength=len(homes))
    return people, np.concatenate([[0], np.cumsum(counts)])


def _offsets_as_it_is(
    keys: pa.Array, homes: pa.Array, ranks: np.ndarray | None
) -> np.ndarray | None:
    """Where each household begins, when all stand in order already; the usual case, and quick."""
    import numpy as np
    import pyarrow as pa

    if not pa.types.is_integer(keys.type) or keys.type != homes.type or len(keys) == 0:
        return None
    mine, all_homes = np.asarray(keys), np.asarray(homes)
    later = np.flatnonzero(mine[1:] != mine[:-1]) + 1
    starts = np.concatenate([[0], later])
    if not np.array_equal(mine[starts], all_homes) or np.any(all_homes[1:] <= all_homes[:-1]):
        return None
    if ranks is not None:
        grows = ranks[1:] > ranks[:-1]
        grows[later - 1] = True
        if not grows.all():
            return None
    return np.append(starts, len(mine))


def _refuse_twins(
    people: pa.Table, places: np.ndarray, ranks: np.ndarray, on: str, order: str | None
) -> None:
    twins = ((places[1:] == places[:-1]) & (ranks[1:] == ranks[:-1])).nonzero()[0]
    if len(twins):
        row = people.select([on, order]).slice(int(twins[0]), 1).to_pylist()[0]
        raise ValueError(f"two persons are {row}")


def _places(keys: pa.Array, homes: pa.Array, on: str) -> np.ndarray:
    """The row of each person's household."""
    import numpy as np
    import pyarrow.compute as pc

    if pc.count_distinct(homes).as_py() != len(homes):
        raise ValueError(f"two households have the same {on!r}")
    found = pc.index_in(keys.cast(homes.type), value_set=homes)
    if found.null_count:
        lost = keys.filter(pc.is_null(found))[0].as_py()
        raise ValueError(f"a person's {on!r} is of no household: {lost!r}")
    return np.asarray(found)


def _ranks(column: pa.Array) -> np.ndarray:
    """Numbers that sort as the values do."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_integer(column.type):
        return np.asarray(column)
    return np.asarray(pc.rank(column, tiebreaker="dense"))


def _lists(offsets: np.ndarray, values: pa.Array) -> pa.Array:
    import pyarrow as pa

    if offsets[-1] < 2**31:
        return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), values)
    return pa.LargeListArray.from_arrays(pa.array(offsets, pa.int64()), values)


def _marked(field: pa.Field, is_key: bool) -> pa.Field:
    return field.with_metadata({**(field.metadata or {}), **_KEY}) if is_key else field


def _find_key(fields: pa.Schema | pa.StructType) -> str:
    for field in fields:
        if (field.metadata or {}).get(b"huice.key"):
            return str(field.name)
    return ""


def _find_members(schema: pa.Schema) -> str:
    import pyarrow as pa

    for field in schema:
        is_list = pa.types.is_list(field.type) or pa.types.is_large_list(field.type)
        if is_list and pa.types.is_struct(field.type.value_type):
            return str(field.name)
    raise ValueError("the households have no column of members")
