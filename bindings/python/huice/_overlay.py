"""Lays a reform over the texts of a rulebook's packs."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from huice.reform import ParameterChange, Reform
    from huice.rulebook import Rulebook

_ONE_DAY = datetime.timedelta(days=1)
_FIRST_DAY = "1900-01-01"
_NATION = "000000"

Pack = dict[str, Any]


def overlay(reform: Reform, book: Rulebook) -> Rulebook:
    """Give the rulebook that the changed packs make; what was bound stays bound."""
    from huice.reform import ReformError
    from huice.rulebook import load_texts

    changed = {change.parameter for change in reform.parameters}
    bound = sorted({binding.id for binding in book.bindings} & changed)
    if bound:
        raise ReformError(
            [
                f"`{name}` is bound on the base, and what is bound wins: bind it anew"
                for name in bound
            ]
        )
    texts = book.texts()
    packs = {name: _read(text) for name, text in texts.items() if _is_pack(name)}
    head = _areas_of_packs(packs)
    cut = [_cut(packs, change, head) for change in reform.parameters]
    for change, areas in zip(reform.parameters, cut):
        _add(packs, change, areas, head)
    for rule, text in reform.replace.items():
        _replace(packs, rule, _read(text))
    for rule in reform.switch_off:
        _find(packs, rule)["applies"] = "false"
    written = {name: json.dumps(pack, ensure_ascii=False, indent=1) for name, pack in packs.items()}
    reformed = load_texts({**texts, **written})
    return reformed.bind(book.bindings) if book.bindings else reformed


def presupposed(reform: Reform, book: Rulebook) -> dict[str, set[str]]:
    """For each entitlement those that it presupposes, as the base and as the reform has it."""
    texts = [text for name, text in book.texts().items() if _is_pack(name)]
    rules = [rule for text in texts for rule in _read(text).get("entitlements", [])]
    rules += [_read(text) for text in reform.replace.values()]
    needs: dict[str, set[str]] = {}
    for rule in rules:
        required = rule.get("requires", [])
        named = [required] if isinstance(required, str) else required
        needs.setdefault(rule["id"], set()).update(named)
    return needs


def _is_pack(name: str) -> bool:
    return name.endswith(".yaml")


def _read(text: str) -> Any:
    """Every scalar as text, as packs mean them."""
    try:
        import yaml
    except ImportError as error:
        raise ImportError("reforms need PyYAML: pip install huice[simulation]") from error
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(text, loader)


def _areas_of_packs(packs: dict[str, Pack]) -> dict[str, str]:
    heads = [pack for pack in packs.values() if "part" not in pack]
    return {pack["pack"]: pack.get("area", _NATION) for pack in heads}


def _cut(packs: dict[str, Pack], change: ParameterChange, areas: dict[str, str]) -> set[str]:
    """Take the time and place of the change out of every value; gives the areas that had one."""
    found: set[str] = set()
    for pack in packs.values():
        area = areas.get(pack["pack"], _NATION)
        declared = pack.get("parameters", {}).get(change.parameter)
        for holder, key in ((declared, "values"), (pack.get("binds"), change.parameter)):
            if not holder or key not in holder:
                continue
            holder[key] = [
                part
                for entry in holder[key]
                for part in _left_of(entry, change, entry.get("area", area))
            ]
            if not holder[key]:
                del holder[key]
        if "binds" in pack and not pack["binds"]:
            del pack["binds"]
    return found


def _left_of(entry: Pack, change: ParameterChange, area: str) -> list[Pack]:
    """What is left of an entry before and after the change."""
    if change.area is not None and not _within(area, change.area):
        return [entry]
    first, last = _day(entry["from"]), _day(entry["to"]) if "to" in entry else None
    start, end = change.start or datetime.date.min, change.end
    if (last is not None and last < start) or (end is not None and end < first):
        return [entry]
    left = []
    if first < start:
        left.append({**entry, "to": (start - _ONE_DAY).isoformat()})
    if end is not None and (last is None or end < last):
        left.append({**entry, "from": (end + _ONE_DAY).isoformat()})
    return left


def _add(
    packs: dict[str, Pack], change: ParameterChange, had_one: set[str], areas: dict[str, str]
) -> None:
    """Write the new value where the parameter is declared."""
    data = change.to_dict()
    value = data["value"] if isinstance(data["value"], dict) else {"value": data["value"]}
    days = {"from": data.get("start", _FIRST_DAY), **({"to": data["end"]} if "end" in data else {})}
    for pack in packs.values():
        if change.parameter not in pack.get("parameters", {}):
            continue
        everywhere = {areas.get(pack["pack"], _NATION), *had_one}
        places = {change.area} if change.area is not None else _outermost(everywhere)
        values = pack["parameters"][change.parameter].setdefault("values", [])
        values += [{**days, "area": area, **value} for area in sorted(places)]


def _outermost(areas: set[str]) -> set[str]:
    return {
        area for area in areas if not any(other != area and _within(area, other) for other in areas)
    }


def _replace(packs: dict[str, Pack], rule: str, new: Any) -> None:
    from huice.reform import ReformError

    if not isinstance(new, dict) or new.get("id") != rule:
        raise ReformError([f"the text for `{rule}` is no entitlement of that id"])
    old = _find(packs, rule)
    old.clear()
    old.update(new)


def _find(packs: dict[str, Pack], rule: str) -> Pack:
    return next(
        entry
        for pack in packs.values()
        for entry in pack.get("entitlements", [])
        if entry["id"] == rule
    )


def _within(area: str, outer: str) -> bool:
    if outer == _NATION:
        return True
    for digits in (2, 4, 6):
        if outer[digits:] == "0" * (6 - digits):
            return area[:digits] == outer[:digits]
    return area == outer


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
