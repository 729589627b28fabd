"""Who the workers are: sex, age, marriage, schooling, trade and pay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from huice._arrays import Flags, Floats, Ints
from huice.population import published
from huice.population.raking import Margin, Mean, rake, same_odds
from huice.population.sampling import draw_cells, draw_within, happens

SEXES = ("male", "female")
MARITAL = ("unmarried", "with_spouse", "widowed_divorced")
EDUCATION = ("none", "primary", "junior", "senior", "college")
INDUSTRIES = (
    "manufacturing",
    "construction",
    "trade",
    "transport",
    "catering",
    "services",
    "other",
)
AGE_BANDS = ("16-40", "41-50", "51+")
FIRST_AGE = 16


@dataclass(frozen=True)
class People:
    """A row for each worker."""

    sex: Ints
    age: Ints
    marital: Ints
    education: Ints
    industry: Ints
    self_employed: Flags
    trained: Flags
    in_town: Flags


def age_band(age: Ints) -> Ints:
    """The number of the band of the survey that an age lies in."""
    return np.digitize(age, [41, 51])


def draw_people(rng: np.random.Generator, kind: Ints, assumed: Mapping[str, Any]) -> People:
    """Draw what is known of each worker, given whether it is a local or an outbound one."""
    outbound = (kind > 0).astype(np.int64)
    demography = demography_table(assumed)
    sex, age, marital = (np.empty(kind.size, np.int64) for _ in range(3))
    for group in (0, 1):
        rows = np.flatnonzero(outbound == group)
        cells = draw_cells(rng, demography[group], rows.size)
        sex[rows], age[rows], marital[rows] = np.unravel_index(cells, demography.shape[1:])
    trades = trade_table(demography, assumed)
    position = sex * demography.shape[2] + age
    cells = draw_within(rng, trades.reshape(position_count(trades), -1), position)
    education, industry = np.unravel_index(cells, trades.shape[2:])
    everyone = np.ones(kind.size, dtype=bool)
    return People(
        sex=sex,
        age=age + FIRST_AGE,
        marital=marital,
        education=education,
        industry=industry,
        self_employed=happens(rng, published.value("employment_form", "self_employed"), everyone),
        trained=_by_kind(rng, outbound, same_odds_of("trained")),
        in_town=_by_kind(rng, outbound, town_shares(assumed["town_odds_outbound"])),
    )


def position_count(trades: Floats) -> int:
    """The rows of a table of trades: pairs of sex and age."""
    return int(trades.shape[0] * trades.shape[1])


def outbound_share() -> float:
    """The published share of outbound workers by head count."""
    return 1 - published.shares("workers_by_kind")["local"]


def same_odds_of(figure: str, overall: str = "all") -> tuple[float, float]:
    """Shares of local and of outbound workers that mix to the overall one."""
    local, outbound = published.value(figure, "local"), published.value(figure, "outbound")
    return same_odds(local, outbound, 1 - outbound_share(), published.value(figure, overall))


def town_shares(odds: float) -> tuple[float, float]:
    """Shares of local and outbound workers who live in a town."""
    everyone = published.value("living_in_town", "all") / sum(
        published.figures()["workers_by_kind"].values.values()
    )
    return same_odds(0.5, odds / (1 + odds), 1 - outbound_share(), everyone)


def demography_table(assumed: Mapping[str, Any]) -> Floats:
    """Shares by kind (local, outbound), sex, age and marital status."""
    ages = np.arange(FIRST_AGE, int(assumed["age_max"]) + 1)
    married = 1 / (1 + np.exp(-(ages - assumed["marriage_median_age"]) / 2.5))
    parted = 0.005 + 0.001 * np.clip(ages - 20, 0, None)
    by_age = np.stack([1 - married + 0.01, married, married * parted], axis=-1)
    start = np.broadcast_to(by_age, (2, 2, ages.size, 3)).copy()
    kind, sex, age, marital = np.indices(start.shape)
    heads = np.array([1 - outbound_share(), outbound_share()])
    female = np.array(same_odds_of("female"))
    spouse = np.array(
        same_odds(
            published.value("with_spouse", "local"),
            published.value("with_spouse", "outbound"),
            heads[0],
            published.value("marital_status", "with_spouse"),
        )
    )
    mean = published.figures()["mean_age"].values
    moved = mean["all"] - (heads[0] * mean["local"] + heads[1] * mean["outbound"])
    constraints: list[Any] = [
        Margin(age_band(ages[age]), [published.value("age_band", band) for band in AGE_BANDS]),
        Margin(marital, [published.shares("marital_status")[state] for state in MARITAL]),
        Mean(np.where(kind == 0, ages[age] - mean["local"] - moved, 0.0) / 10, 0.0),
        Mean(np.where(kind == 1, ages[age] - mean["outbound"] - moved, 0.0) / 10, 0.0),
        Margin(kind * 2 + (marital == 1), _pairs(heads, spouse)),
        Margin(kind * 2 + sex, _pairs(heads, female)),
    ]
    return rake(start, constraints)


def trade_table(demography: Floats, assumed: Mapping[str, Any]) -> Floats:
    """Shares by sex, age, education and industry."""
    ages = np.arange(FIRST_AGE, FIRST_AGE + demography.shape[2])
    shares = published.shares("education")
    schooling = np.stack([np.full(ages.size, shares[level]) for level in EDUCATION], axis=-1)
    tilt = np.exp(-(ages - 43) / assumed["college_age_scale"])[:, None]
    schooling *= tilt ** np.array([-1.0, -0.6, 0.0, 0.4, 1.0])
    industry = np.tile([published.shares("industry")[name] for name in INDUSTRIES], (2, 1))
    for names, odds in (
        (("construction",), "construction_female_odds"),
        (("transport",), "transport_female_odds"),
        (("catering", "services"), "service_female_odds"),
    ):
        for name in names:
            industry[1, INDUSTRIES.index(name)] *= assumed[odds]
    people = demography.sum(axis=(0, 3))
    start = people[:, :, None, None] * schooling[None, :, :, None] * industry[:, None, None, :]
    sex, age, level, trade = np.indices(start.shape)
    constraints = [
        Margin(level, [shares[name] for name in EDUCATION]),
        Margin(trade, [published.shares("industry")[name] for name in INDUSTRIES]),
        Margin(sex * ages.size + age, people.ravel()),
    ]
    return rake(start, constraints)


def mean_incomes(kind: Ints, industry: Ints, working: Flags) -> Floats:
    """The expected income of each worker: industry by industry, and local against outbound.

    The published means of local and outbound workers do not mix to the one of all by head counts:
    the means of the industries and of all are met, the ratio of the two is kept.
    """
    values = published.figures()
    means = {**values["income_by_industry"].values, **values["income_by_industry_derived"].values}
    shares = published.shares("industry")
    everyone = values["income"].values["all"]
    left = everyone - sum(shares[name] * mean for name, mean in means.items())
    means["other"] = left / shares["other"]
    by_industry = np.array([means[name] for name in INDUSTRIES])
    ratio = values["income"].values["outbound"] / values["income"].values["local"]
    factor = np.where(kind > 0, ratio, 1.0)
    here = np.bincount(industry[working], weights=factor[working], minlength=len(INDUSTRIES))
    size = np.bincount(industry[working], minlength=len(INDUSTRIES))
    with np.errstate(divide="ignore", invalid="ignore"):
        level = np.where(size > 0, here / size, 1.0)
    return by_industry[industry] * factor / level[industry]


def _pairs(heads: Floats, shares: Floats) -> list[float]:
    return [
        value for head, share in zip(heads, shares) for value in (head * (1 - share), head * share)
    ]


def _by_kind(rng: np.random.Generator, outbound: Ints, shares: tuple[float, float]) -> Flags:
    local = happens(rng, shares[0], outbound == 0)
    return local | happens(rng, shares[1], outbound == 1)
