"""From a seed to a population."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from huice.population import columns, published
from huice.population.assumptions import chosen
from huice.population.cases import CaseBuilder
from huice.population.families import RELATIONS, Families, draw_families
from huice.population.people import draw_people
from huice.population.places import KINDS, REGIONS, WORK_REGIONS, Gazetteer, draw_places
from huice.population.synthetic import SyntheticPopulation

MEMBERS = "household_members"


def synthesize(
    households: int,
    seed: int,
    *,
    as_of: str | datetime.date,
    live_in: str | None = None,
    assumptions: Mapping[str, Any] | None = None,
    total: float | None = None,
    areas: Iterable[str] | None = None,
) -> SyntheticPopulation:
    """Make up households of migrant workers that meet the published figures.

    A household is the one of a migrant worker, at the place where the worker lives; the worker is
    the applicant. The same arguments give the same bytes (with the same version of numpy).

    Parameters
    ----------
    households : int
        How many.
    seed : int
        Which of the possible populations.
    as_of : str or datetime.date
        The day on which people have their ages. The figures are of the years that they name;
        nothing is projected to this day.
    live_in : str, optional
        Code of a place: everybody lives there. The origins follow from the national flows; the
        other figures are those of the nation, for want of figures of the place.
    assumptions : mapping, optional
        Values for what is not published, by name; see :func:`defaults`.
    total : float, optional
        Workers that the population stands for. Without it: the published number for the nation;
        each household counts as one with `live_in`.
    areas : iterable of str, optional
        Codes of the places that people may live in; those of the shipped packs.

    Returns
    -------
    SyntheticPopulation
        Tables of households and persons.

    Examples
    --------
    >>> from huice.population import synthesize
    >>> people = synthesize(2000, seed=7, as_of="2026-03-10", live_in="520000")
    >>> people.households.column("usual_residence_place")[0].as_py()[:2]
    '52'
    """
    if households < 1:
        raise ValueError("`households` is at least 1")
    day = datetime.date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    assumed = chosen(assumptions)
    gazetteer = Gazetteer(
        list(areas) if areas is not None else _shipped_areas(), assumed["province_shares"]
    )
    rng = np.random.Generator(np.random.PCG64(seed))
    places = draw_places(rng, households, gazetteer, live_in)
    people = draw_people(rng, places.kind, assumed)
    families = draw_families(rng, places.kind, people, assumed)
    cases = CaseBuilder(rng, places, people, families, assumed, day)
    ids = _ids("SYN-H", households)
    table: dict[str, pa.Array] = {
        "household_id": ids,
        "weight": pa.array(np.full(households, _weight(households, live_in, total))),
        "kind": columns.names(places.kind, KINDS),
        "origin_region": columns.names(places.origin_region, REGIONS),
        "work_region": columns.names(places.work_region, WORK_REGIONS),
        **cases.extra,
        **cases.facts,
    }
    return SyntheticPopulation(
        households=pa.table(table),
        persons=_persons(rng, ids, families, cases, day),
        facts=tuple(cases.facts),
        seed=seed,
        as_of=day,
        live_in=live_in,
        assumed=assumed,
    )


def _weight(households: int, live_in: str | None, total: float | None) -> float:
    if total is not None:
        return total / households
    if live_in is not None:
        return 1.0
    return sum(published.figures()["workers_by_kind"].values.values()) * 10000 / households


def _persons(
    rng: np.random.Generator,
    ids: pa.Array,
    families: Families,
    cases: CaseBuilder,
    as_of: datetime.date,
) -> pa.Table:
    born = columns.birthdays(rng, families.age, as_of)
    first = families.relation == 0
    born[first] = cases.birth
    born = _same_pupil(born, families, cases)
    return pa.table(
        {
            "household_id": ids.take(pa.array(families.household)),
            "person_id": _ids("SYN-P", families.age.size),
            "family_relation": columns.names(families.relation, RELATIONS),
            "birth_date": columns.days(born),
        }
    )


def _same_pupil(born: Any, families: Families, cases: CaseBuilder) -> Any:
    """The child of the case is one of the members: both have one day of birth."""
    age_of_pupil = families.youngest_pupil[families.household]
    pupil = (families.relation == 2) & (families.age == age_of_pupil)
    return np.where(pupil, cases.youngest_born[families.household], born)


def _ids(prefix: str, count: int) -> pa.Array:
    width = max(9, len(str(count)))
    numbers = pc.utf8_lpad(pa.array(np.arange(1, count + 1)).cast(pa.string()), width, "0")
    return pc.binary_join_element_wise(prefix, numbers, "")


def _shipped_areas() -> list[str]:
    from huice import packs

    found: list[str] = []
    for path in packs.cn():
        for file in sorted(Path(path).rglob("areas.tsv")):
            lines = file.read_text(encoding="utf-8").splitlines()[1:]
            found += [line.split("\t")[0] for line in lines if line]
    return found
