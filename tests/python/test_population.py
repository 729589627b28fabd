"""Made-up people: the published figures are met, the seed decides, and what is assumed is said."""

import datetime

import numpy as np
import pyarrow as pa
import pytest
from huice import population
from huice.population import published
from huice.population.places import flows
from huice.population.raking import Margin, Mean, rake, same_odds
from huice.population.sampling import draw_cells, draw_within, spread

DAY = "2026-03-10"


@pytest.fixture(scope="module")
def people():
    return population.synthesize(20000, 11, as_of=DAY)


def ipc(table):
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return sink.getvalue().to_pybytes()


def test_one_seed_gives_the_same_bytes_and_another_one_others():
    one, two, other = (population.synthesize(700, seed, as_of=DAY) for seed in (5, 5, 6))
    assert ipc(one.households) == ipc(two.households)
    assert ipc(one.persons) == ipc(two.persons)
    assert ipc(one.cases()) == ipc(two.cases())
    assert ipc(one.households) != ipc(other.households)


def test_every_share_that_is_aimed_at_is_met_within_a_tenth_of_a_point(people):
    fit = people.fit()
    shares = fit[fit["kept"] & (fit["unit"] == "%")]
    assert len(shares) == 40
    assert shares["difference"].abs().max() < 0.1, shares.to_string()
    ages = fit[(fit["marginal"] == "mean_age") & (fit["cell"] == "all")]
    assert ages["difference"].abs().iloc[0] < 0.05


def test_mean_incomes_are_met_within_a_thousandth(people):
    fit = people.fit().set_index("marginal")
    means = fit[fit.index.str.startswith("income") & fit["kept"]]
    assert len(means) == 7
    assert (means["difference"] / means["target"]).abs().max() < 0.001, means.to_string()


def test_the_conditional_shares_that_do_not_mix_are_reported_and_their_odds_ratio_is_kept(people):
    fit = people.fit().set_index(["marginal", "cell"])
    local, outbound = fit.loc[("female", "local")], fit.loc[("female", "outbound")]
    assert not local["kept"] and not outbound["kept"]

    def odds(share):
        return share / (100 - share)

    published_ratio = odds(local["target"]) / odds(outbound["target"])
    assert odds(local["got"]) / odds(outbound["got"]) == pytest.approx(published_ratio, rel=0.02)


def test_fit_reports_every_published_cell_with_its_source(people):
    fit = people.fit()
    cells = {(figure.id, cell) for figure in published.figures().values() for cell in figure.values}
    assert set(zip(fit["marginal"], fit["cell"])) == cells
    assert fit["source"].str.contains("国家统计局").all()
    assert set(fit["how"]) == {"published", "derived"}
    assert not fit["got"].isna().any()


def test_origin_and_destination_agree_with_all_published_counts():
    table = flows()
    total = sum(published.figures()["workers_by_kind"].values.values())
    work = published.figures()["workers_by_work_region"].values
    assert table.sum() == pytest.approx(1)
    assert table.sum(axis=(0, 1))[0] * total == pytest.approx(work["east"], rel=1e-9)
    centre = table[1]
    assert centre[2].sum() / centre[1:].sum() == pytest.approx(0.517, rel=1e-9)
    assert (table >= 0).all()


def test_raking_meets_margins_and_means_and_says_when_they_contradict_each_other():
    start = np.arange(1.0, 13.0).reshape(3, 4)
    rows, columns = np.indices(start.shape)
    table = rake(start, [Margin(rows, [0.2, 0.3, 0.5]), Mean(columns / 10, 0.12)])
    assert table.sum(axis=1) == pytest.approx([0.2, 0.3, 0.5])
    assert (table * columns).sum() == pytest.approx(1.2)
    # By hand: raked tables keep the cross ratios of the start under two partitions.
    raked = rake(start, [Margin(rows, [0.2, 0.3, 0.5]), Margin(columns, [0.25] * 4)])
    assert raked[0, 0] * raked[1, 1] / (raked[0, 1] * raked[1, 0]) == pytest.approx(1 * 6 / (2 * 5))
    with pytest.raises(ArithmeticError):
        rake(start, [Margin(rows, [0.2, 0.3, 0.5]), Margin(rows, [0.5, 0.3, 0.2])])


def test_shares_are_moved_with_one_odds_ratio():
    local, outbound = same_odds(0.43, 0.305, 0.4065, 0.373)
    assert 0.4065 * local + 0.5935 * outbound == pytest.approx(0.373)
    assert local / (1 - local) / (outbound / (1 - outbound)) == pytest.approx(
        0.43 / 0.57 / (0.305 / 0.695)
    )


def test_drawing_gives_each_cell_its_expected_number_give_or_take_one():
    rng = np.random.Generator(np.random.PCG64(3))
    shares = np.array([[0.1, 0.2, 0.7], [0.5, 0.25, 0.25]])
    cells = draw_cells(rng, shares[0], 1000)
    assert np.abs(np.bincount(cells) - [100, 200, 700]).max() <= 1
    groups = np.repeat([0, 1], [600, 400])
    rng.shuffle(groups)
    drawn = draw_within(rng, shares, groups)
    assert np.abs(np.bincount(drawn[groups == 1], minlength=3) - [200, 100, 100]).max() <= 1
    numbers = spread(rng, groups)
    assert np.sort(numbers[groups == 0]) == pytest.approx((np.arange(600) + 0.5) / 600, abs=1 / 600)


def test_facts_fit_together(people):
    table = people.households.to_pandas()
    day = datetime.date.fromisoformat(DAY)
    birthday = [b.replace(year=b.year + a) if (b.month, b.day) != (2, 29) else None
                for b, a in zip(table["birth_date"], table["age"])]  # fmt: skip
    assert all(
        b is None or b <= day < b.replace(year=b.year + 1)
        for b in birthday
        if b is None or (b.month, b.day) != (2, 29)
    )
    held = table["residence_permit_held"]
    assert (table.loc[held, "kind"] != "local").all()
    assert (table.loc[held, "residence_permit_issue_date"] <= day).all()
    assert table.loc[~held, "residence_permit_issue_date"].isna().all()
    local = table["kind"] == "local"
    places = table[["hukou_place", "usual_residence_place", "work_place"]].astype(object)
    assert places.loc[local, "hukou_place"].equals(places.loc[local, "usual_residence_place"])
    inter = (table["kind"] == "inter") & table["work_place"].notna()
    provinces = [places.loc[inter, column].str[:2] for column in ("hukou_place", "work_place")]
    assert (provinces[0] != provinces[1]).all()
    elsewhere = table["work_region"] == "elsewhere"
    assert table.loc[elsewhere, "work_place"].isna().all()
    assert (table.loc[table["marital_status"] == "with_spouse", "age"] >= 16).all()


def test_households_and_persons_agree(people):
    persons, households = people.persons.to_pandas(), people.households.to_pandas()
    sizes = persons.groupby("household_id", sort=False).size()
    assert (sizes.to_numpy() == households["household_size"].to_numpy()).all()
    first = persons.groupby("household_id", sort=False).first().reset_index()
    assert (first["family_relation"] == "self").all()
    assert (first["birth_date"].to_numpy() == households["birth_date"].to_numpy()).all()
    pupils = households[households["student_birth_date"].notna()]
    born = set(zip(persons["household_id"], persons["birth_date"]))
    assert all((row.household_id, row.student_birth_date) in born for row in pupils.itertuples())
    cases = people.cases(start=17, count=3)
    whole = people.cases()
    assert cases.to_pylist() == whole.slice(17, 3).to_pylist()
    assert set(cases.column_names) == {*people.facts, "household_members"}


def test_a_place_takes_everybody_and_says_that_counts_are_not_kept():
    people = population.synthesize(3000, 2, as_of=DAY, live_in="520100", total=90000)
    assert set(people.households["usual_residence_place"].to_pandas().astype(str).str[:4]) == {
        "5201"
    }
    assert set(people.households["weight"].to_pylist()) == {30.0}
    fit = people.fit()
    counts = fit[fit["marginal"].str.startswith(("workers_", "inter_share"))]
    assert not counts["kept"].any()
    assert fit.loc[fit["marginal"] == "age_band", "kept"].all()


def test_what_is_assumed_can_be_changed_and_only_that():
    nobody = {"household_assets_within_limit": 1.0}
    people = population.synthesize(
        500, 1, as_of=DAY, assumptions={"unknown": nobody, "permit_held": 0.0}
    )
    assert people.households["household_assets_within_limit"].null_count == 500
    assert not any(people.households["residence_permit_held"].to_pylist())
    listed = people.assumptions().set_index("assumption")
    assert (
        listed.loc["permit_held", "value"] == 0.0 and listed.loc["permit_held", "default"] == 0.45
    )
    with pytest.raises(ValueError, match="near: permit_held"):
        population.synthesize(5, 1, as_of=DAY, assumptions={"permit_hold": 0.1})
    with pytest.raises(ValueError, match="no fact `nothing`"):
        population.synthesize(5, 1, as_of=DAY, assumptions={"unknown": {"nothing": 0.1}})
    unconfirmed = set(population.defaults()) & set(published.figures())
    assert not unconfirmed


def test_it_is_labelled_as_made_up(people):
    assert "made-up" in repr(people) and "Synthetic" in people._repr_html_()
    for table in (people.households, people.persons, people.cases()):
        metadata = table.schema.metadata
        assert metadata[b"huice.synthetic"] == b"true"
    assert people.households["household_id"][0].as_py() == "SYN-H000000001"


@pytest.mark.parametrize("count", [1, 2, 7])
def test_a_few_households_are_enough(count):
    people = population.synthesize(count, 4, as_of="2024-02-29")
    assert people.cases().num_rows == count
    assert not people.fit()["target"].isna().any()
