"""Charts of the frames as Vega-Lite, for notebooks and pages: plain data, nothing to install."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huice.simulation.bands import BANDS, BANDS_ZH
from huice.simulation.charts import signature, words_of
from huice.simulation.outcomes import STATUSES, STATUSES_ZH

if TYPE_CHECKING:
    from huice.simulation.run import Simulation

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def specification(run: Simulation, kind: str, lang: str) -> dict[str, Any]:
    """One chart as data."""
    makers = {"coverage": _coverage, "deciles": _deciles, "winners": _winners}
    if kind not in makers:
        raise ValueError(f"there is no Vega-Lite chart `{kind}`: {', '.join(makers)}")
    words = words_of(lang)
    return {
        "$schema": SCHEMA,
        "title": {"text": words[kind], "subtitle": signature(run, words)},
        **makers[kind](run, words, lang),
    }


def _coverage(run: Simulation, words: dict[str, str], lang: str) -> dict[str, Any]:
    names = dict(zip(STATUSES, STATUSES_ZH if lang == "zh" else STATUSES))
    titles = {entry.id: entry.title[lang] for entry in run.programmes}
    frame = run.coverage[run.coverage["grouping"] == "all"]
    values = [
        {
            "programme": titles[row["programme"]],
            "scenario": words[row["scenario"]],
            "status": names[status],
            "order": order,
            "households": row[status],
        }
        for row in frame.to_dict("records")
        for order, status in enumerate(STATUSES)
        if row[status]
    ]
    encoding = {
        "row": {"field": "programme", "type": "nominal", "title": None},
        "y": {"field": "scenario", "type": "nominal", "title": None},
        "x": _stacked("households", words["share"]),
        "color": _colours("status", list(names.values())),
        "order": {"field": "order", "type": "quantitative"},
    }
    return {"data": {"values": values}, "mark": "bar", "encoding": encoding}


def _winners(run: Simulation, words: dict[str, str], lang: str) -> dict[str, Any]:
    names = dict(zip(BANDS, BANDS_ZH if lang == "zh" else BANDS))
    values = [
        {
            "decile": words["all"] if row.decile == "all" else row.decile,
            "band": names[row.band],
            "order": BANDS.index(row.band),
            "share": row.share,
        }
        for row in run.winners.itertuples()
        if row.share == row.share
    ]
    groups = [words["all"], *(str(number) for number in range(10, 0, -1))]
    encoding = {
        "y": {"field": "decile", "type": "ordinal", "sort": groups, "title": words["decile"]},
        "x": _stacked("share", words["share"]),
        "color": _colours("band", list(names.values())),
        "order": {"field": "order", "type": "quantitative"},
    }
    return {"data": {"values": values}, "mark": "bar", "encoding": encoding}


def _deciles(run: Simulation, words: dict[str, str], lang: str) -> dict[str, Any]:
    values = [
        {"decile": row.decile, "change": None if row.abs != row.abs else row.abs}
        for row in run.deciles.itertuples()
        if row.decile != "all"
    ]
    order = [str(number) for number in range(1, 11)]
    encoding = {
        "x": {"field": "decile", "type": "ordinal", "sort": order, "title": words["decile"]},
        "y": {"field": "change", "type": "quantitative", "title": words["change"]},
    }
    return {"data": {"values": values}, "mark": "bar", "encoding": encoding}


def _stacked(field: str, title: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "stack": "normalize", "title": title}


def _colours(field: str, names: list[str]) -> dict[str, Any]:
    return {"field": field, "type": "nominal", "scale": {"domain": names}, "title": None}
