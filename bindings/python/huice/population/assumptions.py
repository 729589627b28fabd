"""What no statistic says: numbers that somebody has to choose, each with its meaning."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True)
class Assumption:
    """A number that is not published, with what it means.

    Attributes
    ----------
    value : float or mapping
        The number, or numbers by cell.
    meaning : str
        What it says about the people.
    """

    value: Any
    meaning: str


_DEFAULTS: Mapping[str, Assumption] = MappingProxyType(
    {
        # Joint structure: starting points that raking moves onto the published margins.
        "age_max": Assumption(75, "oldest worker, in full years"),
        "marriage_median_age": Assumption(25.0, "age at which half are married (starting point)"),
        "college_age_scale": Assumption(
            9.0, "years over which the share of college falls by e (starting point)"
        ),
        "construction_female_odds": Assumption(
            0.15, "odds of women to work in construction (starting point)"
        ),
        "transport_female_odds": Assumption(
            0.15, "odds of women to work in transport (starting point)"
        ),
        "service_female_odds": Assumption(
            2.0, "odds of women to work in catering and services (starting point)"
        ),
        "province_shares": Assumption(
            {}, "share of a province in its region, by code; provinces left out have equal shares"
        ),
        "town_odds_outbound": Assumption(
            4.0, "odds of outbound against local workers to live in a town"
        ),
        # Income.
        "income_sigma": Assumption(
            0.45, "standard deviation of the logarithm of a worker's income"
        ),
        "spouse_works": Assumption(0.7, "share of spouses in the household who earn"),
        "spouse_income": Assumption(
            0.8, "mean income of an earning spouse, as a share of the mean of all workers"
        ),
        # Families.
        "children": Assumption(
            {0: 0.2, 1: 0.45, 2: 0.35}, "share by number of children of those ever married"
        ),
        "age_at_first_child": Assumption(
            25.0, "mean age of the worker at the birth of the first child"
        ),
        "parents_in_household": Assumption(
            0.3, "share of local workers under 60 who live with their parents"
        ),
        # Residence.
        "residence_mean_years": Assumption(
            4.0, "mean of the years that outbound workers live in the place"
        ),
        "permit_held": Assumption(
            0.45, "share of outbound workers, after half a year, with a residence permit"
        ),
        "permit_endorsed": Assumption(0.85, "share of permits with a valid endorsement"),
        "stable_residence": Assumption(0.7, "share with a lawful stable dwelling"),
        "tenure_outbound": Assumption(
            {
                "owned": 0.15,
                "rents_public": 0.03,
                "rents_private": 0.52,
                "employer_dormitory": 0.28,
                "none": 0.02,
            },
            "tenure of outbound workers; local workers own",
        ),
        "settlement_wish": Assumption(0.2, "share of outbound workers who wish to settle"),
        # Work.
        "unemployed": Assumption(0.04, "share of employees who are out of work on the day"),
        "flexible": Assumption(0.15, "share of employees in flexible work"),
        "unemployment_registered": Assumption(
            0.3, "share of those out of work who have registered"
        ),
        "stable_employment": Assumption(
            0.75, "share of those in work whose work is lawful and stable"
        ),
        "stable_employment_mean_years": Assumption(3.0, "mean of the years in the stable work"),
        "platform_transport": Assumption(
            0.35, "share of transport workers who ride or drive for a platform"
        ),
        "domestic_services": Assumption(0.15, "share of service workers in domestic service"),
        "on_project": Assumption(
            0.9, "share of employees in construction on a project in progress"
        ),
        "insured": Assumption(
            0.167, "share insured as employees (an unconfirmed figure of 2014 for pensions)"
        ),
        "insurance_interrupted": Assumption(0.15, "share of the others who were insured before"),
        "wage_arrears": Assumption(0.0084, "share owed wages (an unconfirmed figure of 2016)"),
        "wants_training": Assumption(0.3, "share who want training"),
        # Start-ups.
        "returned": Assumption(
            0.2, "share of local workers who have come back from work elsewhere"
        ),
        "startup_early": Assumption(0.15, "share of the self-employed at an early stage"),
        "weak_collateral": Assumption(0.5, "share of the self-employed with little collateral"),
        # Lists and means tests.
        "poverty_relieved": Assumption(0.08, "share on the list of people lifted out of poverty"),
        "monitored": Assumption(0.01, "share monitored against a return to poverty"),
        "assets_within_limit": Assumption(
            0.5, "share of households whose assets are within the local limits"
        ),
        "assets_within_limit_poor": Assumption(
            0.8, "the same of households with at most half the median income per person"
        ),
        "unknown": Assumption(
            {
                "household_assets_within_limit": 0.15,
                "household_per_capita_income": 0.05,
                "residence_start_date": 0.03,
            },
            "share of households that do not know a fact, or have not been asked",
        ),
    }
)


def defaults() -> Mapping[str, Assumption]:
    """Give every assumption with the value it has unless told otherwise.

    Returns
    -------
    mapping of str to Assumption
        By name.

    Examples
    --------
    >>> from huice.population import defaults
    >>> defaults()["unemployed"].value
    0.04
    """
    return _DEFAULTS


def chosen(overrides: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The values to go by. Names that do not exist are an error."""
    values = {name: assumption.value for name, assumption in _DEFAULTS.items()}
    for name, value in (overrides or {}).items():
        if name not in values:
            near = difflib.get_close_matches(name, values, n=3)
            hint = f"; near: {', '.join(near)}" if near else ""
            raise ValueError(f"there is no assumption `{name}`{hint}")
        if isinstance(values[name], dict) != isinstance(value, Mapping):
            kind = "a mapping" if isinstance(values[name], dict) else "a number"
            raise ValueError(f"assumption `{name}` takes {kind}")
        values[name] = dict(value) if isinstance(value, Mapping) else value
    return values
