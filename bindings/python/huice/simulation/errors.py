"""Standard errors from replicate weights, or from a bootstrap that makes them."""

from __future__ import annotations

import numpy as np

from huice._arrays import Floats
from huice.simulation.tally import Tally


class Replicates:
    """Weights of each replicate, a chunk of rows at a time."""

    def __init__(self, count: int, seed: int, given: Floats | None, scale: float | None) -> None:
        self.count = count if given is None else given.shape[1]
        self.scale = scale if scale is not None else 1 / max(1, self.count)
        self._given = given
        self._rng = np.random.Generator(np.random.PCG64(seed))

    def weights(self, start: int, weights: Floats) -> Floats | None:
        """A row for each replicate; a household is drawn Poisson(1) times in each bootstrap."""
        if self.count == 0:
            return None
        if self._given is not None:
            given: Floats = self._given[start : start + weights.size].T
            return given
        drawn: Floats = self._rng.poisson(1.0, (self.count, weights.size)) * weights
        return drawn


class StandardErrors:
    """How far sums of the replicates lie from those of the sample."""

    def __init__(self, tally: Tally, scale: float) -> None:
        self._tally = tally
        self._scale = scale

    def of_money(self, programme: int) -> dict[str, float]:
        """Of the sums granted in the baseline, in the reform, and of the change."""
        replicates = self._tally.money_replicates[:, programme]
        sums = self._tally.money[programme, :, :, 0].sum(axis=0)
        return {
            "se_baseline": self._error(replicates[:, 0], sums[0]),
            "se_reform": self._error(replicates[:, 1], sums[1]),
            "se_change": self._error(replicates[:, 1] - replicates[:, 0], sums[1] - sums[0]),
        }

    def of_eligible(self, programme: int) -> tuple[float, float]:
        """Of the number of eligible households, in the baseline and in the reform."""
        cells = self._tally.weighted[programme].sum(axis=0)
        replicates = self._tally.eligible_replicates[:, programme]
        return (
            self._error(replicates[:, 0], cells[0].sum()),
            self._error(replicates[:, 1], cells[:, 0].sum()),
        )

    def _error(self, replicates: Floats, estimate: float) -> float:
        return float(np.sqrt(self._scale * ((replicates - estimate) ** 2).sum()))
