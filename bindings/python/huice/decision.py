"""The answer for one case, and why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from huice import _core

if TYPE_CHECKING:
    from huice._core import Diagnostic

__all__ = ["Decision", "Grant", "Outcome"]


@dataclass(frozen=True)
class Grant:
    """What an outcome gives.

    Attributes
    ----------
    kind : str
        access, money, service, status, exemption, priority, place or duty.
    of : dict
        What it is, in Chinese and English ("zh", "en").
    amount : decimal.Decimal or None
        The exact sum; None while it hangs on something unknown or open, and without one.
    at_least, at_most : decimal.Decimal or None
        Bounds of a sum that is not known exactly.
    unit, per : str or None
        "CNY"; "month", "year", "once" ...
    if_terms_met : bool
        The amount is known, its terms are not bound.
    member : int or None
        The member's place in the household, of a rule for members.
    missing_facts, missing_parameters : list of str
        What the sum still hangs on.
    """

    kind: str
    of: dict[str, str]
    amount: Decimal | None
    at_least: Decimal | None
    at_most: Decimal | None
    unit: str | None
    per: str | None
    if_terms_met: bool
    member: int | None
    missing_facts: list[str]
    missing_parameters: list[str]


@dataclass(frozen=True)
class Outcome:
    """The outcome for one entitlement or prohibition.

    Attributes
    ----------
    id : str
        Of the entitlement or prohibition.
    status : str
        eligible, conditional, undetermined, ineligible, not_applicable or needs_review; of a
        prohibition also violated and respected.
    force : str
        not_yet, in_force, period_ended or draft: of the document on the day.
    missing_facts, missing_parameters : list of str
        Exactly what the outcome still hangs on.
    unsettled_facts : list of str
        Facts of which that could not be told within the limit.
    earliest : str or None
        The first day on which a refusal turns, as far as time alone does that.
    grants : list of Grant
        What it gives.
    reasons : list of dict
        Codes of the reasons with the facts and clauses that they rest on.
    """

    id: str
    title: dict[str, str]
    status: str
    family: str
    area: str
    force: str
    effect: str
    missing_facts: list[str]
    missing_parameters: list[str]
    unsettled_facts: list[str]
    earliest: str | None
    grants: list[Grant]
    reasons: list[dict[str, Any]]

    @property
    def amount(self) -> Decimal | None:
        """The sum of the first grant that has one."""
        return next((grant.amount for grant in self.grants if grant.amount is not None), None)


class Decision:
    """The answer for one case: an outcome for every entitlement and prohibition, with reasons.

    Use :meth:`huice.Rulebook.decide`.

    Examples
    --------
    >>> import huice
    >>> book = huice.load(*huice.packs.cn())
    >>> decision = book.decide(
    ...     {"residence_permit_held": False, "usual_residence_place": "520102",
    ...      "is_agri_transfer_population": True},
    ...     as_of="2026-03-10", jurisdiction="520000",
    ... )
    >>> decision["gz-dibao-residence-permit"].missing_facts
    []
    >>> print(decision.explain("gz-dibao-residence-permit", lang="en").splitlines()[0])
    Minimum living allowance at the place of residence for permit holders
    """

    def __init__(self, core: _core.Decision) -> None:
        self._core = core
        self._data: dict[str, Any] | None = None

    @property
    def _codes(self) -> dict[str, Any]:
        if self._data is None:
            self._data = json.loads(self._core.json(False))
        return self._data

    @property
    def entitlements(self) -> list[Outcome]:
        """Outcome of every entitlement, by id."""
        return [self._outcome(data) for data in self._codes["entitlements"]]

    @property
    def prohibitions(self) -> list[Outcome]:
        """Outcome of every prohibition, by id."""
        return [self._outcome(data) for data in self._codes["prohibitions"]]

    @property
    def as_of(self) -> str:
        """The day that it was decided for, as ISO text."""
        return str(self._codes["as_of"])

    @property
    def jurisdiction(self) -> str | None:
        """Code of the deciding office's place."""
        code: str | None = self._codes["jurisdiction"]
        return code

    @property
    def replay_hash(self) -> str:
        """SHA-256 over rulebook, day, office, facts and parameters."""
        return self._core.replay_hash

    @property
    def warnings(self) -> list[Diagnostic]:
        """What is odd about the facts, without keeping them from being decided."""
        return self._core.warnings

    def __getitem__(self, rule: str) -> Outcome:
        """Give the outcome of one entitlement or prohibition."""
        for data in self._codes["entitlements"] + self._codes["prohibitions"]:
            if data["id"] == rule:
                return self._outcome(data)
        raise KeyError(rule)

    def explain(self, rule: str | None = None, lang: str = "zh", *, width: int = 80) -> str:
        """Say in words what was decided and why.

        Parameters
        ----------
        rule : str, optional
            One entitlement, prohibition, service, fact or parameter in full; without it the
            whole answer, what is nearest to being got first.
        lang : {"zh", "en"}, default "zh"
            Language.
        width : int, default 80
            Columns; East Asian wide characters count two.

        Returns
        -------
        str
            Lines of text.

        Raises
        ------
        KeyError
            Nothing has that id.
        """
        english = _is_english(lang)
        if rule is None:
            return self._core.text(english, False, width)
        text = self._core.explain_text(rule, english, width)
        if not text:
            raise KeyError(rule)
        return text

    def to_dict(self) -> dict[str, Any]:
        """Give the whole answer, with its reasons in full, as docs/packs.md describes it.

        Returns
        -------
        dict
            Of JSON values; a new one each time.
        """
        whole: dict[str, Any] = json.loads(self._core.json(True))
        return whole

    def _outcome(self, data: dict[str, Any]) -> Outcome:
        names = ("id", "status", "family", "area", "force", "effect", "missing_facts")
        more = ("missing_parameters", "unsettled_facts", "earliest", "reasons")
        zh, en = self._core.title(data["id"])
        return Outcome(
            title={"zh": zh, "en": en},
            grants=[_grant(grant) for grant in data["grants"]],
            **{name: data[name] for name in names + more},
        )

    def __repr__(self) -> str:
        open_ones = sum(outcome["status"] == "eligible" for outcome in self._codes["entitlements"])
        return f"<huice.Decision {self.as_of} {self.jurisdiction or '-'}: {open_ones} eligible>"

    def _repr_html_(self) -> str:
        from huice.html import decision_html

        return decision_html(self)


def _is_english(lang: str) -> bool:
    if lang not in ("zh", "en"):
        raise ValueError(f"lang is 'zh' or 'en', not {lang!r}")
    return lang == "en"


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(str(text))


def _grant(data: dict[str, Any]) -> Grant:
    return Grant(
        kind=data["kind"],
        of=data["of"],
        amount=_decimal(data["amount"]),
        at_least=_decimal(data["at_least"]),
        at_most=_decimal(data["at_most"]),
        unit=data["unit"],
        per=data["per"],
        if_terms_met=data["if_terms_met"],
        member=data["member"],
        missing_facts=data["missing_facts"],
        missing_parameters=data["missing_parameters"],
    )
