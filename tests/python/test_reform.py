"""Reforms: what they change on which day and place, what they leave alone, what they refuse."""

import copy
import pickle

import huice
import numpy as np
import pytest
from huice.reform import ParameterChange, ReformError
from simulated import PACK

PLACE = "520000"


@pytest.fixture(scope="module")
def book():
    return huice.load_texts({"packs/simulated.yaml": PACK})


@pytest.fixture(scope="module")
def shipped():
    return huice.load(*huice.packs.cn())


def top_up(book, day="2026-03-10", place=PLACE, income="500"):
    return book.decide({"resident": True, "income": income}, day, place)["top-up"]


@pytest.mark.parametrize(
    ("day", "amount"),
    [("2025-12-31", 100), ("2026-01-01", 200), ("2026-06-30", 200), ("2026-07-01", 100)],
)
def test_a_value_holds_from_its_first_to_its_last_day(book, day, amount):
    reform = huice.Reform.of("half a year", {"line": "700"}, start="2026-01-01", end="2026-06-30")
    assert top_up(reform.apply(book), day).amount == amount


def test_a_value_without_days_holds_on_all_of_them_even_before_the_first_one_of_the_base(book):
    always = huice.Reform.of("always", {"line": "700"}).apply(book)
    assert top_up(book, "2019-06-01").status == "conditional"
    assert {top_up(always, day).amount for day in ("2020-01-01", "2030-01-01")} == {200}


def test_a_place_has_its_value_and_the_rest_keeps_the_old_one(shipped):
    base = shipped.parameters["local_dibao_line"]["values"]
    reform = huice.Reform.of(
        "Guiyang", {"local_dibao_line": "900"}, start="2024-07-01", area="520100"
    )
    changed = reform.apply(shipped).parameters["local_dibao_line"]["values"]

    def entries(values):
        return {(str(v["from"]), str(v["to"]), v["area"], v["text"]) for v in values}

    gone, new = entries(base) - entries(changed), entries(changed) - entries(base)
    assert gone == {("2024-04-01", "2024-12-31", "520100", "827")}
    assert new == {
        ("2024-04-01", "2024-06-30", "520100", "827"),
        ("2024-07-01", "None", "520100", "900"),
    }


def test_without_a_place_every_place_that_has_a_value_gets_the_new_one(shipped):
    reform = huice.Reform.of(
        "everywhere", {"local_dibao_line": "900"}, start="2024-06-01", end="2024-06-30"
    )
    changed = reform.apply(shipped).parameters["local_dibao_line"]["values"]
    june = [v for v in changed if str(v["from"]) <= "2024-06-15" and str(v["to"]) >= "2024-06-15"]
    assert {(v["area"], v["text"]) for v in june} == {("520000", "900")}
    july = [v for v in changed if str(v["from"]) == "2024-07-01"]
    assert {v["text"] for v in july} == {"827", "808", "756"}


def test_terms_are_bound_with_test_and_amount(book):
    person = {"resident": True}
    terms = {"test": "kids >= 2", "amount": "60"}
    reformed = huice.Reform.of("heating", {"heating_terms": terms}).apply(book)
    before = book.decide({**person, "kids": 2}, "2026-03-10", PLACE)["heating"]
    after = [
        reformed.decide({**person, "kids": kids}, "2026-03-10", PLACE)["heating"] for kids in (1, 2)
    ]
    assert before.status == "conditional"
    assert [outcome.status for outcome in after] == ["ineligible", "eligible"]


def test_an_entitlement_is_replaced_by_its_text(book):
    text = """
    id: heating
    class: A
    family: aid
    beneficiary: person
    title: {zh: 取暖, en: heating}
    source: s 三
    when: {test: income < 1000, zh: 收入低, en: small income}
    grants: {kind: money, of: {zh: 取暖费, en: heating}, amount: "80", unit: CNY, per: once}
    """
    reformed = huice.Reform("new heating", replace={"heating": text}).apply(book)
    outcome = reformed.decide({"income": 900}, "2026-03-10", PLACE)["heating"]
    assert (outcome.status, outcome.amount) == ("eligible", 80)
    wrong = huice.Reform("wrong", replace={"heating": text.replace("id: heating", "id: other")})
    with pytest.raises(ReformError, match="no entitlement of that id"):
        wrong.apply(book)
    broken = huice.Reform("broken", replace={"heating": text.replace("income <", "incom <")})
    with pytest.raises(huice.LoadError, match="incom"):
        broken.apply(book)


def test_what_is_switched_off_applies_to_nobody_and_takes_along_what_presupposes_it(book):
    reform = huice.Reform("off", switch_off=("top-up",))
    assert reform.touched(book) == {"top-up", "child-bonus"}
    facts = {"resident": True, "income": 100, "kids": 2}
    decision = reform.apply(book).decide(facts, "2026-03-10", PLACE)
    assert decision["top-up"].status == decision["child-bonus"].status == "not_applicable"


def test_the_base_is_not_changed_and_the_same_reform_gives_the_same_rulebook(book):
    before, texts = book.hash, copy.deepcopy(dict(book.texts()))
    reform = huice.Reform.of("line", {"line": "700"})
    one, two = reform.apply(book), reform.apply(book)
    assert (book.hash, dict(book.texts())) == (before, texts)
    assert one.hash == two.hash != before
    assert huice.Reform("nothing").apply(book).hash == before
    assert (
        huice.Reform.of("the same", {"line": "600"}, start="2020-01-01").apply(book).hash == before
    )


def test_reforms_follow_each_other(book):
    first = huice.Reform.of("line", {"line": "700"})
    second = huice.Reform.of("line", {"line": "800"}, start="2026-01-01")
    both = second.apply(first.apply(book))
    assert top_up(both, "2025-12-31").amount == 200 and top_up(both, "2026-01-01").amount == 300


def test_what_was_bound_stays_bound_and_is_not_overridden_in_silence(book):
    bound = book.bind({"line": 650})
    other = huice.Reform("off", switch_off=("heating",)).apply(bound)
    assert top_up(other).amount == 150
    with pytest.raises(ReformError, match="bind it anew"):
        huice.Reform.of("line", {"line": "700"}).apply(bound)


def test_everything_that_does_not_fit_is_said_at_once(book):
    reform = huice.Reform(
        "wrong",
        parameters=(
            ParameterChange("lines", "700"),
            ParameterChange("line", ["700", "800"]),
            ParameterChange("heating_terms", "50"),
            ParameterChange("line", "700", start="2026-02-01", end="2026-01-01"),
        ),
        replace={"heatings": ""},
        switch_off=("heating", "nothing"),
    )
    with pytest.raises(ReformError) as raised:
        reform.validate(book)
    said = str(raised.value)
    for words in ("`lines`; near: line", "takes one value", "is terms", "before the first",
                  "`heatings`; near: heating", "`nothing`"):  # fmt: skip
        assert words in said
    assert len(raised.value.problems) == 7  # and `line` has two values for one day
    two = (
        ParameterChange("line", "700", end="2026-06-30"),
        ParameterChange("line", "800", start="2026-06-30"),
    )
    with pytest.raises(ReformError, match="two values for one day"):
        huice.Reform("twice", parameters=two).validate(book)
    with pytest.raises(ReformError, match="binary float"):
        huice.Reform.of("float", {"line": 700.5})
    with pytest.raises(ReformError, match="no key `parameter`"):
        huice.Reform.from_dict({"name": "x", "parameter": []})
    with pytest.raises(huice.LoadError):
        huice.Reform.of("text", {"line": "many"}).apply(book)


def test_data_goes_around_and_cannot_be_changed(book):
    terms = {"test": "resident", "amount": "60"}
    reform = huice.Reform.of("all", {"line": 700, "heating_terms": terms}, switch_off=["top-up"])
    again = pickle.loads(pickle.dumps(reform))
    assert again == reform and again.hash == reform.hash and hash(again) == hash(reform)
    terms["test"] = "false"
    assert again.hash == reform.hash
    with pytest.raises(TypeError):
        reform.replace["heating"] = ""
    with pytest.raises(AttributeError):
        reform.name = "other"
    assert (
        huice.Reform.of("other name", {"line": "700"}).hash
        == huice.Reform.of("x", {"line": 700}).hash
    )


def test_only_what_is_touched_changes(shipped):
    people = huice.population.synthesize(1500, 3, as_of="2026-03-10", live_in=PLACE)
    reform = huice.Reform.of(
        "half", {"dibao_residence_years": "P6M"}, switch_off=["gz-settle-all-towns"]
    )
    ids = [rule["id"] for rule in shipped.entitlements]
    one, other = (
        book.decide_many(people.cases(), "2026-03-10", PLACE, outputs=ids).to_arrow()
        for book in (shipped, reform.apply(shipped))
    )
    changed = {
        name.rpartition(".")[0]
        for name in one.column_names
        if one[name].to_pylist() != other[name].to_pylist()
    }
    assert changed and changed <= reform.touched(shipped)
    assert np.isin(["gz-dibao-residence-permit", "gz-settle-all-towns"], list(changed)).all()
