"""Tables of shares that meet published margins and stay as near as can be to a starting point."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from huice._arrays import Floats, Ints


class Margin:
    """Shares of the parts that the cells fall into: `part` gives the number of a cell's part."""

    def __init__(self, part: Ints, shares: Sequence[float]) -> None:
        self._part = part
        self._shares = np.asarray(shares, dtype=np.float64)

    def apply(self, table: Floats) -> Floats:
        """Scale every part to its share."""
        part = np.broadcast_to(self._part, table.shape)
        now = np.bincount(part.ravel(), weights=table.ravel(), minlength=len(self._shares))
        with np.errstate(divide="ignore", invalid="ignore"):
            factor = np.where(now > 0, self._shares / now, 0.0)
        return table * factor[part]


class Mean:
    """A mean over the cells, where a share of them counts: sum of share x feature."""

    def __init__(self, feature: Floats, target: float) -> None:
        self._feature = feature
        self._target = target

    def apply(self, table: Floats) -> Floats:
        """Tilt the table by exp(t x feature), the nearest table with this mean."""
        feature = np.broadcast_to(self._feature, table.shape)
        tilt = 0.0
        for _ in range(50):
            tilted = table * np.exp(tilt * feature)
            tilted /= tilted.sum()
            mean = float((tilted * feature).sum())
            variance = float((tilted * feature**2).sum()) - mean**2
            if abs(mean - self._target) < 1e-13 or variance <= 0:
                break
            tilt -= (mean - self._target) / variance
        return tilted


def rake(start: Floats, constraints: Sequence[Margin | Mean]) -> Floats:
    """Give the table nearest to `start` that meets all constraints.

    Iterative proportional fitting; with means, Csiszar's projections in turn.
    """
    table: Floats = start / start.sum()
    for _ in range(5000):
        before = table
        for constraint in constraints:
            table = constraint.apply(table)
        if np.abs(table - before).max() < 1e-13:
            break
    if all(np.abs(constraint.apply(table) - table).max() < 1e-9 for constraint in constraints):
        return table
    raise ArithmeticError("the margins do not agree with each other")


def same_odds(inside: float, rest: float, share: float, overall: float) -> tuple[float, float]:
    """Move two shares, keeping their odds ratio, until they mix to the one overall.

    Published conditional shares of the survey do not mix to its overall share by the published head
    counts: the overall one is met, the difference between the two is kept.
    """
    low, high = -20.0, 20.0
    for _ in range(200):
        shift = (low + high) / 2
        moved = (_shifted(inside, shift), _shifted(rest, shift))
        if moved[0] * share + moved[1] * (1 - share) < overall:
            low = shift
        else:
            high = shift
    return moved


def _shifted(share: float, shift: float) -> float:
    return float(1 / (1 + (1 - share) / share * np.exp(-shift)))
