"""A program that uses every part of the package, for the type checker; it is not run."""

from __future__ import annotations

import datetime
from decimal import Decimal

import huice


def use(book: huice.Rulebook) -> list[str]:
    bound = book.bind({"local_dibao_line": 830}).bind([huice.Parameter("x", "P1Y", area="520000")])
    decision = bound.decide({"hukou_place": "510500"}, datetime.date(2026, 3, 10), "520000")
    outcome: huice.Outcome = decision["gz-dibao-residence-permit"]
    amount: Decimal | None = outcome.amount
    token = huice.CancelToken()
    result = book.decide_many(
        [{"hukou_place": "510500"}],
        as_of="2026-03-10",
        outputs=["a", huice.Output("b", amount=True)],
        progress=lambda done, total: print(done, total),
        cancel=token,
    )
    refused: int = result.report.rows_refused
    hints = [problem.hint for problem in result.report.problems]
    facts: list[str] = book.facts.ids
    label: str = book.facts["hukou_place"]["label"]["zh"]
    return [*hints, *facts, label, str(amount), str(refused), decision.explain(lang="en")]
