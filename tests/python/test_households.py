"""Persons into households and back."""

from __future__ import annotations

from decimal import Decimal

import huice
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packs import amount_of, small

BOOK = small()
OUTPUTS = [huice.Output("old", amount=True), huice.Output("half", missing_facts=True)]
PEOPLE = st.lists(
    st.tuples(st.integers(1, 6), st.none() | st.integers(0, 90), st.none() | st.integers(0, 9999)),
    max_size=30,
)


def persons_of(people: list[tuple]) -> pa.Table:
    return pa.table(
        {
            "household_id": pa.array([home for home, _, _ in people], pa.int64()),
            "person_id": pa.array([f"p{i:03}" for i in range(len(people))], pa.string()),
            "age": pa.array([age for _, age, _ in people], pa.int16()),
            "pay": pa.array(
                [None if pay is None else Decimal(pay) / 100 for _, _, pay in people],
                pa.decimal128(9, 2),
            ),
        }
    )


HOMES = pa.table({"household_id": pa.array([4, 1, 3, 2, 6, 5]), "poor": [True, None] * 3})


def cut(table: pa.Table, places: list[int]) -> pa.Table:
    edges = [0, *sorted(place % (table.num_rows + 1) for place in places), table.num_rows]
    parts = [table.slice(a, b - a) for a, b in zip(edges, edges[1:])]
    return pa.concat_tables(parts)


def file_of(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    return sink.getvalue().to_pybytes()


@settings(max_examples=60, deadline=None)
@given(PEOPLE, st.lists(st.integers(0, 30), max_size=4), st.randoms(use_true_random=False))
def test_nothing_hangs_on_where_tables_are_cut_or_how_persons_come(people, places, random) -> None:
    persons = persons_of(people)
    shuffled = list(range(len(people)))
    random.shuffle(shuffled)
    whole = huice.nest(persons, HOMES, members="people")
    pieces = huice.nest(
        cut(persons.take(shuffled) if people else persons, places),
        cut(HOMES, places),
        members="people",
    )
    assert file_of(whole) == file_of(pieces)
    answers = BOOK.decide_many(whole, "2026-03-10", outputs=OUTPUTS)
    cut_answers = BOOK.decide_many(cut(whole, places), "2026-03-10", outputs=OUTPUTS)
    assert file_of(answers.to_arrow()) == file_of(cut_answers.to_arrow())


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_each_person_gets_the_answer_of_the_household_decided_alone(people) -> None:
    nested = huice.nest(persons_of(people), HOMES, members="people")
    result = BOOK.decide_many(nested, "2026-03-10", outputs=OUTPUTS)
    rows = huice.unnest(result, nested).to_pylist()
    expected = []
    for row in nested.to_pylist():
        members = [{k: v for k, v in p.items() if k != "person_id"} for p in row["people"]]
        assert len(members) == sum(home == row["household_id"] for home, _, _ in people)
        for place, person in enumerate(row["people"]):
            alone = BOOK.decide({"people": [members[place]]}, "2026-03-10")["old"]
            expected.append(
                {
                    "household_id": row["household_id"],
                    "person_id": person["person_id"],
                    "old.status": alone.status,
                    "old.amount": amount_of(alone, 2),
                }
            )
    assert rows == expected


@pytest.mark.parametrize("as_table", [pl.from_arrow, pa.Table.to_pandas, pa.Table.to_pylist])
def test_tables_of_every_library_are_nested(as_table) -> None:
    persons = persons_of([(2, 70, 1200), (1, 50, None), (2, None, 3)])
    # Lists of dicts and pandas forget some types, but no value.
    expected = huice.nest(persons, members="people").to_pylist()
    made = huice.nest(as_table(persons), members="people").to_pylist()
    assert [row["household_id"] for row in made] == [1, 2]
    assert [[p["person_id"] for p in row["people"]] for row in made] == [
        [p["person_id"] for p in row["people"]] for row in expected
    ]


def test_marks_of_keys_may_be_lost_and_named() -> None:
    persons = persons_of([(2, 70, 1200), (1, 50, None)])
    nested = pl.from_arrow(huice.nest(persons, members="people"))
    with pytest.raises(huice.TableError):
        BOOK.decide_many(nested, "2026-03-10", outputs=OUTPUTS)
    result = BOOK.decide_many(
        nested, "2026-03-10", outputs=OUTPUTS, ignore=["household_id", "people.person_id"]
    )
    rows = huice.unnest(result, nested, "household_id", "people", "person_id")
    assert rows.column("person_id").to_pylist() == ["p001", "p000"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda p, h: (p.drop(["household_id"]), h), "has no column 'household_id'"),
        (lambda p, h: (p, h.slice(1)), "is of no household: 4"),
        (lambda p, h: (p, pa.concat_tables([h, h])), "two households have the same"),
        (lambda p, h: (pa.concat_tables([p, p]), h), "two persons are"),
        (
            lambda p, h: (
                p.set_column(1, "person_id", pa.array([None, "a", "b"], pa.string())),
                h,
            ),
            "1 persons have no 'person_id'",
        ),
    ],
)
def test_keys_that_do_not_fit_are_refused(change, words: str) -> None:
    persons, homes = change(persons_of([(4, 1, 2), (1, 2, 3), (4, 5, 6)]), HOMES)
    with pytest.raises(ValueError, match=words):
        huice.nest(persons, homes, members="people")


def test_a_result_of_other_households_is_refused() -> None:
    nested = huice.nest(persons_of([(1, 70, 5), (1, 71, 5)]), members="people")
    result = BOOK.decide_many(nested, "2026-03-10", outputs=["old"])
    other = huice.nest(persons_of([(1, 70, 5)]), members="people")
    with pytest.raises(ValueError, match="other households"):
        huice.unnest(result, other)


def test_pandas_index_is_no_column() -> None:
    frame = pd.DataFrame({"poor": [True, False]}, index=[7, 9])
    result = BOOK.decide_many(frame, "2026-03-10", outputs=["half"])
    assert result.to_pandas()["half.status"].tolist() == ["undetermined", "ineligible"]
