"""Weighted statistics of incomes: poverty and inequality."""

from __future__ import annotations

import numpy as np

from huice._arrays import Floats


def quantile(values: Floats, weights: Floats, share: float) -> float:
    """Give the smallest value below or at which at least a share of the weight lies.

    Parameters
    ----------
    values, weights : numpy.ndarray
        Values, and what each stands for.
    share : float
        0 to 1.

    Returns
    -------
    float
        One of the values; NaN without any.

    Examples
    --------
    >>> import numpy as np
    >>> quantile(np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.0, 2.0]), 0.5)
    2.0
    """
    order = np.argsort(values, kind="stable")
    mass = np.cumsum(weights[order])
    if mass.size == 0 or mass[-1] <= 0:
        return float("nan")
    place = np.searchsorted(mass, share * mass[-1] * (1 - 1e-12))
    return float(values[order][min(place, mass.size - 1)])


def poverty(incomes: Floats, weights: Floats, line: float) -> tuple[float, float, float]:
    """Give headcount, gap and severity: means of ((line - income) / line)^a of the poor.

    Parameters
    ----------
    incomes, weights : numpy.ndarray
        Income per head, and persons.
    line : float
        Poor are those below it.

    Returns
    -------
    tuple of float
        The three measures.

    Examples
    --------
    >>> import numpy as np
    >>> poverty(np.array([50.0, 100.0, 200.0, 300.0]), np.ones(4), 100.0)
    (0.25, 0.125, 0.0625)
    """
    gap = np.where(incomes < line, (line - incomes) / line, 0.0)
    mass = weights.sum()
    if mass <= 0:
        return float("nan"), float("nan"), float("nan")
    poor = float((weights * (incomes < line)).sum() / mass)
    return poor, float((weights * gap).sum() / mass), float((weights * gap**2).sum() / mass)


def lorenz(incomes: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Give the Lorenz curve: shares of persons, the poorest first, and their shares of income.

    Parameters
    ----------
    incomes, weights : numpy.ndarray
        Income per head, and persons.

    Returns
    -------
    tuple of numpy.ndarray
        Both from 0 to 1; equal incomes lie on one straight piece.
    """
    distinct, position = np.unique(incomes, return_inverse=True)
    mass = np.bincount(position, weights=weights, minlength=distinct.size)
    income = mass * distinct
    persons: Floats = np.append(0.0, np.cumsum(mass) / mass.sum())
    shares: Floats = np.append(0.0, np.cumsum(income) / income.sum())
    return persons, shares


def gini(incomes: Floats, weights: Floats) -> float:
    """Give the Gini coefficient: twice the area between the Lorenz curve and the diagonal.

    Parameters
    ----------
    incomes, weights : numpy.ndarray
        Income per head, and persons.

    Returns
    -------
    float
        0: all have the same.

    Examples
    --------
    >>> import numpy as np
    >>> gini(np.array([0.0, 1.0]), np.ones(2))
    0.5
    """
    persons, shares = lorenz(incomes, weights)
    area = (np.diff(persons) * (shares[1:] + shares[:-1]) / 2).sum()
    return float(1 - 2 * area)
