"""Winners and losers: five bands around no change, and those of whom it cannot be told."""

from __future__ import annotations

import numpy as np

from huice._arrays import Floats, Ints

BANDS = (
    "lose more than 5%",
    "lose up to 5%",
    "no change",
    "gain up to 5%",
    "gain more than 5%",
    "unknown",
)
BANDS_ZH = ("减少超过5%", "减少不超过5%", "不变", "增加不超过5%", "增加超过5%", "尚不能确定")
UNKNOWN = BANDS.index("unknown")


def bands(baseline: Floats, reform: Floats) -> Ints:
    """Give the band of each household: (reform - baseline) / max(baseline, 1), NaN is unknown.

    Parameters
    ----------
    baseline, reform : numpy.ndarray
        Net income of each household.

    Returns
    -------
    numpy.ndarray
        Indices into `BANDS`.

    Examples
    --------
    >>> import numpy as np
    >>> [BANDS[i] for i in bands(np.array([100.0, 100.0, 0.0]), np.array([105.0, np.nan, 0.0]))]
    ['gain up to 5%', 'unknown', 'no change']
    """
    with np.errstate(invalid="ignore"):
        change = (reform - baseline) / np.maximum(baseline, 1.0)
        found = np.select(
            [change < -0.05, change < 0, change == 0, change <= 0.05, change > 0.05],
            [0, 1, 2, 3, 4],
            UNKNOWN,
        )
    return found.astype(np.int64)
