"""Who lives with the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from huice._arrays import Flags, Ints
from huice.population import published
from huice.population.people import FIRST_AGE, MARITAL, People
from huice.population.sampling import draw_within, happens, spread

RELATIONS = ("self", "spouse", "child", "parent", "sibling", "grandparent", "other")
ADULT = 18
SCHOOL_AGE = 3


@dataclass(frozen=True)
class Families:
    """The members of all households, those of one beside each other, first the worker."""

    household: Ints
    relation: Ints
    age: Ints
    size: Ints
    family_moved: Flags
    spouse: Flags
    youngest_pupil: Ints  # age, -1: no child of school age


def draw_families(
    rng: np.random.Generator, kind: Ints, people: People, assumed: Mapping[str, Any]
) -> Families:
    """Draw the household of each worker at the place where it works."""
    married = people.marital == MARITAL.index("with_spouse")
    outbound = kind > 0
    moved = happens(rng, _moved_share(outbound, married), outbound & married)
    together = ~outbound | moved
    spouse = married & together
    number, first = _children(rng, people, together, assumed)
    parents = happens(rng, assumed["parents_in_household"], ~outbound & (people.age < 60))
    ages = [
        (0, people.age, np.ones(kind.size, bool)),
        (1, np.clip(people.age + rng.integers(-4, 4, kind.size), 20, None), spouse),
    ]
    for child in range(number.max() if number.size else 0):
        age = first - 3 * child
        ages.append((2, age, (child < number) & (age >= 0) & (age < ADULT)))
    ages.append((3, people.age + 24 + rng.integers(0, 6, kind.size), parents))
    ages.append((3, people.age + 22 + rng.integers(0, 6, kind.size), parents))
    return _in_order(ages, moved, spouse)


def _moved_share(outbound: Flags, married: Flags) -> float:
    """The share of married outbound workers that makes the published share of all outbound ones."""
    share = published.value("whole_family_moved", "outbound")
    return min(1.0, share * max(1, int(outbound.sum())) / max(1, int((outbound & married).sum())))


def _children(
    rng: np.random.Generator,
    people: People,
    together: Flags,
    assumed: Mapping[str, Any],
) -> tuple[Ints, Ints]:
    """How many children were born to those who live with their family, and the age of the first."""
    ever = (people.marital > 0) & together
    numbers = np.array(sorted(assumed["children"]), dtype=np.int64)
    shares = np.array([[assumed["children"][n] for n in numbers.tolist()]], dtype=np.float64)
    drawn = numbers[draw_within(rng, shares, np.zeros(people.age.size, np.int64))]
    late = spread(rng, np.zeros(people.age.size, np.int64)) * 10 - 5
    first = people.age - np.round(assumed["age_at_first_child"] + late).astype(np.int64)
    return np.where(ever & (people.age >= FIRST_AGE + 4), drawn, 0), first


def _in_order(
    ages: list[tuple[int, Ints, Flags]],
    moved: Flags,
    spouse: Flags,
) -> Families:
    there = np.stack([present for _, _, present in ages], axis=1)
    age = np.stack([values for _, values, _ in ages], axis=1)
    relation = np.broadcast_to(np.array([number for number, _, _ in ages]), there.shape)
    household = np.broadcast_to(np.arange(there.shape[0])[:, None], there.shape)
    pupil = (relation == 2) & there & (age >= SCHOOL_AGE)
    youngest = np.where(pupil, age, 1000).min(axis=1)
    return Families(
        household=household[there],
        relation=relation[there],
        age=age[there],
        size=there.sum(axis=1),
        family_moved=moved,
        spouse=spouse,
        youngest_pupil=np.where(youngest == 1000, -1, youngest),
    )
