"""Along one fact: every change is found, where it is and nowhere else."""

import datetime
from decimal import Decimal

import huice
import numpy as np
import pytest
from huice.simulation import schedule
from simulated import PACK

PLACE = "520000"
DAY = "2026-03-10"


@pytest.fixture(scope="module")
def book():
    stepped = (
        PACK
        + """
  - id: stepped
    class: A
    family: aid
    beneficiary: person
    title: {zh: 分档, en: stepped}
    source: s 四
    when: {test: income < 1000, zh: 收入低, en: small income}
    grants:
      kind: money
      of: {zh: 分档补助, en: stepped aid}
      amount: if income < 333.34 then 90 else if income = 500 then 7 else 45
      unit: CNY
      per: month
"""
    )
    return huice.load_texts({"simulated.yaml": stepped})


def along(book, variable, start, stop, rule, facts=None, **options):
    facts = {"resident": True, "kids": 1} if facts is None else facts
    return schedule(
        book,
        facts,
        variable,
        start,
        stop,
        as_of=DAY,
        jurisdiction=PLACE,
        entitlements=[rule],
        **options,
    )


def test_a_gap_that_is_paid_falls_by_a_cent_a_cent_until_the_line(book):
    found = along(book, "income", "0", "1000", "top-up")
    first, second = found.pieces.to_dict("records")
    assert (first["first"], first["last"], first["status"]) == (0, Decimal("599.99"), "eligible")
    assert (first["amount_first"], first["amount_last"]) == (600, Decimal("0.01"))
    assert first["slope"] == Decimal("-0.01")
    assert (second["first"], second["status"], second["amount_last"]) == (600, "ineligible", 0)


def test_pieces_of_lines_steps_and_bends():
    from huice.simulation.schedule import _runs

    def runs(amounts, states=None):
        states = [0] * len(amounts) if states is None else states
        return _runs(np.array(states), np.array(amounts))

    assert runs([5]) == [(0, 0)]
    assert runs([5, 5, 5]) == [(0, 2)]
    assert runs([5, 4, 3, 2]) == [(0, 3)]
    assert runs([0, 0, 1, 1, 2, 2]) == [(0, 1), (2, 3), (4, 5)]
    assert runs([3, 2, 1, 0, 0, 0]) == [(0, 3), (4, 5)]
    assert runs([45, 45, 7, 45, 45]) == [(0, 1), (2, 2), (3, 4)]
    assert runs([9, 9, 9], [0, 1, 1]) == [(0, 0), (1, 2)]
    assert runs([0, 1, 3]) == [(0, 0), (1, 1), (2, 2)]


def test_a_change_on_a_single_value_is_found(book):
    found = along(book, "income", "0", "2000", "stepped").cliffs
    assert found[["x_before", "x", "change"]].to_dict("records") == [
        {"x_before": Decimal("333.33"), "x": Decimal("333.34"), "change": -45},
        {"x_before": Decimal("499.99"), "x": 500, "change": -38},
        {"x_before": 500, "x": Decimal("500.01"), "change": 38},
        {"x_before": Decimal("999.99"), "x": 1000, "change": -45},
    ]
    assert found["new"].iloc[-1] == "ineligible"


def test_the_pieces_are_what_single_decisions_say(book):
    found = along(book, "income", "590", "610", "child-bonus", {"resident": True, "kids": 3})
    for piece in found.pieces.itertuples():
        for x in (piece.first, piece.last):
            facts = {"resident": True, "kids": 3, "income": x}
            assert book.decide(facts, DAY, PLACE)["child-bonus"].status == piece.status
    pieces = found.pieces
    assert pieces["first"].iloc[0] == 590 and pieces["last"].iloc[-1] == 610
    for before, after in zip(pieces["last"], pieces["first"].iloc[1:]):
        assert after - before == Decimal("0.01")


def test_unknown_is_a_status_of_its_own_and_has_no_amount(book):
    found = along(book, "income", "599", "601", "top-up", {})
    below, above = found.pieces.to_dict("records")
    assert below["status"] == "undetermined" and below["amount_first"] is None
    assert above["status"] == "ineligible" and above["amount_first"] == 0
    assert found.cliffs["change"].iloc[0] is None


def test_dates_whole_numbers_and_steps():
    shipped = huice.load(*huice.packs.cn())
    case = {
        "is_agri_transfer_population": True, "hukou_place": "510500",
        "usual_residence_place": "520102", "residence_permit_held": True,
        "residence_permit_place": "520102",
    }  # fmt: skip
    half = huice.Reform.of("half", {"dibao_residence_years": "P6M"}).apply(shipped)
    borders = [
        along(rules, "residence_start_date", "2020-01-01", DAY, "gz-dibao-residence-permit", case)
        .cliffs["x_before"]
        .tolist()
        for rules in (shipped, half)
    ]
    assert borders == [[datetime.date(2025, 3, 10)], [datetime.date(2025, 9, 10)]]


def test_kids_by_one_and_income_by_ten(book):
    facts = {"resident": True, "income": 100}
    kids = along(book, "kids", 0, 5, "child-bonus", facts).cliffs
    assert kids[["x_before", "x", "new"]].values.tolist() == [[0, 1, "eligible"]]
    tens = along(book, "income", 0, 1000, "top-up", step=10).cliffs
    assert tens[["x_before", "x"]].values.tolist() == [[590, 600]]
    assert len(along(book, "income", 0, 1000, "top-up").values("top-up", most=50)) <= 100


@pytest.mark.parametrize(
    ("variable", "start", "stop", "step", "why"),
    [
        ("resident", 0, 1, None, "no order"),
        ("nothing", 0, 1, None, "no fact `nothing`"),
        ("income", 10, 5, None, "after"),
        ("income", 0, "0.005", None, "no value of the grid"),
        ("income", 0, 100_000_000, None, "wider `step`"),
    ],
)
def test_what_cannot_be_followed(book, variable, start, stop, step, why):
    with pytest.raises(ValueError, match=why):
        along(book, variable, start, stop, "top-up", step=step)


def test_the_chart_marks_every_cliff(book):
    pytest.importorskip("matplotlib")
    figure = along(book, "income", "0", "2000", "stepped").chart("en")
    figure.canvas.draw()
    marks = [line for line in figure.axes[0].lines if line.get_linestyle() == ":"]
    assert len(marks) == 4
