"""Where people come from, work and live."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from huice._arrays import Floats, Ints, Texts
from huice.population import published
from huice.population.raking import Margin, Mean, rake
from huice.population.sampling import draw_cells, draw_within

REGIONS = ("east", "centre", "west", "north_east")
WORK_REGIONS = (*REGIONS, "elsewhere")
KINDS = ("local", "intra", "inter")
_PROVINCES: Mapping[str, Sequence[str]] = {
    "east": ("11", "12", "13", "31", "32", "33", "35", "37", "44", "46"),
    "centre": ("14", "34", "36", "41", "42", "43"),
    "west": ("15", "45", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65"),
    "north_east": ("21", "22", "23"),
}


@dataclass(frozen=True)
class Places:
    """A row for each worker; places are six digits, "" where the place lies elsewhere."""

    kind: Ints
    origin_region: Ints
    work_region: Ints
    hukou: Texts
    work: Texts


def flows() -> Floats:
    """Shares by origin region, kind and region of work, from the published counts.

    Starting point: equal kinds in every region, and destinations outside the province by size.
    """
    origin = published.shares("workers_by_origin")
    work = {
        **published.figures()["workers_by_work_region"].values,
        **published.figures()["workers_elsewhere"].values,
    }
    total = sum(work.values())
    kinds = published.shares("workers_by_kind")
    start = np.zeros((len(REGIONS), len(KINDS), len(WORK_REGIONS)))
    for o, region in enumerate(REGIONS):
        start[o, 0, o] = origin[region] * kinds["local"]
        start[o, 1, o] = origin[region] * kinds["intra"]
        start[o, 2, :] = [origin[region] * kinds["inter"] * work[w] / total for w in WORK_REGIONS]
    o, k, w = np.indices(start.shape)
    constraints: list[Any] = [
        Margin(o, [origin[region] for region in REGIONS]),
        Margin(k, [kinds[kind] for kind in KINDS]),
        Margin(w, [work[region] / total for region in WORK_REGIONS]),
    ]
    for number, region in enumerate(REGIONS):
        share = published.value("inter_share_of_outbound", region)
        outbound_here = (o == number) & (k > 0)
        constraints.append(Mean(np.where(outbound_here, (k == 2) - share, 0.0), 0.0))
    return rake(start, constraints)


class Gazetteer:
    """The places of a list of codes, by province."""

    def __init__(self, codes: Sequence[str], province_shares: Mapping[str, float]) -> None:
        known = set(codes)
        parents = {code[:4] + "00" for code in known if code[4:] != "00"}
        parents |= {code[:2] + "0000" for code in known if code[2:] != "0000"}
        self._leaves = sorted(known - parents - {"000000"})
        self._shares = province_shares

    def below(self, area: str) -> list[str]:
        """The smallest places that lie in an area; the area itself where nothing below is known."""
        prefix = area.rstrip("0")
        prefix += "0" * (len(prefix) % 2)
        return [code for code in self._leaves if code.startswith(prefix)] or [area]

    def provinces(self, region: str) -> tuple[list[str], Floats]:
        """The provinces of a region with their shares."""
        codes = list(_PROVINCES[region])
        given = {
            code: self._shares[code + "0000"] for code in codes if code + "0000" in self._shares
        }
        left = [code for code in codes if code not in given]
        rest = max(0.0, 1.0 - sum(given.values()))
        shares = np.array([given.get(code, rest / max(1, len(left))) for code in codes])
        return codes, shares / shares.sum()


def region_of(area: str) -> str:
    """The region of a place."""
    for region, provinces in _PROVINCES.items():
        if area[:2] in provinces:
            return region
    raise ValueError(f"`{area}` lies in no region of the survey")


def draw_places(
    rng: np.random.Generator, count: int, gazetteer: Gazetteer, live_in: str | None
) -> Places:
    """Draw kind, origin and place of work of each worker."""
    table = flows()
    if live_in is not None:
        here = WORK_REGIONS.index(region_of(live_in))
        only = np.zeros_like(table)
        only[:, :, here] = table[:, :, here]
        table = only
    cells = draw_cells(rng, table, count)
    origin, kind, work = np.unravel_index(cells, table.shape)
    work_province, work_place = _work_places(rng, work, gazetteer, live_in)
    hukou = _hukou_places(rng, origin, kind, work_province, work_place, gazetteer)
    return Places(kind, origin, work, hukou, work_place)


def _work_places(
    rng: np.random.Generator, work: Ints, gazetteer: Gazetteer, live_in: str | None
) -> tuple[Texts, Texts]:
    if live_in is not None:
        places = _one_of(rng, gazetteer.below(live_in), work.size)
        return np.full(work.size, live_in[:2]), places
    province = np.full(work.size, "", dtype="U2")
    for number, region in enumerate(REGIONS):
        rows = np.flatnonzero(work == number)
        codes, shares = gazetteer.provinces(region)
        province[rows] = np.array(codes)[
            draw_within(rng, shares[None, :], np.zeros(rows.size, np.int64))
        ]
    return province, _places_in(rng, province, gazetteer)


def _hukou_places(
    rng: np.random.Generator,
    origin: Ints,
    kind: Ints,
    work_province: Texts,
    work_place: Texts,
    gazetteer: Gazetteer,
) -> Texts:
    """Local workers live where they are registered, intra ones elsewhere in the province."""
    province = work_province.copy()
    for number, region in enumerate(REGIONS):
        rows = np.flatnonzero((kind == 2) & (origin == number))
        codes, shares = gazetteer.provinces(region)
        # Nobody is sent to the province of work: shares of the others, by the province of work.
        table = np.tile(shares, (len(codes) + 1, 1))
        np.fill_diagonal(table, 0.0)
        positions = np.full(rows.size, len(codes))
        for position, code in enumerate(codes):
            positions[work_province[rows] == code] = position
        province[rows] = np.array(codes)[draw_within(rng, table, positions)]
    elsewhere = _places_in(rng, province, gazetteer, not_these=np.where(kind == 1, work_place, ""))
    return np.where(kind == 0, work_place, elsewhere)


def _places_in(
    rng: np.random.Generator,
    provinces: Texts,
    gazetteer: Gazetteer,
    not_these: Texts | None = None,
) -> Texts:
    places = np.full(provinces.size, "", dtype="U6")
    for code in np.unique(provinces):
        if code == "":
            continue
        rows = np.flatnonzero(provinces == code)
        choices = gazetteer.below(str(code) + "0000")
        picked = rng.integers(0, len(choices), rows.size)
        if not_these is not None and len(choices) > 1:
            same = np.array(choices)[picked] == not_these[rows]
            picked[same] = (
                picked[same] + 1 + rng.integers(0, len(choices) - 1, int(same.sum()))
            ) % len(choices)
        places[rows] = np.array(choices)[picked]
    return places


def _one_of(rng: np.random.Generator, choices: Sequence[str], count: int) -> Texts:
    return np.array(choices, dtype="U6")[rng.integers(0, len(choices), count)]
