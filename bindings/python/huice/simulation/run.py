"""Baseline and reform over a population, in one pass."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from huice.simulation import frames
from huice.simulation.errors import Replicates, StandardErrors
from huice.simulation.outcomes import Outcomes, Programme, decide, programmes
from huice.simulation.payments import Payments
from huice.simulation.source import Source
from huice.simulation.tally import Tally, money

if TYPE_CHECKING:
    import pandas as pd

    from huice.reform import Reform
    from huice.rulebook import Rulebook


def simulate(
    population: Any,
    baseline: Rulebook,
    reform: Reform | None = None,
    *,
    weights: Any = None,
    as_of: str | datetime.date | None = None,
    jurisdiction: str | None = None,
    entitlements: Sequence[str] | None = None,
    groups: Sequence[str] = (),
    persons: Any = None,
    income: Any = None,
    receiving: Mapping[str, Any] | None = None,
    replicates: int = 0,
    replicate_weights: Any = None,
    replicate_scale: float | None = None,
    seed: int = 0,
    threads: int = 1,
    chunk: int = 65536,
) -> Simulation:
    """Decide a population under the rules as they are and as they would be.

    Each chunk of rows is decided under both rulebooks before the next one is read. Kept for each
    household are a few numbers; all else is sums.

    Parameters
    ----------
    population : SyntheticPopulation or table
        A row for each household, with columns of facts. Anything with Arrow capsules, a dict of
        arrays or a list of dicts; other columns may serve as weights, groups and so on.
    baseline : Rulebook
        The rules as they are.
    reform : Reform, optional
        What changes. Without it both sides are the same.
    weights : str or array, optional
        Households that each row stands for; a column or numbers. Negative ones are an error.
    as_of : str or datetime.date, optional
        Day of the decisions; that of a synthetic population.
    jurisdiction : str, optional
        Code of the deciding office.
    entitlements : sequence of str, optional
        Which ones; those of the jurisdiction, of the areas around it and of those in it.
    groups : sequence of str, optional
        Columns to break coverage down by.
    persons : str or array, optional
        Members of each household. Income is compared per head, and deciles, winners and losers
        count persons; without it each household counts as one person.
    income : str or array, optional
        Monthly income of the household in the baseline, for deciles, winners and losers.
    receiving : mapping, optional
        Who receives an entitlement now: a column of booleans, or booleans, by entitlement; null is
        not known. For the take-up.
    replicates : int, default 0
        Bootstrap replicates for standard errors of sums.
    replicate_weights : array, optional
        The survey's own replicate weights instead, a column for each replicate.
    replicate_scale : float, optional
        Factor of the sum of squares of the replicates; one by their number.
    seed : int, default 0
        Of the bootstrap.
    threads : int, default 1
        Threads of the decisions; 0: as many as the machine has.
    chunk : int, default 65536
        Rows at a time; changes no figure.

    Returns
    -------
    Simulation
        Frames, charts and summaries.
    """
    source = Source(population, [fact["id"] for fact in baseline.facts])
    if source.is_population:
        weights = "weight" if weights is None else weights
        persons = "household_size" if persons is None else persons
        income = "household_income" if income is None else income
        as_of = population.as_of if as_of is None else as_of
    if as_of is None:
        raise ValueError("`as_of` is missing: the day of the decisions")
    day = as_of.isoformat() if isinstance(as_of, datetime.date) else as_of
    chosen = _entitlements(baseline, entitlements, jurisdiction)
    reformed = baseline if reform is None else reform.apply(baseline)
    touched = frozenset() if reform is None else reform.touched(baseline)
    run = _Run(source, (baseline, reformed), chosen, touched, day, jurisdiction)
    run.measure(weights, persons, income, groups)
    run.note_receiving(receiving or {})
    given = None if replicate_weights is None else np.asarray(replicate_weights, dtype=np.float64)
    run.go(Replicates(replicates, seed, given, replicate_scale), threads, chunk)
    return Simulation(run, reform, touched)


def _entitlements(
    book: Rulebook, wanted: Sequence[str] | None, jurisdiction: str | None
) -> list[str]:
    rules = {rule["id"]: rule for rule in book.entitlements}
    if wanted is None:
        return [
            rule
            for rule, info in rules.items()
            if _lie_in_one_line(info["area"], jurisdiction or "")
        ]
    missing = [rule for rule in wanted if rule not in rules]
    if missing:
        raise ValueError(f"the rulebook has no entitlement `{missing[0]}`")
    return list(wanted)


def _lie_in_one_line(one: str, other: str) -> bool:
    """Whether one place lies in the other."""
    return any(
        inner.startswith(outer.rstrip("0") + "0" * (len(outer.rstrip("0")) % 2))
        for inner, outer in ((one, other), (other, one))
    )


class _Run:
    """One pass over the population."""

    def __init__(
        self,
        source: Source,
        books: tuple[Rulebook, Rulebook],
        entitlements: Sequence[str],
        touched: frozenset[str],
        as_of: str,
        jurisdiction: str | None,
    ) -> None:
        self.source = source
        self.books = books
        self._own = [programmes(book, entitlements) for book in books]
        self.what = [
            replace(one, has_amount=one.has_amount or other.has_amount)
            for one, other in zip(*self._own)
        ]
        self.as_of = as_of
        self.jurisdiction = jurisdiction
        self.households = frames.Households(source.rows)
        self.payments = Payments(books, self.what, as_of, jurisdiction)
        self.errors: StandardErrors | None = None
        self.person_weighted = False
        self.has_income = False
        self.receiving: dict[int, Any] = {}
        self._open = {
            number: np.zeros(source.rows, dtype=bool)
            for number, programme in enumerate(self.what)
            if programme.has_amount and programme.id in touched
        }

    def measure(self, weights: Any, persons: Any, income: Any, groups: Sequence[str]) -> None:
        """Read the columns that are not facts."""
        kept = self.households
        given = self.source.numbers(weights, "weights")
        if given is not None:
            if np.isnan(given).any() or (given < 0).any():
                raise ValueError("`weights` has negative or unknown values")
            kept.weights = given
        size = self.source.numbers(persons, "persons")
        if size is not None:
            if not (size > 0).all():
                raise ValueError("`persons` has values that are unknown or not positive")
            kept.persons, self.person_weighted = size, True
        money = self.source.numbers(income, "income")
        if money is not None:
            kept.income, self.has_income = money, True
        self._groups = [(name, *self.source.texts(name)) for name in groups]

    def note_receiving(self, receiving: Mapping[str, Any]) -> None:
        """Read who receives what."""
        numbers = {programme.id: number for number, programme in enumerate(self.what)}
        for rule, column in receiving.items():
            if rule not in numbers:
                raise ValueError(f"`receiving`: `{rule}` is not simulated")
            self.receiving[numbers[rule]] = self.source.numbers(column, "receiving")

    def go(self, replicates: Replicates, threads: int, chunk: int) -> None:
        """Decide everything."""
        whole = Tally(len(self.what), 1, replicates.count)
        parts = [
            (name, found, Tally(len(self.what), len(found))) for name, found, _ in self._groups
        ]
        for start, cases in self.source.chunks(chunk):
            rows = slice(start, start + cases.num_rows)
            outcomes = (self._decide(0, cases, threads), self._decide(1, cases, threads))
            weights = self.households.weights[rows]
            drawn = replicates.weights(start, weights)
            size = self.households.persons[rows] if self.person_weighted else None
            for number in range(len(self.what)):
                units = (
                    self.payments.units(number, 0, outcomes[0], cases, size),
                    self.payments.units(number, 1, outcomes[1], cases, size),
                )
                nothing = np.zeros(weights.size, np.int64)
                whole.add(number, nothing, weights, units, outcomes, drawn)
                self._take_up(whole, number, nothing, rows, outcomes)
                for (_, _, tally), (_, _, codes) in zip(parts, self._groups):
                    tally.add(number, codes[rows], weights, units, outcomes)
                    self._take_up(tally, number, codes[rows], rows, outcomes)
                if self.what[number].has_amount:
                    self._pay(number, rows, units, outcomes)
        self._tell_unknown()
        self.whole = whole
        self.by = [(frames.ALL, [frames.ALL], whole), *parts]
        if replicates.count:
            self.errors = StandardErrors(whole, replicates.scale)

    def _decide(self, scenario: int, cases: Any, threads: int) -> Outcomes:
        book = self.books[scenario]
        return decide(book, cases, self._own[scenario], self.as_of, self.jurisdiction, threads)

    def _take_up(
        self, tally: Tally, number: int, part: Any, rows: slice, outcomes: Sequence[Outcomes]
    ) -> None:
        if number in self.receiving:
            gets = self.receiving[number][rows]
            tally.add_take_up(number, part, self.households.weights[rows], outcomes[0], gets)

    def _pay(
        self, number: int, rows: slice, units: Sequence[Any], outcomes: Sequence[Outcomes]
    ) -> None:
        """Add what a household is paid a month; remember whose sum is open where it may change."""
        for scenario, outcome in enumerate(outcomes):
            (certain, conditional), is_open = money(outcome, number, units[scenario])
            payment = self.payments.of(number, scenario)
            if payment is not None and payment.a_month is not None:
                self.households.paid[scenario, rows] += certain * payment.a_month
            if number in self._open:
                self._open[number][rows] |= is_open | (conditional != 0)

    def _tell_unknown(self) -> None:
        """A change is not known where a sum is open, unless it is known to be in no income."""
        for number, is_open in self._open.items():
            if self.payments.in_income(number):
                self.households.known &= ~is_open


class Simulation:
    """What a reform changes. Frames are pandas; nobody whose outcome is open counts as a no.

    Attributes
    ----------
    baseline_hash, reform_hash : str
        Content hashes of the two rulebooks.
    as_of, jurisdiction : str
        Day and office of the decisions.
    touched : frozenset of str
        Entitlements that the reform can change at all.
    weighting : str
        What the figures count: households, and persons in deciles and among winners and losers.
    """

    def __init__(self, run: _Run, reform: Reform | None, touched: frozenset[str]) -> None:
        self._run = run
        self.reform = reform
        self.touched = touched
        self.baseline_hash = run.books[0].hash
        self.reform_hash = run.books[1].hash
        self.as_of = run.as_of
        self.jurisdiction = run.jurisdiction
        self.rows = run.source.rows
        self.is_synthetic = run.source.is_synthetic
        unit = "persons" if run.person_weighted else "households"
        self.weighting = f"budget, coverage, transitions: households; deciles, winners: {unit}"

    @property
    def programmes(self) -> list[Programme]:
        """The entitlements that were simulated."""
        return list(self._run.what)

    @cached_property
    def budget(self) -> pd.DataFrame:
        """Sums granted, a row for each programme with amounts.

        ``baseline``, ``reform`` and ``change`` are what eligible households are granted for
        certain, in `unit` for each `per`. What conditional ones get if the open conditions are
        met, and how many households have a sum that is open, stand beside it: the sums are no
        totals while such households remain. Household-weighted.
        """
        run = self._run
        return frames.budget(run.what, run.whole, run.payments, run.errors)

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """Households by status, for all and for each group.

        ``share`` is the share that is eligible; ``share_at_most`` counts everybody who is not
        refused. Household-weighted.
        """
        return frames.coverage(self._run.what, self._run.by, self._run.errors)

    @cached_property
    def take_up(self) -> pd.DataFrame:
        """Who of the eligible receives an entitlement now, for all and for each group.

        ``share`` counts those who are known to receive it, ``share_at_most`` those of whom it is
        not known, too. Eligible is who is eligible for certain in the baseline. Household-weighted.
        """
        run = self._run
        return frames.take_up(run.what, run.by, sorted(run.receiving))

    @cached_property
    def transitions(self) -> pd.DataFrame:
        """Households by old and new status. Household-weighted."""
        return frames.transitions(self._run.what, self._run.whole)

    @cached_property
    def deciles(self) -> pd.DataFrame:
        """Means per head by decile of the baseline. Person-weighted."""
        self._need_income()
        return frames.decile_frame(self._run.households, self._run.households.groups())

    @cached_property
    def winners(self) -> pd.DataFrame:
        """Shares by decile in five bands, and of those for whom it is open. Person-weighted."""
        self._need_income()
        return frames.winners_frame(self._run.households, self._run.households.groups())

    def poverty(self, line: float) -> pd.DataFrame:
        """Measure poverty by net income per head. Person-weighted.

        Parameters
        ----------
        line : float
            Poor are those below it, a month.

        Returns
        -------
        pandas.DataFrame
            Headcount, gap and severity under both rulebooks, of those whose change is known.
        """
        self._need_income()
        return frames.poverty_frame(self._run.households, line)

    @cached_property
    def inequality(self) -> pd.DataFrame:
        """Gini coefficient and p90/p10 of net income per head. Person-weighted."""
        self._need_income()
        return frames.inequality_frame(self._run.households)

    @cached_property
    def lorenz(self) -> pd.DataFrame:
        """Lorenz curves of net income per head, at every hundredth. Person-weighted."""
        self._need_income()
        return frames.lorenz_frame(self._run.households)

    @property
    def has_income(self) -> bool:
        """Whether there are deciles, winners and losers."""
        return self._run.has_income

    @property
    def not_in_income(self) -> list[str]:
        """Programmes whose sums are paid once, or without a period, and so are in no income."""
        payments = self._run.payments
        return [
            programme.id
            for number, programme in enumerate(self._run.what)
            if programme.has_amount and not payments.in_income(number)
        ]

    @property
    def not_simulated(self) -> list[str]:
        """Entitlements that the reform touches, but that were not asked for: in no figure."""
        return sorted(self.touched - {programme.id for programme in self._run.what})

    def _need_income(self) -> None:
        if not self._run.has_income:
            raise ValueError("there are no deciles without incomes: give `income`")

    def summary(self, lang: str = "zh") -> str:
        """Give the result in words.

        Parameters
        ----------
        lang : {"zh", "en"}, default "zh"
            The language.

        Returns
        -------
        str
            Text.
        """
        from huice.simulation.summary import text

        return text(self, lang)

    def _repr_html_(self) -> str:
        from huice.simulation.summary import html

        return html(self, "zh")

    def __repr__(self) -> str:
        name = self.reform.name if self.reform is not None else "no reform"
        made_up = ", synthetic people" if self.is_synthetic else ""
        return f"Simulation({name!r}, {self.rows} households, as_of={self.as_of}{made_up})"

    def chart(self, kind: str, lang: str = "zh", **options: Any) -> Any:
        """Draw one of the frames.

        Parameters
        ----------
        kind : {"budget", "coverage", "deciles", "winners", "transitions"}
            Which frame.
        lang : {"zh", "en"}, default "zh"
            Language of the labels; Chinese ones need a Chinese font.
        **options : object
            ``programme`` for ``transitions`` and ``coverage``, ``grouping`` for ``coverage``.

        Returns
        -------
        matplotlib.figure.Figure
            The figure, with the hashes that reproduce it.
        """
        from huice.simulation import charts

        return charts.draw(self, kind, lang, **options)

    def vega(self, kind: str, lang: str = "zh") -> dict[str, Any]:
        """Give a chart as a Vega-Lite specification, for pages and notebooks.

        Parameters
        ----------
        kind : {"coverage", "deciles", "winners"}
            Which frame.
        lang : {"zh", "en"}, default "zh"
            Language of the labels.

        Returns
        -------
        dict
            Plain data with the values in it and the hashes that reproduce them.
        """
        from huice.simulation import vega

        return vega.specification(self, kind, lang)
