"""Drawing with as little noise as a sample can have."""

from __future__ import annotations

import numpy as np

from huice._arrays import Flags, Floats, Ints


def draw_cells(rng: np.random.Generator, table: Floats, count: int) -> Ints:
    """Draw cells by their shares: each comes as often as expected, give or take one."""
    edges = np.cumsum(table.ravel())
    points = (np.arange(count) + rng.random()) / count * edges[-1]
    cells = np.minimum(np.searchsorted(edges, points, side="right"), edges.size - 1)
    return rng.permutation(cells)


def spread(rng: np.random.Generator, groups: Ints) -> Floats:
    """Uniform numbers, evenly spread within each group."""
    order = np.argsort(groups + rng.random(groups.size))
    sorted_groups = groups[order]
    starts = np.searchsorted(sorted_groups, sorted_groups, side="left")
    sizes = np.searchsorted(sorted_groups, sorted_groups, side="right") - starts
    numbers = np.empty(groups.size, dtype=np.float64)
    numbers[order] = (np.arange(groups.size) - starts + rng.random(groups.size)) / sizes
    return numbers


def draw_within(rng: np.random.Generator, shares: Floats, groups: Ints) -> Ints:
    """Draw a column for each row of `groups` by the shares in the group's row of the table."""
    edges = np.cumsum(shares, axis=1)
    edges /= edges[:, -1:]
    flat = (edges + np.arange(edges.shape[0])[:, None]).ravel()
    cells = np.searchsorted(flat, groups + spread(rng, groups), side="right")
    columns: Ints = np.clip(cells - groups * edges.shape[1], 0, edges.shape[1] - 1)
    return columns


def happens(rng: np.random.Generator, share: float, among: Flags) -> Flags:
    """True for a share of those `among`, false for the others."""
    return among & (spread(rng, among.astype(np.int64)) < share)
