"""Values of any origin are those that a case has; a table is its rows one by one."""

from __future__ import annotations

import datetime
import math
from decimal import Decimal

import duckdb
import huice
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packs import amount_of, small

BOOK = small().bind({"line": 1000})
DAY = "2026-03-10"
ALL = [
    huice.Output("half", amount=True, missing_facts=True, reasons=True, places=4),
    huice.Output("tea", missing_facts=True),
    huice.Output("below", missing_facts=True, missing_parameters=True),
    huice.Output("old", per_member=False, missing_facts=True),
    huice.Output("high", missing_facts=True),
]

unknown = st.none()
ROW = st.fixed_dictionaries(
    {},
    optional={
        "poor": unknown | st.booleans(),
        "wage": unknown | st.integers(-100, 10**6).map(lambda cents: Decimal(cents) / 100),
        "years": unknown | st.integers(-3, 5),
        "since": unknown | st.dates(datetime.date(2024, 1, 1), datetime.date(2026, 12, 31)),
        "work": unknown | st.sampled_from(["none", "some"]),
        "likes": unknown | st.lists(st.sampled_from(["tea", "wine"]), unique=True, max_size=2),
        "people": unknown
        | st.lists(
            st.fixed_dictionaries({"age": unknown | st.integers(0, 99), "pay": unknown}), max_size=3
        ),
    },
)
SCHEMA = pa.schema(
    {
        "poor": pa.bool_(),
        "wage": pa.decimal128(12, 2),
        "years": pa.int8(),
        "since": pa.date32(),
        "work": pa.dictionary(pa.int8(), pa.string()),
        "likes": pa.list_(pa.string()),
        "people": pa.large_list(pa.struct({"age": pa.uint8(), "pay": pa.float64()})),
    }
)


def one_by_one(rows: list[dict]) -> list[dict]:
    answers = []
    for row in rows:
        decision = BOOK.decide(row, DAY)
        answer = {}
        for output in ALL:
            outcome = decision[output.rule]
            answer[f"{output.rule}.status"] = outcome.status
            if output.amount:
                answer[f"{output.rule}.amount"] = amount_of(outcome, output.places)
            answer[f"{output.rule}.missing_facts"] = outcome.missing_facts
            if output.missing_parameters:
                answer[f"{output.rule}.missing_parameters"] = outcome.missing_parameters
        answers.append(answer)
    return answers


def many(table: object, **options) -> list[dict]:
    result = BOOK.decide_many(table, DAY, outputs=ALL, **options)
    assert result.report.rows_refused == 0
    return result.to_arrow().drop(["half.reasons"]).to_pylist()


GIVERS = {
    "dicts": pa.Table.to_pylist,
    "lists": pa.Table.to_pydict,
    "pyarrow in pieces": lambda t: pa.concat_tables([t.slice(0, 2), t.slice(2, 0), t.slice(2)]),
    "a slice": lambda t: pa.concat_tables([t.slice(0, 1), t]).combine_chunks().slice(1),
    "polars": pl.from_arrow,
    "duckdb": duckdb.from_arrow,
    "pandas": lambda t: t.to_pandas(types_mapper=pd.ArrowDtype),
    "text views": lambda t: pl.from_arrow(t).with_columns(pl.col("work").cast(pl.String)),
}


@settings(max_examples=40, deadline=None)
@given(st.lists(ROW, max_size=8), st.sampled_from(sorted(GIVERS)))
def test_a_table_is_its_rows_one_by_one(rows: list[dict], giver: str) -> None:
    table = pa.Table.from_pylist(rows, schema=SCHEMA)
    assert many(GIVERS[giver](table)) == one_by_one(rows)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.none() | st.floats(allow_infinity=False, width=64), max_size=12))
def test_floats_are_their_shortest_decimals(wages: list[float | None]) -> None:
    ratios = [None if r is None or math.isnan(r) else r for r in wages]
    texts = [None if r is None else repr(r) for r in ratios]
    cents = [None if r is None else round(math.fmod(r, 1e9), 2) for r in ratios]
    expected = many({"ratio": texts, "wage": [None if c is None else str(c) for c in cents]})
    assert many({"ratio": ratios, "wage": cents}) == expected
    arrow = {"ratio": pa.array(ratios, pa.float64()), "wage": pa.array(cents, pa.float64())}
    assert many(pa.table(arrow)) == expected
    nan = {
        name: np.array([np.nan if v is None else v for v in column], dtype="f8")
        for name, column in (("ratio", ratios), ("wage", cents))
    }
    assert many(nan) == expected


def test_infinity_costs_its_row_and_says_so() -> None:
    for wages in (np.array([1.5, np.inf]), pa.array([1.5, -np.inf])):
        result = BOOK.decide_many({"wage": wages, "poor": pa.array([True, True])}, DAY)
        assert result.report.rows_refused == 1
        assert "Infinity" in result.report.problems[0].message
        assert result.report.problems[0].path == "rows[1].facts.wage"
    with pytest.raises(huice.CaseError, match="infinity"):
        BOOK.decide_many([{"wage": math.inf}], DAY)
    with pytest.raises(huice.CaseError, match="Infinity"):
        BOOK.decide({"wage": math.inf}, DAY)


def test_strict_refuses_floats_for_money_only() -> None:
    table = pa.table({"wage": [1.5], "years": [2.0]})
    assert len(BOOK.decide_many(table, DAY)) == 1
    with pytest.raises(huice.TableError, match="`wage` is money") as caught:
        BOOK.decide_many(table, DAY, strict=True)
    assert [problem.path for problem in caught.value.diagnostics] == ["facts.wage"]
    nested = pa.table({"people": [[{"pay": 1.5}]]})
    with pytest.raises(huice.TableError, match="`pay` is money"):
        BOOK.decide_many(nested, DAY, strict=True)


@pytest.mark.parametrize("unit", ["D", "s", "ms", "us", "ns", "M"])
def test_times_at_midnight_are_dates(unit: str) -> None:
    days = np.array(["2024-05-01", "NaT", "2025-12-01"], f"datetime64[{unit}]")
    likes = [["tea"]] * 3
    expected = many({"since": ["2024-05-01", None, "2025-12-01"], "likes": likes})
    assert many({"since": days, "likes": likes}) == expected
    if unit not in "DM":
        frame = pd.DataFrame({"since": days, "likes": likes})
        assert many(frame) == expected


def test_times_that_are_no_dates_cost_their_row() -> None:
    times = pd.Series(pd.to_datetime(["2024-05-01 08:30", "2024-05-01"], format="ISO8601"))
    result = BOOK.decide_many(pd.DataFrame({"since": times}), DAY)
    assert [problem.path for problem in result.report.problems] == ["rows[0].facts.since"]
    zoned = pd.DataFrame({"since": times.dt.tz_localize("Asia/Shanghai")})
    with pytest.raises(huice.TableError, match="hangs on the place"):
        BOOK.decide_many(zoned, DAY)


def test_missing_values_of_pandas_are_unknown() -> None:
    frame = pd.DataFrame(
        {
            "poor": pd.array([True, pd.NA], "boolean"),
            "years": pd.array([3, pd.NA], "Int64"),
            "wage": [10.5, float("nan")],
            "since": pd.to_datetime(["2024-01-01", None]),
            "work": pd.Categorical(["some", None]),
        }
    )
    rows = [
        {"poor": True, "years": 3, "wage": "10.5", "since": "2024-01-01", "work": "some"},
        {},
    ]
    assert many(frame) == many({name: [r.get(name) for r in rows] for name in frame})
    assert many(frame) == one_by_one(rows)


@pytest.mark.parametrize(
    "kind", ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", ">i4", "f4", "f2"]
)
def test_numbers_of_numpy(kind: str) -> None:
    years = np.array([0, 2, 3, 100], kind)[::1]
    wage = np.full(4, 5, "i8")
    assert many({"years": years, "wage": wage}) == many({"years": [0, 2, 3, 100], "wage": [5] * 4})
    strided = np.repeat(years, 2)[::2]
    assert many({"years": strided, "wage": wage}) == many({"years": years, "wage": wage})


@pytest.mark.parametrize(
    ("table", "path"),
    [
        ([{}, {"poor": 1}], "rows[1].facts.poor"),
        ([{"wage": True}], "rows[0].facts.wage"),
        ([{"work": 5}], "rows[0].facts.work"),
        ([{"people": [{"age": "x"}, {"age": []}]}], "rows[0].facts.people[1].age"),
        ([{"people": [{"agee": 1}]}], "rows[0].facts.people[0].agee"),
        ([{"likes": "tea"}], "rows[0].facts.likes"),
    ],
)
def test_python_values_of_the_wrong_type_are_refused(table: list, path: str) -> None:
    with pytest.raises(huice.CaseError) as caught:
        BOOK.decide_many(table, DAY)
    assert caught.value.diagnostics[0].path == path


@pytest.mark.parametrize(
    ("table", "error"),
    [
        (5, TypeError),
        ("poor", TypeError),
        ({"poor": [True], "wage": [1, 2]}, huice.TableError),
        ({"poor": np.array([True]), "wage": np.array([1, 2])}, huice.TableError),
        (pa.table({"poor": [1.5]}), huice.TableError),
        (pa.table({"poor": [b"x"]}), huice.TableError),
        ([{"wage": object()}], TypeError),
    ],
)
def test_what_is_no_table_is_refused(table: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        BOOK.decide_many(table, DAY)


def test_outputs_that_are_not_there_are_refused() -> None:
    with pytest.raises(huice.OutputError, match="half"):
        BOOK.decide_many([{}], DAY, outputs=["hal"])
    with pytest.raises(huice.OutputError):
        BOOK.decide_many([{}], DAY, outputs=[huice.Output("tea", amount=True)])


def test_an_empty_table_has_the_columns_of_answers() -> None:
    table = SCHEMA.empty_table()
    result = BOOK.decide_many(table, DAY, outputs=ALL)
    assert len(result) == 0
    assert result.to_arrow().column_names[0] == "half.status"
    assert result.to_arrow().schema.metadata[b"huice.rulebook"] == BOOK.hash.encode()
