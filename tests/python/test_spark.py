"""huice.spark on a real local Spark: the answers of one machine, from every cut of the rows."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from decimal import Decimal
from pathlib import Path

import huice
import pytest

if importlib.util.find_spec("pyspark") is None:
    pytest.skip("pyspark is not installed: no tests of huice.spark", allow_module_level=True)
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("there is no Java: no tests of huice.spark", allow_module_level=True)

import huice.spark
import numpy as np
import pyarrow as pa
import pyspark.cloudpickle as cloudpickle
import pyspark.sql.functions as sql
from pyspark.sql import SparkSession

TWENTY = Path(__file__).resolve().parents[2] / "benchmarks" / "twenty"
JANUARY = "2025-01-01"
CODES = {
    "employment": ["employed", "self_employed", "unemployed", "student", "inactive", "retired"],
    "disability": ["none", "low", "mid", "high"],
    "region": ["north", "south", "east", "west", "capital"],
    "tenure": ["owner", "tenant", "social", "free", "homeless"],
}
AMOUNTS = ["salary", "self_employment", "pension_income", "savings", "rent", "energy_bill"]
OUTPUTS = [
    huice.Output("e01-child-benefit", amount=True, missing_facts=True),
    huice.Output("e02-state-pension", amount=True, missing_facts=True, places=8),
    huice.Output("e04-jobseeker-allowance", amount=True, reasons=True),
    huice.Output("e08-housing-benefit", amount=True, places=4),
    huice.Output("e18-free-prescriptions", missing_facts=True),
    huice.Output("e20-capped-total", amount=True, places=4),
]


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .appName("huice")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "37")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def book():
    return huice.load(TWENTY / "pack")


def column(rng, name, rows):
    """A column of a fact of the twenty rules; one value in twenty is unknown."""
    unknown = rng.random(rows) < 0.05
    if name in CODES:
        return pa.array(rng.choice(CODES[name], rows), pa.string(), mask=unknown)
    if name in AMOUNTS:
        cents = (rng.gamma(2.0, 500.0, rows) * 100).astype(int).tolist()
        return pa.array([None if u else Decimal(c).scaleb(-2) for c, u in zip(cents, unknown)])
    if name in ("age", "contribution_years"):
        most = 95 if name == "age" else 50
        return pa.array(rng.integers(0, most, rows, dtype=np.int32), mask=unknown)
    return pa.array(rng.random(rows) < 0.5, mask=unknown)


PERSON = [
    "age", "salary", "self_employment", "pension_income", "savings", "employment", "disability",
    "resident", "citizen", "carer", "pregnant", "contribution_years",
]  # fmt: skip
HOME = ["rent", "energy_bill", "region", "tenure"]


@pytest.fixture(scope="module")
def people():
    """Persons and households as flat tables."""
    rng = np.random.default_rng(7)
    home = np.concatenate([np.arange(400), rng.integers(0, 400, 600)])
    persons = pa.table(
        {"person_id": pa.array(rng.permutation(1000), pa.int64()), "household_id": home}
        | {name: column(rng, name, 1000) for name in PERSON}
    )
    households = pa.table(
        {"household_id": np.arange(400)} | {name: column(rng, name, 400) for name in HOME}
    )
    return persons, households


@pytest.fixture(scope="module")
def nested(people):
    """One row for each household; a few of them do not know their members."""
    return with_members(*people, unknown=np.arange(400) % 50 == 3)


def with_members(persons, households, unknown=None):
    """Households with a list of their members, in the order of the persons' ids."""
    persons = persons.sort_by([("household_id", "ascending"), ("person_id", "ascending")])
    ends = np.cumsum(np.bincount(persons["household_id"].to_numpy()))
    members = pa.ListArray.from_arrays(
        pa.array(np.concatenate([[0], ends]), pa.int32()),
        persons.drop_columns("household_id").to_struct_array().combine_chunks(),
        mask=None if unknown is None else pa.array(unknown),
    )
    return households.append_column("people", members)


def on_one_machine(book, table, **options):
    """What decide_many gives, in Spark's types, as rows by the household's id."""
    answers = book.decide_many(table, as_of=JANUARY, outputs=OUTPUTS, **options).to_arrow()
    return dict(zip(table["household_id"].to_pylist(), answers.to_pylist()))


def on_spark(frame, book, **options):
    decided = huice.spark.decide(
        frame, book, as_of=JANUARY, outputs=OUTPUTS, keep="household_id", **options
    )
    rows = decided.toArrow().to_pylist()
    assert len({row["household_id"] for row in rows}) == len(rows)
    problems = {row["household_id"]: row.pop("problem") for row in rows}
    return {row.pop("household_id"): row for row in rows}, problems


@pytest.mark.parametrize("block", [1, 64, 65_536])
def test_answers_are_those_of_one_machine(spark, book, nested, block):
    frame = spark.createDataFrame(nested).repartition(3)
    assert frame.rdd.getNumPartitions() == 3
    answers, problems = on_spark(frame, book, ignore=["people.person_id"], block=block)
    expected = on_one_machine(book, nested, ignore=["household_id", "people.person_id"])
    assert answers == expected
    assert set(problems.values()) == {None}
    statuses = {row["e08-housing-benefit.status"] for row in answers.values()}
    assert statuses == {"eligible", "ineligible", "undetermined"}
    assert answers[3]["e02-state-pension.status"] is None


def test_a_refused_row_costs_no_other_its_answers(spark, book, nested):
    refused = set(range(0, 400, 2))  # more than a report names of its own accord
    rent = pa.array([Decimal("-0.01" if i in refused else "500.00") for i in range(400)])
    table = nested.set_column(nested.column_names.index("rent"), "rent", rent)
    frame = spark.createDataFrame(table).repartition(2)
    answers, problems = on_spark(frame, book, ignore=["people.person_id"])
    assert answers == on_one_machine(book, table, ignore=["household_id", "people.person_id"])
    assert {id for id, problem in problems.items() if problem is not None} == refused
    assert all(problems[id].startswith("E0411 rent: ") for id in refused)
    assert answers[0]["e08-housing-benefit.status"] is None
    assert answers[1]["e08-housing-benefit.status"] is not None


def test_wrong_columns_are_told_before_anything_runs(spark, book, nested):
    frame = spark.createDataFrame(nested).drop("people")
    with pytest.raises(huice.TableError, match=r"`energy_bil`(.|\n)*`energy_bill`"):
        huice.spark.decide(
            frame.withColumnRenamed("energy_bill", "energy_bil"),
            book,
            as_of=JANUARY,
            keep="household_id",
        )
    with pytest.raises(huice.OutputError, match="e01"):
        huice.spark.decide(
            frame, book, as_of=JANUARY, outputs=["e01-child-benefits"], keep="household_id"
        )
    with pytest.raises(ValueError, match="household"):
        huice.spark.decide(frame, book, as_of=JANUARY, keep=["household"])
    with pytest.raises(ValueError, match="problem"):
        huice.spark.decide(
            frame.withColumnRenamed("household_id", "problem"), book, as_of=JANUARY, keep="problem"
        )


def test_bound_parameters_go_with_the_rulebook(spark, book, nested):
    frame = spark.createDataFrame(nested).repartition(2)
    older = book.bind({"pension_age": 90})
    ignore = ["household_id", "people.person_id"]
    expected = on_one_machine(older, nested, ignore=ignore)
    assert expected != on_one_machine(book, nested, ignore=ignore)
    assert on_spark(frame, older, ignore=["people.person_id"])[0] == expected
    # The worker processes still hold the rulebook of the tests before.
    assert on_spark(frame, book, ignore=["people.person_id"])[0] != expected


def test_households_nested_by_spark_and_persons_out_again(spark, book, people):
    persons, households = (spark.createDataFrame(table).repartition(2) for table in people)
    members = persons.groupBy("household_id").agg(
        sql.array_sort(sql.collect_list(sql.struct("person_id", *PERSON))).alias("people")
    )
    decided = huice.spark.decide(
        households.join(members, "household_id"),
        book,
        as_of=JANUARY,
        outputs=["e02-state-pension", "e18-free-prescriptions"],
        keep=["household_id", "people"],
        ignore=["people.person_id"],
    )
    flat = decided.select(
        sql.explode(
            sql.arrays_zip(
                sql.col("people.person_id").alias("person_id"),
                sql.col("`e02-state-pension.status`").alias("pension"),
                sql.col("`e18-free-prescriptions.status`").alias("prescriptions"),
            )
        ).alias("person")
    ).select("person.*")
    found = {row["person_id"]: row for row in flat.toArrow().to_pylist()}
    table = with_members(*people)
    answers = book.decide_many(
        table, as_of=JANUARY, outputs=["e02-state-pension", "e18-free-prescriptions"],
        ignore=["household_id", "people.person_id"],
    )  # fmt: skip
    rows = zip(table["people"].to_pylist(), answers.to_arrow().to_pylist())
    expected = {
        member["person_id"]: {
            "person_id": member["person_id"],
            "pension": row["e02-state-pension.status"][i],
            "prescriptions": row["e18-free-prescriptions.status"][i],
        }
        for members, row in rows
        for i, member in enumerate(members)
    }
    assert found == expected
    assert len(found) == 1000


def test_shipped_packs_go_to_a_worker_once(spark):
    book = huice.load(*huice.packs.cn())
    frame = spark.createDataFrame([(i, i % 2 == 0) for i in range(100)], "id int, x boolean")
    frame = frame.withColumnRenamed("x", "is_agri_transfer_population").repartition(4)
    shipped = huice.spark._shipped(frame, book)
    with_it = len(cloudpickle.dumps(huice.spark._mapper(shipped, None)))
    assert with_it < 5_000 < len(cloudpickle.dumps(book))
    decided = huice.spark.decide(
        frame, book, as_of="2026-03-10", jurisdiction="520000", keep=["id"],
        outputs=["gz-dibao-residence-permit"],
    )  # fmt: skip
    counted = decided.groupBy("`gz-dibao-residence-permit.status`").count().collect()
    assert {row[0]: row[1] for row in counted} == {"undetermined": 50, "ineligible": 50}
