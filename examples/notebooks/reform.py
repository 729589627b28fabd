# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 一项改革：从规则包到图表 · A reform, from packs to charts
#
# 贵州：持居住证、连续居住满一年的农业转移人口可以按程序纳入当地低保。如果改为半年，会多覆盖多少户？
#
# Guizhou: newcomers with a residence permit and a year of unbroken residence can be taken into the local minimum living
# allowance. How many more households would half a year reach?
#
# **人口是合成的，均为虚构。下面的数字说明方法，不是预测。**
# **The population is synthetic. The figures below show the method; they are no forecast.**

# %%
import os

import huice

households = int(os.environ.get("HUICE_NOTEBOOK_HOUSEHOLDS", "20000"))
day, place = "2026-03-10", "520000"

# %% [markdown]
# ## 人口 · The population
#
# 按国家统计局公布的农民工监测数据生成。`fit()` 逐项比较；没有公布的都是假设，列在 `assumptions()` 里，可以改。
#
# Generated from the published figures of the national survey of migrant workers. `fit()` compares cell by cell; whatever is
# not published is an assumption, listed by `assumptions()` and open to change.

# %%
people = huice.population.synthesize(households, seed=2026, as_of=day, live_in=place)
fit = people.fit()
fit.loc[fit["kept"], ["marginal", "cell", "unit", "target", "got", "difference"]].round(2)

# %%
people.assumptions()[["assumption", "value", "meaning"]].head(12)

# %% [markdown]
# ## 现行规定 · The baseline
#
# 贵州2025年起的各档标准没有找到，所以规则包里是未定的。这里假定各地都是每月830元，并假定财产规定已经明确。
#
# The lines of Guizhou from 2025 on were not found, so they are open in the packs. We assume 830 a month everywhere, and that
# the rules on assets are settled.

# %%
book = huice.load(*huice.packs.cn()).bind({"local_dibao_line": 830, "local_asset_limits": True})
book.parameters["dibao_residence_years"]["values"]

# %% [markdown]
# ## 改革方案 · The reform
#
# 方案是数据，不改动现行规则；可以存成 JSON，有自己的哈希值。
#
# A reform is data and changes no rule in place; it can be stored as JSON and has a hash of its own.

# %%
reform = huice.Reform.of("半年 · half a year", {"dibao_residence_years": "P6M"}, start="2026-01-01")
reform.to_dict(), sorted(reform.touched(book))

# %%
result = huice.simulate(
    people, book, reform, jurisdiction=place, groups=["kind"], replicates=50, seed=1
)
print(result.summary("zh"))

# %%
print(result.summary("en"))

# %% [markdown]
# 还缺信息的户单独列出，不算作“否”：可以享受的比例在 `share` 和 `share_at_most` 之间。
#
# Households of which it cannot be told yet stand apart and are no *no*: the share lies between `share` and `share_at_most`.

# %%
coverage = result.coverage
coverage.loc[
    coverage["programme"] == "gz-dibao-residence-permit",
    ["grouping", "group", "scenario", "eligible", "undetermined", "share", "share_at_most"],
].round(4)

# %%
result.transitions[result.transitions["programme"].isin(result.touched)]

# %%
result.chart("coverage", programme="gz-dibao-residence-permit", grouping="kind")

# %%
result.chart("transitions", programme="gz-dibao-residence-permit")

# %%
result.chart("deciles")

# %%
result.chart("winners", lang="en")

# %% [markdown]
# ## 断点 · Cliffs
#
# 沿着一个事实，逐日（逐分）评估，所以断点是准确的，不是抽样。
#
# Along one fact every day (every cent) is decided, so the cliffs are exact, not sampled.

# %%
case = {
    "is_agri_transfer_population": True,
    "hukou_place": "510500",
    "usual_residence_place": "520102",
    "residence_permit_held": True,
    "residence_permit_place": "520102",
    "household_per_capita_income": 500,
    "household_assets_within_limit": True,
}
for rules in (book, reform.apply(book)):
    along = huice.simulation.schedule(
        rules,
        case,
        "residence_start_date",
        "2024-01-01",
        day,
        as_of=day,
        jurisdiction=place,
        entitlements=["gz-dibao-residence-permit"],
    )
    print(along.cliffs[["x_before", "x", "old", "new"]].to_string(index=False))

# %%
income = huice.simulation.schedule(
    book,
    {**case, "residence_start_date": "2024-06-01"},
    "household_per_capita_income",
    "0",
    "1200",
    as_of=day,
    jurisdiction=place,
    entitlements=["gz-dibao-award"],
)
income.pieces

# %%
income.chart()

# %% [markdown]
# ## 另一项：提高补贴 · Another one: a higher grant
#
# 贵阳的一次性创业补贴从5000元提高到8000元。规则的其他条件在规则包里仍是未定的，所以结果停在“取决于地方规定”，
# 金额也只在条件满足时发放。
#
# The one-off start-up grant of Guiyang rises from 5,000 to 8,000. Its other conditions are still open in the packs, so the
# outcome stays *conditional*, and the sums are paid only if those conditions are met.

# %%
grant = huice.Reform.of(
    "创业补贴8000元 · 8,000",
    {"gz_startup_subsidy_terms": {"amount": "8000", "unit": "CNY", "per": "once"}},
    area="520100",
    start="2026-01-01",
)
higher = huice.simulate(
    people, book, grant, jurisdiction=place, entitlements=["gz-startup-subsidies"]
)
higher.budget.T
