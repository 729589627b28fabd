"""A change of the rules, as data: laid over a rulebook, never into it."""

from __future__ import annotations

import datetime
import difflib
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from huice.rulebook import Rulebook

__all__ = ["ParameterChange", "Reform", "ReformError"]

_FIRST_DAY = datetime.date(1900, 1, 1)
_TERMS_KEYS = ("test", "amount", "unit", "per")


class ReformError(ValueError):
    """A reform does not fit the rulebook that it is laid over.

    Attributes
    ----------
    problems : tuple of str
        Everything that is wrong.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class ParameterChange:
    """A new value of a parameter, for a time and a place.

    Attributes
    ----------
    parameter : str
        Id of the parameter.
    value : str or list of str or mapping
        As a pack writes it: ``"P6M"``, ``"900"``; a list for a set; for terms a mapping with
        ``test``, ``amount`` or both, and ``unit`` and ``per`` of the amount.
    start : datetime.date, optional
        First day; every day before `end` without.
    end : datetime.date, optional
        Last day; no end without.
    area : str, optional
        Code of a place: there and in all that lies in it. Without it: in the area of the pack that
        declares the parameter, and wherever else it has a value.
    """

    parameter: str
    value: Any
    start: datetime.date | None = None
    end: datetime.date | None = None
    area: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", _frozen(self.value))
        object.__setattr__(self, "start", _day(self.start))
        object.__setattr__(self, "end", _day(self.end))

    def to_dict(self) -> dict[str, Any]:
        """Give the change as plain data."""
        out: dict[str, Any] = {"parameter": self.parameter, "value": _plain(self.value)}
        for key, day in (("start", self.start), ("end", self.end)):
            if day is not None:
                out[key] = day.isoformat()
        if self.area is not None:
            out["area"] = self.area
        return out


@dataclass(frozen=True)
class Reform:
    """Changed parameters, replaced entitlements, entitlements that are switched off.

    A reform is data and changes nothing by itself: :meth:`apply` gives a new rulebook.

    Attributes
    ----------
    name : str
        What reports call it.
    parameters : tuple of ParameterChange
        New values. They hold instead of every value that the base has for the time and place.
    replace : mapping of str to str
        The text of entitlements as a pack writes them (YAML), by id.
    switch_off : tuple of str
        Entitlements that apply to nobody any more (``not_applicable``); those that presuppose them
        go with them.

    Examples
    --------
    >>> import huice
    >>> reform = huice.Reform.of("half a year", {"dibao_residence_years": "P6M"})
    >>> reform.to_dict()["parameters"]
    [{'parameter': 'dibao_residence_years', 'value': 'P6M'}]
    >>> book = huice.load(*huice.packs.cn())
    >>> reform.apply(book).hash == book.hash
    False
    """

    name: str
    parameters: tuple[ParameterChange, ...] = ()
    replace: Mapping[str, str] = field(default_factory=dict)
    switch_off: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "parameters", tuple(self.parameters))
        object.__setattr__(self, "replace", MappingProxyType(dict(self.replace)))
        object.__setattr__(self, "switch_off", tuple(self.switch_off))

    @classmethod
    def of(
        cls,
        name: str,
        values: Mapping[str, Any] | None = None,
        *,
        start: str | datetime.date | None = None,
        end: str | datetime.date | None = None,
        area: str | None = None,
        replace: Mapping[str, str] | None = None,
        switch_off: Iterable[str] = (),
    ) -> Reform:
        """Make a reform whose parameters all change at one time and place.

        Parameters
        ----------
        name : str
            What reports call it.
        values : mapping, optional
            New values by parameter; see :class:`ParameterChange`.
        start, end : str or datetime.date, optional
            First and last day.
        area : str, optional
            Code of the place.
        replace : mapping of str to str, optional
            Texts of entitlements by id.
        switch_off : iterable of str, optional
            Ids of entitlements.

        Returns
        -------
        Reform
            The reform.
        """
        changes = tuple(
            ParameterChange(parameter, value, _day(start), _day(end), area)
            for parameter, value in (values or {}).items()
        )
        return cls(name, changes, dict(replace or {}), tuple(switch_off))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Reform:
        """Make a reform from what :meth:`to_dict` gave.

        Parameters
        ----------
        data : mapping
            Plain data.

        Returns
        -------
        Reform
            The reform.
        """
        unknown = sorted(set(data) - {"name", "parameters", "replace", "switch_off"})
        if unknown:
            raise ReformError([f"a reform has no key `{key}`" for key in unknown])
        changes = tuple(
            ParameterChange(
                entry["parameter"],
                entry["value"],
                entry.get("start"),
                entry.get("end"),
                entry.get("area"),
            )
            for entry in data.get("parameters", [])
        )
        return cls(
            data["name"], changes, data.get("replace", {}), tuple(data.get("switch_off", ()))
        )

    def to_dict(self) -> dict[str, Any]:
        """Give the reform as plain data, as JSON and YAML hold it.

        Returns
        -------
        dict
            ``name`` and what is changed.
        """
        out: dict[str, Any] = {"name": self.name}
        if self.parameters:
            out["parameters"] = [change.to_dict() for change in self.parameters]
        if self.replace:
            out["replace"] = dict(self.replace)
        if self.switch_off:
            out["switch_off"] = list(self.switch_off)
        return out

    @property
    def hash(self) -> str:
        """SHA-256 over what is changed; the name does not count."""
        content = {key: value for key, value in self.to_dict().items() if key != "name"}
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

    def __hash__(self) -> int:
        return hash(self.hash)

    def __reduce__(self) -> Any:
        return Reform.from_dict, (self.to_dict(),)

    def validate(self, book: Rulebook) -> None:
        """Check the reform against a rulebook without laying it over.

        Parameters
        ----------
        book : Rulebook
            The base.

        Raises
        ------
        ReformError
            With everything that does not fit.
        """
        problems = [*self._unknown_names(book), *self._wrong_values(book), *self._twice()]
        if problems:
            raise ReformError(problems)

    def apply(self, book: Rulebook) -> Rulebook:
        """Lay the reform over a rulebook.

        Parameters
        ----------
        book : Rulebook
            The base, which stays as it is.

        Returns
        -------
        Rulebook
            A new rulebook with its own hash; what the base has bound stays bound.

        Raises
        ------
        ReformError
            If the reform does not fit the base.
        LoadError
            If a replaced text or a new value is not right in itself.
        """
        from huice._overlay import overlay

        self.validate(book)
        return overlay(self, book)

    def touched(self, book: Rulebook) -> frozenset[str]:
        """Name the entitlements whose outcome the reform can change at all.

        Parameters
        ----------
        book : Rulebook
            The base.

        Returns
        -------
        frozenset of str
            Those that are replaced or switched off, those that can read a changed parameter, and
            those that presuppose one of them.
        """
        from huice._overlay import presupposed

        changed = {change.parameter for change in self.parameters}
        found = set(self.replace) | set(self.switch_off)
        found |= {rule["id"] for rule in book.entitlements if changed & set(rule["parameters"])}
        needs = presupposed(self, book)
        while True:
            more = {rule for rule, others in needs.items() if others & found} - found
            if not more:
                return frozenset(found)
            found |= more

    def _unknown_names(self, book: Rulebook) -> list[str]:
        parameters = [entry["id"] for entry in book.parameters]
        entitlements = [entry["id"] for entry in book.entitlements]
        problems = []
        for change in self.parameters:
            if change.parameter not in parameters:
                problems.append(_no_such("parameter", change.parameter, parameters))
        for rule in (*self.replace, *self.switch_off):
            if rule not in entitlements:
                problems.append(_no_such("entitlement", rule, entitlements))
        return problems

    def _wrong_values(self, book: Rulebook) -> list[str]:
        kinds = {entry["id"]: entry["kind"] for entry in book.parameters}
        problems = []
        for change in self.parameters:
            kind = kinds.get(change.parameter)
            if change.start and change.end and change.end < change.start:
                problems.append(f"`{change.parameter}`: the last day lies before the first")
            if kind == "terms":
                keys = set(change.value) if isinstance(change.value, Mapping) else None
                if not keys or keys - set(_TERMS_KEYS) or not keys & {"test", "amount"}:
                    problems.append(
                        f"`{change.parameter}` is terms: give a mapping with `test` or `amount`, "
                        "and `unit` and `per` of the amount"
                    )
            elif kind == "table":
                problems.append(f"`{change.parameter}` is a table: replace the rules that read it")
            elif kind == "set" and not isinstance(change.value, tuple):
                problems.append(f"`{change.parameter}` is a set: give a list")
            elif kind == "value" and not isinstance(change.value, str):
                problems.append(
                    f"`{change.parameter}` takes one value, written as a pack writes it"
                )
        return problems

    def _twice(self) -> list[str]:
        problems = []
        for rule in set(self.replace) & set(self.switch_off):
            problems.append(f"`{rule}` is replaced and switched off")
        for number, one in enumerate(self.parameters):
            for other in self.parameters[:number]:
                if one.parameter == other.parameter and _meet(one, other):
                    problems.append(f"`{one.parameter}` is given two values for one day and place")
        return problems


def _meet(one: ParameterChange, other: ParameterChange) -> bool:
    days = (one.start or _FIRST_DAY) <= (other.end or datetime.date.max) and (
        other.start or _FIRST_DAY
    ) <= (one.end or datetime.date.max)
    return days and (one.area or "000000") == (other.area or "000000")


def _no_such(what: str, name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=3)
    hint = f"; near: {', '.join(near)}" if near else ""
    return f"the rulebook has no {what} `{name}`{hint}"


def _day(day: str | datetime.date | None) -> datetime.date | None:
    return datetime.date.fromisoformat(day) if isinstance(day, str) else day


def _frozen(value: Any) -> Any:
    if isinstance(value, Mapping):
        return MappingProxyType({str(key): _frozen(part) for key, part in value.items()})
    if isinstance(value, (list, tuple, set, frozenset)):
        return tuple(str(part) for part in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        raise ReformError([f"{value} is a binary float: write the value as a text"])
    return str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return list(value) if isinstance(value, tuple) else value
