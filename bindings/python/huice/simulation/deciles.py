"""Deciles of the baseline, weighted by persons."""

from __future__ import annotations

import numpy as np

from huice._arrays import Floats, Ints

NEGATIVE = -1
MISSING = 0


def deciles(values: Floats, weights: Floats) -> Ints:
    """Give the decile of each household, 1 to 10.

    Equal values stay together: they lie where the middle of their weight lies. Negative values are
    group -1; NaN, and rows without weight, are in no group (0).

    Parameters
    ----------
    values : numpy.ndarray
        Baseline income of each household, per head.
    weights : numpy.ndarray
        Persons that each household stands for.

    Returns
    -------
    numpy.ndarray
        A group for each household.

    Examples
    --------
    >>> import numpy as np
    >>> deciles(np.array([3.0, 1.0, 1.0, np.nan, -5.0]), np.ones(5)).tolist()
    [9, 4, 4, 0, -1]
    """
    if (weights < 0).any():
        raise ValueError("negative weights")
    groups = np.full(values.size, MISSING, dtype=np.int64)
    groups[values < 0] = NEGATIVE
    rows = np.flatnonzero((values >= 0) & (weights > 0))
    if rows.size == 0:
        return groups
    distinct, position = np.unique(values[rows], return_inverse=True)
    mass = np.bincount(position, weights=weights[rows], minlength=distinct.size)
    middle = np.cumsum(mass) - mass / 2
    groups[rows] = np.clip(np.floor(10 * middle / mass.sum()) + 1, 1, 10).astype(np.int64)[position]
    return groups
