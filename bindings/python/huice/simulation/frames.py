"""Tidy frames from the tallies: a row says one thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from huice._arrays import Floats
from huice.simulation import tally as tallies
from huice.simulation.bands import BANDS, UNKNOWN, bands
from huice.simulation.deciles import deciles
from huice.simulation.outcomes import INELIGIBLE, NOT_APPLICABLE, STATUSES, Programme
from huice.simulation.payments import Payments
from huice.simulation.statistics import gini, lorenz, poverty, quantile
from huice.simulation.tally import Tally

if TYPE_CHECKING:
    import pandas as pd

SCENARIOS = ("baseline", "reform")
ALL = "all"


def budget(
    what: Sequence[Programme],
    tally: Tally,
    payments: Payments,
    errors: Any | None,
) -> pd.DataFrame:
    """Sums granted, by programme."""
    import pandas as pd

    rows: list[dict[str, Any]] = []
    for number, programme in enumerate(what):
        if not programme.has_amount:
            continue
        sums = tally.money[number].sum(axis=0)
        ways = payments.seen(number)
        row: dict[str, Any] = {
            "programme": programme.id,
            "unit": _both(way.unit for way in ways),
            "per": _both(way.per for way in ways),
        }
        for scenario, name in enumerate(SCENARIOS):
            row[name] = sums[scenario, tallies.CERTAIN]
        row["change"] = row["reform"] - row["baseline"] if len(ways) < 2 else None
        for scenario, name in enumerate(SCENARIOS):
            row[f"{name}_if_conditions_are_met"] = sums[scenario, tallies.IF_CONDITIONS_ARE_MET]
        for scenario, name in enumerate(SCENARIOS):
            row[f"{name}_households_open"] = sums[scenario, tallies.HOUSEHOLDS_OPEN]
        if errors is not None:
            row.update(errors.of_money(number))
        rows.append(row)
    columns = ["programme", "unit", "per", *SCENARIOS, "change"]
    return pd.DataFrame(rows) if rows else pd.DataFrame(columns=columns)


def _both(words: Iterable[str]) -> str:
    """One word, or the old and the new one where a reform pays in another way."""
    return " → ".join(dict.fromkeys(words))


def coverage(
    what: Sequence[Programme], by: Sequence[tuple[str, Sequence[str], Tally]], errors: Any | None
) -> pd.DataFrame:
    """Households by status; the share that is eligible, and the share that may be."""
    import pandas as pd

    rows: list[dict[str, Any]] = []
    for grouping, parts, tally in by:
        for number, programme in enumerate(what):
            for part, name in enumerate(parts):
                for scenario, label in enumerate(SCENARIOS):
                    counts = tally.weighted[number, part].sum(axis=1 - scenario)
                    row: dict[str, Any] = {
                        "grouping": grouping,
                        "group": name,
                        "programme": programme.id,
                        "scenario": label,
                    }
                    row.update({status: float(counts[k]) for k, status in enumerate(STATUSES)})
                    row.update(_shares(counts))
                    if errors is not None and grouping == ALL:
                        row["se_eligible"] = errors.of_eligible(number)[scenario]
                    rows.append(row)
    return pd.DataFrame(rows)


def take_up(
    what: Sequence[Programme],
    by: Sequence[tuple[str, Sequence[str], Tally]],
    receiving: Sequence[int],
) -> pd.DataFrame:
    """Eligible households, and how many of them receive what they are eligible for."""
    import pandas as pd

    rows = []
    for grouping, parts, tally in by:
        for number in receiving:
            for part, name in enumerate(parts):
                eligible, gets, unknown = (float(value) for value in tally.take_up[number, part])
                shares = [gets / eligible, (gets + unknown) / eligible] if eligible else [None] * 2
                counts = (eligible, gets, unknown)
                rows.append((grouping, name, what[number].id, *counts, *shares))
    names = ["grouping", "group", "programme", "eligible", "receiving", "unknown"]
    frame = pd.DataFrame(rows, columns=[*names, "share", "share_at_most"])
    return frame.astype({"share": "float64", "share_at_most": "float64"})


def _shares(counts: Floats) -> dict[str, Any]:
    total = float(counts.sum())
    refused = counts[INELIGIBLE] + counts[NOT_APPLICABLE]
    return {
        "households": total,
        "share": counts[0] / total if total else None,
        "share_at_most": (total - refused) / total if total else None,
    }


def transitions(what: Sequence[Programme], tally: Tally) -> pd.DataFrame:
    """Old to new status, as far as there are such households."""
    import pandas as pd

    rows = [
        (
            programme.id,
            STATUSES[old],
            STATUSES[new],
            int(count),
            float(tally.weighted[number, 0, old, new]),
        )
        for number, programme in enumerate(what)
        for (old, new), count in np.ndenumerate(tally.count[number, 0])
        if count
    ]
    return pd.DataFrame(rows, columns=["programme", "old", "new", "n", "weighted"])


class Households:
    """What is kept of each household: income, persons, weight, and what it is paid a month."""

    def __init__(self, rows: int) -> None:
        self.income = np.full(rows, np.nan)
        self.persons = np.ones(rows)
        self.weights = np.ones(rows)
        self.paid = np.zeros((2, rows))
        self.known = np.ones(rows, dtype=bool)

    def net(self, scenario: int) -> Floats:
        """Net income a month; NaN where the change hangs on something open."""
        return np.where(self.known, self.income + self.paid[scenario], np.nan)

    def groups(self) -> Any:
        """Deciles of income per head in the baseline, weighted by persons."""
        return deciles(self.income / self.persons, self.weights * self.persons)


def decile_frame(households: Households, group: Any) -> pd.DataFrame:
    """Means per head by decile; those of whom the change is not known are in no mean."""
    import pandas as pd

    persons = households.weights * households.persons
    nets = [households.net(scenario) / households.persons for scenario in (0, 1)]
    rows = []
    for name, members in _parts(group):
        there = members & ~np.isnan(nets[0]) & ~np.isnan(nets[1])
        mass = persons[there].sum()
        means = [
            float((net[there] * persons[there]).sum() / mass) if mass else None for net in nets
        ]
        rows.append(
            (
                name,
                *means,
                *_changes(*means),
                float(persons[members].sum()),
                _unknown(persons, members, there),
            )
        )
    names = ["decile", "base_mean", "reform_mean", "abs", "rel", "persons", "unknown_share"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.astype(dict.fromkeys(names[1:], "float64"))


def _changes(base: float | None, reform: float | None) -> tuple[float | None, float | None]:
    """The relative change is the change of the means, not the mean of changes."""
    if base is None or reform is None:
        return None, None
    return reform - base, (reform - base) / base if base else None


def _unknown(persons: Floats, members: Any, there: Any) -> float | None:
    mass = persons[members].sum()
    return float(1 - persons[there].sum() / mass) if mass else None


def winners_frame(households: Households, group: Any) -> pd.DataFrame:
    """Shares of persons by band; the first rows are all households, computed as such."""
    import pandas as pd

    persons = households.weights * households.persons
    band = bands(households.net(0), households.net(1))
    rows = []
    for name, members in _parts(group):
        mass = persons[members].sum()
        inside = np.bincount(band[members], weights=persons[members], minlength=len(BANDS))
        rows += [
            (name, BANDS[k], float(inside[k] / mass) if mass else None) for k in range(UNKNOWN + 1)
        ]
    frame = pd.DataFrame(rows, columns=["decile", "band", "share"])
    return frame.astype({"share": "float64"})


def known_incomes(households: Households) -> tuple[Floats, Floats, Floats, float]:
    """Net income per head under both rulebooks and persons, of those whose change is known.

    The last number is the share of persons who are left out.
    """
    persons = households.weights * households.persons
    base, reform = (households.net(scenario) / households.persons for scenario in (0, 1))
    there = ~np.isnan(base) & ~np.isnan(reform)
    left_out = 1 - persons[there].sum() / persons.sum() if persons.sum() else float("nan")
    return base[there], reform[there], persons[there], float(left_out)


def poverty_frame(households: Households, line: float) -> pd.DataFrame:
    """Headcount, gap and severity of poverty."""
    import pandas as pd

    base, reform, persons, left_out = known_incomes(households)
    names = ("headcount", "gap", "severity")
    pairs = zip(names, poverty(base, persons, line), poverty(reform, persons, line))
    rows = [(name, line, one, other, left_out) for name, one, other in pairs]
    return pd.DataFrame(rows, columns=["measure", "line", *SCENARIOS, "unknown_share"])


def inequality_frame(households: Households) -> pd.DataFrame:
    """The Gini coefficient, and the ratio of the upper to the lower decile."""
    import pandas as pd

    base, reform, persons, left_out = known_incomes(households)
    rows = [("gini", *(gini(income, persons) for income in (base, reform)), left_out)]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = (
            np.float64(quantile(income, persons, 0.9)) / quantile(income, persons, 0.1)
            for income in (base, reform)
        )
        rows.append(("p90/p10", *(float(ratio) for ratio in ratios), left_out))
    return pd.DataFrame(rows, columns=["measure", *SCENARIOS, "unknown_share"])


def lorenz_frame(households: Households) -> pd.DataFrame:
    """The Lorenz curves, at every hundredth of the persons."""
    import pandas as pd

    base, reform, persons, _ = known_incomes(households)
    places = np.linspace(0, 1, 101)
    rows = {"p": places}
    for name, income in zip(SCENARIOS, (base, reform)):
        rows[name] = np.interp(places, *lorenz(income, persons))
    return pd.DataFrame(rows)


def _parts(group: Any) -> list[tuple[str, Any]]:
    """All households (those with negative or unknown income, too), then the deciles."""
    everyone = np.ones(group.size, dtype=bool)
    return [(ALL, everyone), *((str(number), group == number) for number in range(1, 11))]
