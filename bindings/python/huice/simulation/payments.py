"""In which unit and how often a sum is paid: as the engine says it of a household that gets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from huice._arrays import Floats
from huice.simulation.outcomes import Outcomes, Programme

if TYPE_CHECKING:
    from huice.rulebook import Rulebook


_PERSON = "person"
_A_MONTH = {"month": 1.0, "year": 1 / 12}


@dataclass(frozen=True)
class Payment:
    """Unit and period of a sum."""

    unit: str
    per: str
    for_each_person: bool

    @property
    def a_month(self) -> float | None:
        """How much of a sum falls on a month; None for what is paid once or without a period."""
        return _A_MONTH.get(self.per)


class Payments:
    """How each programme pays under the two rulebooks, as far as a household is granted a sum."""

    def __init__(
        self,
        books: tuple[Rulebook, Rulebook],
        what: Sequence[Programme],
        as_of: str,
        jurisdiction: str | None,
    ) -> None:
        self._books = books
        self._what = what
        self._as_of = as_of
        self._jurisdiction = jurisdiction
        self._found: list[list[Payment | None]] = [[None, None] for _ in what]

    def of(self, programme: int, scenario: int) -> Payment | None:
        """How the programme pays; None while nobody has been granted a sum."""
        return self._found[programme][scenario]

    def seen(self, programme: int) -> list[Payment]:
        """The ways in which the programme pays, the same one once."""
        return list(dict.fromkeys(p for p in self._found[programme] if p is not None))

    def in_income(self, programme: int) -> bool:
        """Whether the sums are part of a monthly income, as far as they are known."""
        return all(payment.a_month is not None for payment in self.seen(programme))

    def units(
        self,
        programme: int,
        scenario: int,
        outcome: Outcomes,
        cases: Any,
        persons: Floats | None,
    ) -> Floats:
        """How often a household is paid the sum: for each person where the unit says so.

        NaN where that is not known: such sums are open.
        """
        payment = self._found[programme][scenario]
        if payment is None and self._what[programme].has_amount:
            payment = self._look(programme, scenario, outcome, cases)
        rows = outcome.status[programme].size
        if payment is None or not payment.for_each_person:
            return np.ones(rows)
        return np.full(rows, np.nan) if persons is None else persons

    def _look(self, programme: int, scenario: int, outcome: Outcomes, cases: Any) -> Payment | None:
        paid = (outcome.certain[programme] != 0) | (outcome.conditional[programme] != 0)
        if not paid.any():
            return None
        row = cases.slice(int(np.flatnonzero(paid)[0]), 1).to_pylist()[0]
        facts = {name: value for name, value in row.items() if value is not None}
        decision = self._books[scenario].decide(facts, self._as_of, self._jurisdiction)
        payment = _payment(decision[self._what[programme].id])
        self._found[programme][scenario] = payment
        return payment


def _payment(outcome: Any) -> Payment:
    """A unit may say the rest itself: CNY/person, CNY/month."""
    grant = next(grant for grant in outcome.grants if grant.amount is not None)
    unit, *rest = (grant.unit or "").split("/")
    per = grant.per or next((word for word in rest if word != _PERSON), "")
    return Payment(unit, per, _PERSON in rest)
