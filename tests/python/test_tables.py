"""A table gives the same answers whatever library it comes from."""

from __future__ import annotations

import datetime
from decimal import Decimal

import duckdb
import huice
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

DAY = "2026-03-10"
OFFICE = "520000"
RULE = "gz-dibao-residence-permit"
OUTPUTS = [huice.Output(RULE, missing_facts=True, reasons=True)]

ROWS = [
    {
        "is_agri_transfer_population": True,
        "residence_permit_held": True,
        "residence_permit_place": "520102",
        "usual_residence_place": "520102",
        "hukou_place": "510500",
        "residence_start_date": datetime.date(2024, 1, 5),
    },
    {"is_agri_transfer_population": True, "residence_permit_held": False},
    {"is_agri_transfer_population": None, "hukou_place": "510500"},
    {"residence_start_date": datetime.date(2026, 1, 5)},
]


def one_by_one(book: huice.Rulebook, rows: list[dict]) -> list[dict]:
    answers = []
    for row in rows:
        outcome = book.decide(row, DAY, OFFICE)[RULE]
        answers.append((outcome.status, outcome.missing_facts))
    return answers


def as_pairs(result: huice.Result) -> list[tuple]:
    return [
        (row[f"{RULE}.status"], row[f"{RULE}.missing_facts"])
        for row in result.to_arrow().to_pylist()
    ]


def duckdb_relation(table: pa.Table) -> duckdb.DuckDBPyRelation:
    return duckdb.from_arrow(table)


GIVERS = {
    "pyarrow": lambda table: table,
    "pyarrow batch": lambda table: table.to_batches()[0],
    "pyarrow reader": lambda table: table.to_reader(max_chunksize=1),
    "polars": pl.from_arrow,
    "pandas": lambda table: table.to_pandas(),
    "pandas with Arrow types": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "duckdb": duckdb_relation,
    "dicts": lambda table: table.to_pylist(),
    "dict of lists": lambda table: table.to_pydict(),
    "dict of Arrow arrays": lambda table: dict(zip(table.column_names, table.columns)),
    "dict of NumPy arrays": lambda table: {
        name: column.to_numpy(zero_copy_only=False)
        for name, column in zip(table.column_names, table.columns)
    },
}


@pytest.mark.parametrize("giver", GIVERS)
def test_same_answers_from_every_library(book: huice.Rulebook, giver: str) -> None:
    table = GIVERS[giver](pa.Table.from_pylist(ROWS, schema=schema()))
    result = book.decide_many(table, DAY, OFFICE, outputs=OUTPUTS)
    assert as_pairs(result) == one_by_one(book, ROWS)
    assert result.report.rows == len(ROWS) == len(result)
    assert result.report.rows_refused == 0


def schema() -> pa.Schema:
    return pa.schema(
        {
            "is_agri_transfer_population": pa.bool_(),
            "residence_permit_held": pa.bool_(),
            "residence_permit_place": pa.string(),
            "usual_residence_place": pa.string(),
            "hukou_place": pa.dictionary(pa.int32(), pa.string()),
            "residence_start_date": pa.date32(),
        }
    )


def test_results_are_the_same_in_every_library(book: huice.Rulebook) -> None:
    result = book.decide_many(ROWS, DAY, OFFICE)
    expected = result.to_arrow().to_pylist()
    assert result.to_polars().to_dicts() == expected
    assert result.to_pandas().to_dict("records") == expected
    assert duckdb.from_arrow(pa.table(result)).to_arrow_table().to_pylist() == expected
    assert len(expected[0]) == len(book.entitlements) + len(book.prohibitions)


def test_a_wrong_column_names_itself_and_the_nearest_fact(book: huice.Rulebook) -> None:
    table = pa.table({"residence_permit_hold": [True], "hukou_plaze": ["510500"]})
    with pytest.raises(huice.TableError) as caught:
        book.decide_many(table, DAY, OFFICE)
    assert [d.path for d in caught.value.diagnostics] == [
        "facts.residence_permit_hold",
        "facts.hukou_plaze",
    ]
    assert "`residence_permit_held`" in str(caught.value)
    assert "`hukou_place`" in caught.value.diagnostics[1].hint


def test_columns_that_are_no_facts_can_be_ignored(book: huice.Rulebook) -> None:
    table = pa.table(
        {"weight": [1.5], "when": [datetime.datetime(2026, 1, 1)], "hukou_place": ["510500"]}
    )
    result = book.decide_many(table, DAY, OFFICE, outputs=[RULE], ignore=["weight", "when"])
    assert len(result) == 1


def test_values_that_do_not_fit_cost_their_row_only(book: huice.Rulebook) -> None:
    table = pa.table({"usual_residence_place": ["520102", "nowhere", None]})
    result = book.decide_many(table, DAY, OFFICE, outputs=[RULE])
    assert result.to_arrow().column(0).null_count == 1
    assert [d.path for d in result.report.problems] == ["rows[1].facts.usual_residence_place"]


def test_bound_parameters_count_in_both(book: huice.Rulebook) -> None:
    bare = huice.load(*huice.packs.cn(values=False))
    bound = bare.bind([huice.Parameter("dibao_residence_years", "P3Y", area="520000")])
    assert bound != bare and bound.hash == bare.hash
    rows = [ROWS[0]]
    statuses = [
        (
            b.decide(rows[0], DAY, OFFICE)[RULE].status,
            as_pairs(b.decide_many(rows, DAY, OFFICE, OUTPUTS))[0][0],
        )
        for b in (bare, bound)
    ]
    assert statuses == [("eligible", "eligible"), ("ineligible", "ineligible")]


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        ({"residence_permit_held": "yes"}, "facts.residence_permit_held"),
        ({"residence_permit_hold": True}, "facts.residence_permit_hold"),
        ({"household_members": [{"birth_date": 5}]}, "facts.household_members[0].birth_date"),
    ],
)
def test_a_case_that_does_not_fit_says_where(book: huice.Rulebook, facts: dict, path: str) -> None:
    with pytest.raises(huice.CaseError) as caught:
        book.decide(facts, DAY, OFFICE)
    assert caught.value.diagnostics[0].path == path


def test_numpy_scalars_and_pandas_nothing_are_values(book: huice.Rulebook) -> None:
    facts = {
        "is_agri_transfer_population": np.bool_(True),
        "residence_permit_held": pd.NA,
        "residence_start_date": pd.Timestamp("2024-01-05"),
        "household_members": ({"birth_date": np.datetime64("2001-02-03")}, {"birth_date": pd.NaT}),
    }
    plain = {
        "is_agri_transfer_population": True,
        "residence_start_date": "2024-01-05",
        "household_members": [{"birth_date": "2001-02-03"}, {}],
    }
    assert (
        book.decide(facts, DAY, OFFICE).replay_hash == book.decide(plain, DAY, OFFICE).replay_hash
    )


def test_amounts_are_decimals(tmp_path) -> None:
    book = huice.load_texts({"p.yaml": PACK})
    table = pa.table(
        {"wage": pa.array([Decimal("100.10"), None, Decimal("0")], pa.decimal128(9, 2))}
    )
    result = book.decide_many(table, DAY, outputs=[huice.Output("half", amount=True)])
    amounts = result.to_arrow().column("half.amount").to_pylist()
    assert amounts == [Decimal("50.05"), None, Decimal("0.00")]
    narrow = book.decide_many(
        table, DAY, outputs=[huice.Output("half", amount=True, decimal64=True)]
    ).to_arrow()
    assert narrow.column("half.amount").type == pa.decimal64(18, 2)
    assert narrow.column("half.amount").to_pylist() == amounts
    many = book.decide_many(
        {"wage": ["36000000000000000.00", "1.00"]},
        DAY,
        outputs=[huice.Output("half", amount=True)],
    ).to_arrow()
    assert many.column("half.amount").to_pylist() == [None, Decimal("0.50")]
    assert book.decide({"wage": "100.10"}, DAY)["half"].amount == Decimal("50.05")


PACK = """
pack: test
version: "1"
area: "000000"
title: {zh: 测试, en: test}
sources:
  s: {title: {zh: 测试, en: test}, issuer: {zh: 测试, en: test}, issued: 2020-01-01,
      force: [{from: 2020-01-01, is: in_force}]}
families: {f: {title: {zh: 测试, en: test}}}
facts:
  wage:
    {type: money, unit: CNY/month, about: person, label: {zh: 工资, en: wage},
     question: {zh: 工资？, en: "wage?"}}
entitlements:
  - id: half
    class: A
    family: f
    beneficiary: person
    title: {zh: 一半, en: half}
    source: s all
    when: wage >= 0
    grants: {kind: money, of: {zh: 一半, en: half}, amount: wage / 2, unit: CNY, per: month}
"""
