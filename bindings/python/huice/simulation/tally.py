"""Sums over the population, added up chunk by chunk; sums of parts add up to the whole."""

from __future__ import annotations

import numpy as np

from huice._arrays import Flags, Floats, Ints
from huice.simulation.outcomes import ELIGIBLE, STATUSES, Outcomes

_KINDS = len(STATUSES)
# Parts of the sums of money.
CERTAIN, IF_CONDITIONS_ARE_MET, HOUSEHOLDS_OPEN = range(3)


class Tally:
    """Transitions and sums of money of each programme, for the parts of one grouping."""

    def __init__(self, programmes: int, parts: int, replicates: int = 0) -> None:
        self.count = np.zeros((programmes, parts, _KINDS, _KINDS), dtype=np.int64)
        self.weighted = np.zeros((programmes, parts, _KINDS, _KINDS))
        # programme, part, scenario, kind of sum
        self.money = np.zeros((programmes, parts, 2, 3))
        # programme, part; eligible, of them receiving, of them not known
        self.take_up = np.zeros((programmes, parts, 3))
        self.money_replicates = np.zeros((replicates, programmes, 2))
        self.eligible_replicates = np.zeros((replicates, programmes, 2))

    def add(
        self,
        programme: int,
        part: Ints,
        weights: Floats,
        units: tuple[Floats, Floats],
        outcomes: tuple[Outcomes, Outcomes],
        replicates: Floats | None = None,
    ) -> None:
        """Add rows: `part` says to which part each belongs, `units` how often a sum is paid."""
        old, new = (outcome.status[programme].astype(np.int64) for outcome in outcomes)
        parts = self.count.shape[1]
        cell = (part * _KINDS + old) * _KINDS + new
        size = parts * _KINDS * _KINDS
        shape = (parts, _KINDS, _KINDS)
        self.count[programme] += np.bincount(cell, minlength=size).reshape(shape)
        self.weighted[programme] += np.bincount(cell, weights=weights, minlength=size).reshape(
            shape
        )
        for scenario, outcome in enumerate(outcomes):
            sums, open_rows = money(outcome, programme, units[scenario])
            for kind, values in enumerate((*sums, open_rows.astype(float))):
                self.money[programme, :, scenario, kind] += np.bincount(
                    part, weights=weights * values, minlength=parts
                )
            if replicates is not None:
                eligible = outcome.status[programme] == ELIGIBLE
                self.money_replicates[:, programme, scenario] += replicates @ sums[0]
                self.eligible_replicates[:, programme, scenario] += replicates @ eligible

    def add_take_up(
        self, programme: int, part: Ints, weights: Floats, outcome: Outcomes, receiving: Floats
    ) -> None:
        """Add rows to the take-up; NaN in `receiving` is not known."""
        eligible = weights * (outcome.status[programme] == ELIGIBLE)
        unknown = np.isnan(receiving)
        gets = np.where(unknown, False, receiving != 0)
        for kind, values in enumerate((eligible, eligible * gets, eligible * unknown)):
            self.take_up[programme, :, kind] += np.bincount(
                part, weights=values, minlength=self.take_up.shape[1]
            )


def money(outcome: Outcomes, programme: int, units: Floats) -> tuple[tuple[Floats, Floats], Flags]:
    """What is paid for certain, what is paid if open conditions are met, and whose sum is open.

    A sum that is paid an unknown number of times is open.
    """
    certain, conditional = outcome.certain[programme], outcome.conditional[programme]
    uncounted = np.isnan(units)
    times = np.where(uncounted, 0.0, units) / 100.0
    is_open = outcome.open[programme] | (uncounted & ((certain != 0) | (conditional != 0)))
    return (certain * times, conditional * times), is_open
