"""The twenty rules as polars expressions: two lazy plans over persons and households.

Aggregates of a household come from one `group_by`, what persons need of it from one join."""

from __future__ import annotations

import polars as pl

c = pl.col


def positive(value: pl.Expr) -> pl.Expr:
    return value.clip(lower_bound=0)


def pays(amount: pl.Expr | float, *conditions: pl.Expr) -> pl.Expr:
    """`amount` where all conditions hold, else 0."""
    return pl.when(*conditions).then(amount).otherwise(0.0)


def by_code(code: str, values: dict[str, float], otherwise: float = 0.0) -> pl.Expr:
    """A table by code; a chain of `when` takes a fifth of the time of `replace_strict`."""
    chain = pl.when(pl.lit(False)).then(0.0)
    for word, value in values.items():
        chain = chain.when(c(code) == word).then(value)
    return chain.otherwise(otherwise)


def marginal(base: pl.Expr, *brackets: tuple[float, float | None, float]) -> pl.Expr:
    """A marginal-rate scale: (from, to, rate) for each bracket."""
    total = pl.lit(0.0)
    for low, high, rate in brackets:
        part = base if high is None else base.clip(upper_bound=high)
        total = total + rate * positive(part - low)
    return total


def person_concepts(persons: pl.LazyFrame) -> pl.LazyFrame:
    long_enough = c("contribution_years") >= 2
    made = persons.with_columns(
        gross=c("salary") + c("self_employment") + c("pension_income"),
        adult=c("age") >= 18,
        meets_residence=c("resident") & (c("citizen") | long_enough),
    )
    return made.with_columns(
        e04=pays(
            positive(pl.when(c("age") < 25).then(300.0).otherwise(380.0) - c("gross")),
            c("employment") == "unemployed",
            c("adult"),
            c("age") < 66,
            c("meets_residence"),
            c("savings") < 16000,
        ),
        e05=pays(
            pl.lit(330.0),
            c("carer"),
            c("age") >= 16,
            c("salary") <= 650,
            c("meets_residence"),
        ),
        e06=pays(
            by_code("disability", {"low": 110.0, "mid": 290.0, "high": 430.0}),
            c("meets_residence"),
            c("age") < 66,
        ),
    )


def household_aggregates(persons: pl.LazyFrame) -> pl.LazyFrame:
    return persons.group_by("household").agg(
        income=c("gross").sum(),
        wealth=c("savings").sum(),
        adults=c("adult").sum().cast(pl.Int32),
        people=pl.len().cast(pl.Int32),
        youngest=c("age").min(),
        oldest=c("age").max(),
        earner=(c("salary") > 0).any(),
        pupil=c("age").is_between(4, 16).any(),
        severely_disabled=(c("disability") == "high").any(),
        jobseekers=c("e04").sum(),
        exempt=((c("e05") > 0) | (c("e06") > 0)).any(),
    )


def household_rules(households: pl.LazyFrame, aggregates: pl.LazyFrame) -> pl.LazyFrame:
    income, wealth, adults, children = c("income"), c("wealth"), c("adults"), c("children")
    made = households.join(aggregates, on="household", how="left", maintain_order="left")
    made = made.with_columns(children=c("people") - adults)
    made = made.with_columns(equivalence=1.0 + 0.5 * positive(adults - 1) + 0.3 * children)
    made = made.with_columns(equivalent_income=income / c("equivalence").clip(lower_bound=0.1))
    full = pl.when(children > 0).then(110.0).otherwise(0.0) + 72.0 * positive(children - 1)
    guarantee = pl.when(adults >= 2).then(1440.0).otherwise(945.0)
    cap = by_code("region", {"north": 500.0, "south": 700.0, "east": 600.0, "west": 550.0}, 1300.0)
    standard = pl.when(adults >= 2).then(620.0).otherwise(393.0)
    most = standard + 290.0 * children.clip(upper_bound=2)
    allowance = pl.when(children > 0, c("earner")).then(400.0).otherwise(0.0)
    steps = (positive(wealth - 6000) / 250).floor()
    council = by_code("tenure", {"owner": 100.0, "tenant": 120.0, "social": 90.0, "free": 60.0})
    made = made.with_columns(
        e01=positive(full - 0.1 * positive(income - 5000)),
        e03=pays(positive(guarantee - income - positive(wealth - 10000) / 500), c("oldest") >= 66),
        e08=pays(
            positive(
                pl.min_horizontal(c("rent"), cap) - 0.65 * positive(income - 400 * c("equivalence"))
            ),
            c("tenure").is_in(["tenant", "social"]),
            wealth < 16000,
        ),
        e09=pays(
            positive(most - 0.55 * positive(income - allowance) - steps * 4.35), wealth < 16000
        ),
        e12=pays(
            (0.3 * c("energy_bill")).clip(upper_bound=150),
            (c("oldest") >= 75) | c("severely_disabled") | (c("youngest") < 5),
            c("equivalent_income") < 1200,
        ),
        e16=pays(pl.lit(150.0), adults == 1, children > 0, c("youngest") < 8, income < 2000),
        e17=pays(council * positive(1 - income / 2500), wealth < 16000),
    )
    total = c("e01") + c("e08") + c("e09") + c("e16") + c("jobseekers")
    limit = pl.when(c("people") > 1).then(2100.0).otherwise(1400.0)
    return made.with_columns(
        e11=c("pupil") & (c("e09") > 0) & (income < 620),
        e20=pl.when(c("exempt")).then(total).otherwise(pl.min_horizontal(total, limit)),
    )


def person_rules(persons: pl.LazyFrame, households: pl.LazyFrame) -> pl.LazyFrame:
    needed = households.select("household", "income", "equivalent_income", "e09")
    made = persons.join(needed, on="household", how="left", maintain_order="left")
    age, employment = c("age"), c("employment")
    attendance = by_code("disability", {"mid": 290.0, "high": 430.0})
    return made.select(
        pays(
            (c("contribution_years") / 35).clip(upper_bound=1) * 900,
            age >= 66,
            c("contribution_years") >= 10,
        ).alias("e02"),
        c("e04"),
        c("e05"),
        c("e06"),
        pays(attendance, age >= 66).alias("e07"),
        pays((0.9 * c("salary")).clip(upper_bound=750), c("pregnant"), c("salary") >= 500).alias(
            "e10"
        ),
        pays(
            positive(400 - 0.2 * positive(c("income") - 2500)),
            employment == "student",
            c("adult"),
            age < 30,
        ).alias("e13"),
        pays(
            marginal(c("salary"), (500, 2000, 0.4), (2000, 4000, 0.2)),
            c("disability") != "none",
            employment == "employed",
        ).alias("e14"),
        pays(
            marginal(c("gross"), (600, 1200, 0.1), (1200, 2000, -0.05), (2000, None, -0.05)),
            employment.is_in(["employed", "self_employed"]),
            c("adult"),
        ).alias("e15"),
        (
            (age < 16)
            | (age >= 60)
            | c("pregnant")
            | ((age < 19) & (employment == "student"))
            | (c("e09") > 0)
        ).alias("e18"),
        (
            (age >= 66)
            | (c("disability") == "high")
            | ((age < 18) & (c("equivalent_income") < 1500))
        ).alias("e19"),
    )


HOUSEHOLD_RESULTS = ["e01", "e03", "e08", "e09", "e11", "e12", "e16", "e17", "e20"]


def evaluate(persons: pl.DataFrame, households: pl.DataFrame) -> list[pl.DataFrame]:
    """The results of the households and of the persons, in the order of the inputs."""
    people = person_concepts(persons.lazy())
    homes = household_rules(households.lazy(), household_aggregates(people))
    # Both at once: what they share is computed once.
    return pl.collect_all([homes.select(HOUSEHOLD_RESULTS), person_rules(people, homes)])
