"""In which unit and how often a sum is paid: as the engine says it of a household that gets it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from huice.simulation.outcomes import Outcomes, Programme

if TYPE_CHECKING:
    from huice.rulebook import Rulebook

Floats = npt.NDArray[np.float64]

_EACH = "/person"
_A_MONTH = {"month": 1.0, "year": 1 / 12}


class Payments:
    """Unit and period of each programme's sums."""

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
        self._seen = [False] * len(what)
        self._for_each_person = [False] * len(what)
        self.found: list[dict[str, str]] = [{"unit": "", "per": ""} for _ in what]

    def seen(self, programme: int) -> bool:
        """Whether any household is granted a sum."""
        return self._seen[programme]

    def a_month(self, programme: int) -> float | None:
        """How much of a sum falls on a month; None for what is paid once or without a period."""
        return _A_MONTH.get(self.found[programme]["per"])

    def units(
        self, programme: int, outcomes: Sequence[Outcomes], cases: Any, persons: Floats | None
    ) -> Floats:
        """How often a household is paid the sum: for each person where the unit says so.

        NaN where that is not known: such sums are open.
        """
        if not self._seen[programme] and self._what[programme].has_amount:
            self._look(programme, outcomes, cases)
        rows = outcomes[0].status[programme].size
        if not self._for_each_person[programme]:
            return np.ones(rows)
        return np.full(rows, np.nan) if persons is None else persons

    def _look(self, programme: int, outcomes: Sequence[Outcomes], cases: Any) -> None:
        for book, outcome in zip(self._books, outcomes):
            paid = (outcome.certain[programme] != 0) | (outcome.conditional[programme] != 0)
            if not paid.any():
                continue
            row = cases.slice(int(np.flatnonzero(paid)[0]), 1).to_pylist()[0]
            facts = {name: value for name, value in row.items() if value is not None}
            decision = book.decide(facts, as_of=self._as_of, jurisdiction=self._jurisdiction)
            unit, per = _payment(decision, self._what[programme].id)
            self._for_each_person[programme] = unit.endswith(_EACH)
            self.found[programme] = {"unit": unit.removesuffix(_EACH), "per": per}
            self._seen[programme] = True
            return


def _payment(decision: Any, rule: str) -> tuple[str, str]:
    outcome = next(outcome for outcome in decision.entitlements if outcome.id == rule)
    grant = next(grant for grant in outcome.grants if grant.amount is not None)
    return grant.unit or "", grant.per or ""
