"""Baseline and reform side by side, checked by hand and by what must always hold."""

import datetime
import json
import warnings

import huice
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from huice.simulation import BANDS, STATUSES, deciles
from simulated import PACK

DAY = "2026-03-10"
# Statuses of top-up at 600 and at 700: by hand.
ROWS = [
    {"income": "500.00", "resident": True, "kids": 1, "w": 2.0, "n": 3, "g": "a"},  # yes, yes
    {"income": "650.00", "resident": True, "kids": 0, "w": 1.0, "n": 1, "g": "a"},  # no, yes
    {"income": "900.00", "resident": True, "kids": 2, "w": 1.0, "n": 4, "g": "b"},  # no, no
    {"income": "650.00", "resident": None, "kids": 1, "w": 4.0, "n": 2, "g": "b"},  # no, ?
    {"income": None, "resident": True, "kids": None, "w": 1.0, "n": 2, "g": "b"},  # ?, ?
    {"income": "550.00", "resident": False, "kids": 3, "w": 1.0, "n": 5, "g": None},  # no, no
]  # fmt: skip


@pytest.fixture(scope="module")
def book():
    return huice.load_texts({"simulated.yaml": PACK})


@pytest.fixture(scope="module")
def higher():
    return huice.Reform.of("higher line", {"line": "700"}, start="2026-01-01")


def table(rows=ROWS):
    return pa.Table.from_pylist(rows)


def run(book, reform, rows=ROWS, **options):
    given = {"weights": "w", "persons": "n", "income": "income", "as_of": DAY}
    given.update(groups=["g"], jurisdiction="520000")
    return huice.simulate(table(rows), book, reform, **{**given, **options})


def test_transitions_by_hand(book, higher):
    frame = run(book, higher).transitions
    own = frame[frame["programme"] == "top-up"].set_index(["old", "new"])
    assert own["n"].to_dict() == {
        ("eligible", "eligible"): 1,
        ("ineligible", "eligible"): 1,
        ("ineligible", "ineligible"): 2,
        ("ineligible", "undetermined"): 1,
        ("undetermined", "undetermined"): 1,
    }
    assert own["weighted"].to_dict() == {
        ("eligible", "eligible"): 2.0,
        ("ineligible", "eligible"): 1.0,
        ("ineligible", "ineligible"): 2.0,
        ("ineligible", "undetermined"): 4.0,
        ("undetermined", "undetermined"): 1.0,
    }


def test_budget_by_hand(book, higher):
    frame = run(book, higher).budget.set_index("programme")
    top_up = frame.loc["top-up"]
    # 2 x 100, then 2 x 200 + 1 x 50; the unknown incomes are open, with their weights.
    assert (top_up["baseline"], top_up["reform"], top_up["change"]) == (200.0, 450.0, 250.0)
    assert (top_up["unit"], top_up["per"]) == ("CNY", "month")
    assert (top_up["baseline_households_open"], top_up["reform_households_open"]) == (1.0, 5.0)
    # Paid for each of the three persons.
    bonus = frame.loc["child-bonus"]
    assert (bonus["baseline"], bonus["unit"], bonus["per"]) == (2 * 3 * 120.0, "CNY", "year")
    # The terms are not bound: nothing is granted for certain, and nothing is zero.
    heating = frame.loc["heating"]
    assert heating["baseline"] == 0 and heating["baseline_if_conditions_are_met"] in (0.0, 250.0)
    assert (
        heating["baseline_households_open"] + heating["baseline_if_conditions_are_met"] / 50 == 9.0
    )


def test_coverage_counts_the_open_ones_apart(book, higher):
    frame = run(book, higher).coverage.set_index(["grouping", "group", "programme", "scenario"])
    whole = frame.loc[("all", "all", "top-up", "reform")]
    assert whole["eligible"] == 3.0 and whole["undetermined"] == 5.0 and whole["ineligible"] == 2.0
    assert whole["share"] == 0.3 and whole["share_at_most"] == 0.8
    heating = frame.loc[("all", "all", "heating", "baseline")]
    assert (
        heating["eligible"] == 0
        and heating["conditional"] == 5.0
        and heating["undetermined"] == 4.0
    )
    assert frame.loc[("g", "unknown", "top-up", "baseline"), "households"] == 1.0


def test_take_up_by_hand(book):
    rows = [{"income": "1", "resident": True, "g": "a", "w": w} for w in (1.0, 2.0, 4.0, 8.0)]
    rows.append({"income": "900", "resident": True, "g": "b", "w": 16.0})
    gets = [True, None, False, True, True]
    given = {"persons": None, "receiving": {"top-up": gets}}
    frame = run(book, None, rows, **given).take_up.set_index(["grouping", "group"])
    assert frame.loc[("all", "all"), ["eligible", "receiving", "unknown"]].tolist() == [15, 9, 2]
    assert frame.loc[("g", "a"), "share"] == 0.6
    assert frame.loc[("g", "a"), "share_at_most"] == pytest.approx(11 / 15)
    assert frame.loc[("g", "b"), "eligible"] == 0 and np.isnan(frame.loc[("g", "b"), "share"])
    with pytest.raises(ValueError, match="not simulated"):
        run(book, None, rows, persons=None, receiving={"topup": gets})


def test_groups_add_up_to_all(book, higher):
    frame = run(book, higher).coverage
    numbers = [*STATUSES, "households"]
    parts = frame[frame["grouping"] == "g"].groupby(["programme", "scenario"])[numbers].sum()
    whole = frame[frame["grouping"] == "all"].set_index(["programme", "scenario"])[numbers]
    pd.testing.assert_frame_equal(parts.sort_index(), whole.sort_index())
    assert (whole[list(STATUSES)].sum(axis=1) == whole["households"]).all()


def test_winners_by_hand(book, higher):
    frame = run(book, higher).winners.set_index(["decile", "band"])["share"]
    # Persons: 6, 1, 4, 8, 2, 5 of 26. 500 + 100 + 30 -> + 100 more; 650 -> 700; the rest as said.
    assert frame[("all", "gain more than 5%")] == pytest.approx(7 / 26)
    assert frame[("all", "no change")] == pytest.approx(9 / 26)
    assert frame[("all", "unknown")] == pytest.approx(10 / 26)
    assert frame.groupby(level=0).sum().dropna()["all"] == pytest.approx(1)


def test_deciles_by_hand(book, higher):
    frame = run(book, higher).deciles.set_index("decile")
    # Known changes: households 1, 2, 3 and 6. Base per head x persons x weight:
    base = 2 * (500 + 100 + 3 * 10) + 650 + 900 + 550
    change = 2 * 100 + 50
    mass = 2 * 3 + 1 + 4 + 5
    assert frame.loc["all", "base_mean"] == pytest.approx(base / mass)
    assert frame.loc["all", "abs"] == pytest.approx(change / mass)
    assert frame.loc["all", "rel"] == pytest.approx(change / base)
    assert frame.loc["all", "unknown_share"] == pytest.approx(10 / 26)
    # Per head: 110 (5), 167 (6), 225 (4), 325 (8), 650 (1) of 24 persons; middles 1.0 .. 9.8 of 10.
    assert frame["persons"].drop("all").to_dict() == {
        "1": 0.0, "2": 5.0, "3": 0.0, "4": 6.0, "5": 0.0, "6": 4.0, "7": 0.0, "8": 8.0, "9": 0.0,
        "10": 1.0,
    }  # fmt: skip
    assert np.isnan(frame.loc["1", "abs"])


def test_the_reform_that_changes_nothing_changes_nothing(book):
    for reform in (None, huice.Reform.of("the same", {"line": "600"})):
        result = run(book, reform, income="w")
        assert (result.transitions["old"] == result.transitions["new"]).all()
        assert (result.budget["change"] == 0).all()
        assert (result.deciles["abs"].dropna() == 0).all()
        bands = result.winners.groupby("band")["share"].sum()
        assert bands.drop(["no change", "unknown"]).eq(0).all()
    assert bands["unknown"] > 0  # `line` decides where the income is not known


@pytest.mark.parametrize("seed", range(3))
def test_neither_order_nor_chunks_nor_threads_change_a_figure(book, higher, seed):
    rng = np.random.default_rng(seed)
    rows = [
        {
            "income": None if rng.random() < 0.1 else f"{rng.integers(0, 120000) / 100:.2f}",
            "resident": [True, False, None][rng.integers(0, 3)],
            "kids": int(rng.integers(0, 3)),
            "w": float(rng.integers(0, 8)),
            "n": int(rng.integers(1, 6)),
            "g": "xyz"[rng.integers(0, 3)],
        }
        for _ in range(400)
    ]
    one = run(book, higher, rows)
    shuffled = [rows[i] for i in rng.permutation(len(rows))]
    other = run(book, higher, shuffled, chunk=37, threads=2)
    for name in ("budget", "coverage", "transitions", "deciles", "winners"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name), rtol=1e-12)
    direct = 0.0
    for row in rows:
        if row["income"] is not None and row["resident"]:
            direct += row["w"] * max(0.0, 700 - float(row["income"]))
    assert one.budget.set_index("programme").loc["top-up", "reform"] == pytest.approx(direct)


def test_nobody_whose_outcome_is_open_counts_as_a_no(book, higher):
    rows = [{**row, "resident": None, "income": None, "kids": None} for row in ROWS]
    result = run(book, higher, rows, income=None)
    own = result.coverage[result.coverage["grouping"] == "all"]
    assert (own["share_at_most"] == 1).all() and (own["share"] == 0).all()
    assert (own["ineligible"] + own["not_applicable"] == 0).all()
    with pytest.raises(ValueError, match="give `income`"):
        _ = result.deciles
    shares = run(book, higher, rows, income="w").winners.set_index(["decile", "band"])["share"]
    assert shares[("all", "unknown")] == 1


def test_sums_that_are_paid_once_are_in_no_income(book):
    terms = huice.Reform.of("terms", {"heating_terms": {"test": "resident"}})
    result = run(book, terms)
    own = result.budget.set_index("programme").loc["heating"]
    assert own["reform"] == 250.0 and result.not_in_income == ["heating"]
    shares = result.winners.set_index(["decile", "band"])["share"]
    assert shares[("all", "gain more than 5%")] == 0


@pytest.mark.parametrize(
    ("unit", "per", "shown"),
    [
        ("CNY", "month", ("CNY", "month", 200.0)),
        ("CNY/month", None, ("CNY", "month", 200.0)),
        ("CNY/person/month", None, ("CNY", "month", 600.0)),
        ("CNY/person", None, ("CNY", "", 600.0)),
    ],
)
def test_a_unit_may_say_for_whom_and_how_often(unit, per, shown):
    old = "amount: line - income, unit: CNY, per: month"
    new = f"amount: line - income, unit: {unit}" + (f", per: {per}" if per else "")
    assert old in PACK
    result = run(huice.load_texts({"a.yaml": PACK.replace(old, new)}), None)
    own = result.budget.set_index("programme").loc["top-up"]
    assert (own["unit"], own["per"], own["baseline"]) == shown


def test_sums_for_each_person_are_open_when_persons_are_not_given(book):
    result = run(book, None, persons=None)
    bonus = result.budget.set_index("programme").loc["child-bonus"]
    assert bonus["baseline"] == 0 and bonus["baseline_households_open"] >= 2.0
    assert "households" in result.weighting


@pytest.mark.parametrize("weights", [[1.0] * 5 + [-1.0], [1.0] * 5 + [float("nan")], [1.0]])
def test_weights_that_are_none(book, weights):
    with pytest.raises(ValueError, match="weights"):
        run(book, None, weights=weights)


def test_deciles_partition_and_keep_equal_values_together():
    rng = np.random.default_rng(0)
    values = rng.integers(-3, 40, 500).astype(float)
    values[::17] = np.nan
    weights = rng.random(500)
    groups = deciles(values, weights)
    assert set(groups) <= {-1, 0, *range(1, 11)}
    assert (groups[values < 0] == -1).all() and (groups[np.isnan(values)] == 0).all()
    for value in np.unique(values[values >= 0]):
        assert np.unique(groups[values == value]).size == 1
    order = np.argsort(values[groups > 0], kind="stable")
    assert (np.diff(groups[groups > 0][order]) >= 0).all()
    assert deciles(np.arange(20.0), np.ones(20)).tolist() == [1 + i // 2 for i in range(20)]
    with pytest.raises(ValueError, match="negative"):
        deciles(np.ones(2), np.array([1.0, -1.0]))


def test_standard_errors_of_replicates_by_hand(book, higher):
    weights = np.array([row["w"] for row in ROWS])
    replicates = np.stack([weights, 2 * weights, 0 * weights], axis=1)
    result = run(book, higher, replicate_weights=replicates, replicate_scale=0.5)
    own = result.budget.set_index("programme").loc["top-up"]
    # Sums of the replicates: s, 2s, 0; 0.5 x (0 + s^2 + s^2) = s^2.
    assert own["se_reform"] == pytest.approx(450.0) and own["se_change"] == pytest.approx(250.0)
    whole = result.coverage[result.coverage["grouping"] == "all"].set_index(
        ["programme", "scenario"]
    )
    assert whole.loc[("top-up", "reform"), "se_eligible"] == pytest.approx(3.0)


def test_the_bootstrap_comes_near_the_error_of_a_poisson_sample(book):
    rows = [{"income": "500.00", "resident": True, "kids": 0, "w": 1.0, "n": 1, "g": "a"}] * 400
    own = run(book, None, rows, replicates=400, seed=1).budget.set_index("programme").loc["top-up"]
    assert own["se_baseline"] == pytest.approx(100 * 400**0.5, rel=0.15)
    assert own["se_change"] == 0


def test_poverty_and_inequality_by_hand(book, higher):
    result = run(book, higher)
    # Per head 210 (6 persons; then 243.33), 650 (1; then 700), 225 (4), 110 (5); 10 are left out.
    frame = result.poverty(220).set_index("measure")
    assert frame.loc["headcount", ["baseline", "reform"]].tolist() == pytest.approx(
        [11 / 16, 5 / 16]
    )
    gaps = [(6 * 10 / 220 + 5 * 0.5) / 16, 5 * 0.5 / 16]
    assert frame.loc["gap", ["baseline", "reform"]].tolist() == pytest.approx(gaps)
    assert frame["unknown_share"].tolist() == pytest.approx([10 / 26] * 3)
    incomes = np.repeat([210.0, 650.0, 225.0, 110.0], [6, 1, 4, 5])
    pairs = np.abs(incomes[:, None] - incomes[None, :]).mean() / (2 * incomes.mean())
    table = result.inequality.set_index("measure")
    assert table.loc["gini", "baseline"] == pytest.approx(pairs)
    assert table.loc["p90/p10", "baseline"] == pytest.approx(225 / 110)
    curve = result.lorenz
    assert (curve.iloc[-1] == 1).all() and (curve["baseline"] <= curve["p"] + 1e-12).all()


def test_words_and_html_say_what_is_open_and_escape(book):
    reform = huice.Reform.of("<b>higher</b>", {"line": "700"})
    result = run(book, reform)
    english, chinese = result.summary("en"), result.summary("zh")
    assert "cannot be told yet (not a no)" in english and "不算作“否”" in chinese
    assert "200 → 450 CNY/month" in english
    assert "&lt;b&gt;higher" in result._repr_html_() and "<b>higher" not in result._repr_html_()
    assert "synthetic" not in english
    part = run(book, reform, entitlements=["top-up"])
    assert part.not_simulated == ["child-bonus"] and "child-bonus" in part.summary("zh")


@pytest.mark.parametrize("kind", ["budget", "coverage", "deciles", "winners", "transitions"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_charts_carry_the_hashes_that_reproduce_them(book, higher, kind, lang):
    pytest.importorskip("matplotlib")
    result = run(book, higher)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        figure = result.chart(kind, lang)
        figure.canvas.draw()
    signed = figure._supxlabel.get_text()
    assert result.baseline_hash[:12] in signed and result.reform_hash[:12] in signed
    assert len(figure.axes[0].patches) + len(figure.axes[0].images) > 0


@pytest.mark.parametrize("kind", ["coverage", "deciles", "winners"])
def test_vega_lite_is_plain_data_with_the_values_of_the_frame(book, higher, kind):
    result = run(book, higher)
    spec = json.loads(json.dumps(result.vega(kind, "en"), allow_nan=False))
    assert spec["$schema"].endswith("vega-lite/v5.json")
    assert result.reform_hash[:12] in spec["title"]["subtitle"]
    values, encoding = spec["data"]["values"], spec["encoding"]
    fields = {channel["field"] for channel in encoding.values()}
    assert all(fields <= value.keys() for value in values)
    if kind == "coverage":
        assert sum(value["households"] for value in values) == 10.0 * 2 * 3
    if kind == "winners":
        assert sum(v["share"] for v in values if v["decile"] == "all") == pytest.approx(1)
        assert {v["band"] for v in values} <= set(encoding["color"]["scale"]["domain"])
    if kind == "deciles":
        assert next(value["change"] for value in values) is None and len(values) == 10


def test_without_a_chinese_font_there_is_a_warning(book, higher, monkeypatch):
    pytest.importorskip("matplotlib")
    from huice.simulation import fonts

    monkeypatch.setattr(fonts, "chinese", lambda: None)
    with pytest.warns(UserWarning, match="fonts-noto-cjk"):
        run(book, higher).chart("budget")


def test_made_up_people_are_said_to_be_made_up(book):
    people = huice.population.synthesize(300, 1, as_of=DAY, live_in="520000", total=3000)
    half = huice.Reform.of("half a year", {"dibao_residence_years": "P6M"})
    shipped = huice.load(*huice.packs.cn())
    result = huice.simulate(people, shipped, half, jurisdiction="520000", groups=["kind"])
    assert "合成数据" in result.summary() and "synthetic" in repr(result)
    assert result.as_of == DAY
    assert all(entry.id.startswith("gz-") for entry in result.programmes)
    whole = result.coverage[result.coverage["grouping"] == "all"]
    assert np.allclose(whole["households"], 3000)


def test_rows_equal_single_decisions(book, higher):
    reformed = higher.apply(book)
    result = run(book, higher)
    counted = {}
    for row in ROWS:
        facts = {
            name: row[name] for name in ("income", "resident", "kids") if row[name] is not None
        }
        key = tuple(b.decide(facts, DAY, "520000")["child-bonus"].status for b in (book, reformed))
        counted[key] = counted.get(key, 0) + 1
    frame = result.transitions[result.transitions["programme"] == "child-bonus"]
    assert dict(zip(zip(frame["old"], frame["new"]), frame["n"])) == counted


def test_bands_at_the_edges():
    from huice.simulation import bands

    base = np.array([100.0, 100.0, 100.0, 100.0, 0.0, 0.5, -10.0])
    new = np.array([95.0, 94.9, 105.0, 105.1, 0.05, 0.5, -10.0])
    assert [BANDS[k] for k in bands(base, new)] == [
        "lose up to 5%", "lose more than 5%", "gain up to 5%", "gain more than 5%",
        "gain up to 5%", "no change", "no change",
    ]  # fmt: skip


def test_data_round_trip():
    reform = huice.Reform.of(
        "all of it",
        {"line": "700", "heating_terms": {"test": "resident", "amount": "60"}},
        start="2026-01-01",
        end=datetime.date(2026, 12, 31),
        area="520100",
        switch_off=["heating"],
    )
    data = json.loads(json.dumps(reform.to_dict()))
    again = huice.Reform.from_dict(data)
    assert again == reform and again.hash == reform.hash
    assert again.to_dict()["parameters"][0] == {
        "parameter": "line", "value": "700", "start": "2026-01-01", "end": "2026-12-31",
        "area": "520100",
    }  # fmt: skip


def test_sums_of_members_are_sums_of_the_household(book):
    members = """
facts:
  members:
    type: members
    about: household
    label: {zh: 成员, en: members}
    question: {zh: "谁？", en: "who?"}
    fields:
      age: {type: integer, about: person, label: {zh: 年龄, en: age},
            question: {zh: "几岁？", en: "how old?"}}
"""
    rule = """
  - id: each
    class: A
    family: aid
    beneficiary: person
    title: {zh: 每人, en: each}
    source: s 四
    for: members
    when: {test: age < 10, zh: 小, en: small}
    grants: {kind: money, of: {zh: 补, en: aid}, amount: "10.50", unit: CNY, per: month}
"""
    book = huice.load_texts({"a.yaml": PACK.replace("\nfacts:\n", members) + rule})
    households = [[3, 20, 4], [40], [], None, [3, None], [3]]
    rows = [
        {
            "resident": True,
            "members": None if ages is None else [{"age": age} for age in ages],
            "w": 1.0,
            "g": "a",
        }
        for ages in households
    ]
    off = huice.Reform("off", switch_off=("each",))
    result = run(book, off, rows, persons=None, income="w")
    own = result.budget.set_index("programme").loc["each"]
    assert (own["baseline"], own["reform"], own["unit"], own["per"]) == (42.0, 0.0, "CNY", "month")
    # Of the household whose members nobody knows, and of the child whose age nobody knows.
    assert own["baseline_households_open"] == 2.0
    shares = result.winners.set_index(["decile", "band"])["share"]
    assert shares[("all", "unknown")] == pytest.approx(2 / 6)
    assert shares[("all", "lose more than 5%")] == pytest.approx(2 / 6)


def test_a_replaced_entitlement_may_pay_in_another_way_or_not_at_all(book):
    text = """
    id: {id}
    class: A
    family: aid
    beneficiary: person
    title: {{zh: 新, en: new}}
    source: s 一
    when: {{test: resident, zh: 是居民, en: is resident}}
    grants: {grants}
    """
    paid = "{kind: money, of: {zh: 钱, en: money}, amount: '1200', unit: CNY, per: year}"
    free = "{kind: service, of: {zh: 服务, en: service}}"
    texts = {
        "top-up": text.format(id="top-up", grants=paid),
        "child-bonus": text.format(id="child-bonus", grants=free),
    }
    result = run(book, huice.Reform("new", replace=texts), income="w")
    own = result.budget.set_index("programme")
    assert own.loc["top-up", ["unit", "per", "baseline", "reform"]].tolist() == [
        "CNY", "month → year", 200.0, 5 * 1200.0,
    ]  # fmt: skip
    assert np.isnan(own.loc["top-up", "change"]) and own.loc["child-bonus", "reform"] == 0
    # By the month, weight times net income: 2 x (2 + 100 + 30) + 3 x 1, then 2 x 102 + 2 x 101 + 1.
    means = result.deciles.loc[0, ["base_mean", "reform_mean"]].tolist()
    assert means == pytest.approx([267 / 16, 407 / 16])


@pytest.mark.parametrize("form", ["pandas", "polars", "columns", "rows"])
def test_tables_of_all_kinds_give_the_same(book, higher, form):
    rows = [{**row, "kids": row["kids"] or 0} for row in ROWS]
    if form == "polars":
        polars = pytest.importorskip("polars")
    forms = {
        "pandas": lambda: pd.DataFrame(rows).astype({"resident": "boolean"}),
        "polars": lambda: polars.DataFrame(rows),
        "columns": lambda: {name: [row[name] for row in rows] for name in rows[0]},
        "rows": lambda: rows,
    }
    options = {"weights": "w", "persons": "n", "income": "income", "groups": ["g"]}
    given = {"as_of": datetime.date(2026, 3, 10), "jurisdiction": "520000", **options}
    other = huice.simulate(forms[form](), book, higher, **given)
    one = run(book, higher, rows)
    for name in ("budget", "coverage", "transitions", "deciles", "winners"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
