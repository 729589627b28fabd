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
# # 第一步 · First steps
#
# 加载规则包，评估一个人，看理由，再评估一批人。
#
# Load the rule packs, decide one person, read the reasons, then decide many. The people are made up.

# %%
import huice

book = huice.load(*huice.packs.cn())
book

# %% [markdown]
# 规则、事实和参数都是表格。没有值的参数是“未定”的：法律留给地方规定，惠策不会替它编一个数。
#
# Rules, facts and parameters are tables. A parameter without a value is *open*: the law leaves it to a local rule, and no
# number is invented for it.

# %%
parameters = book.parameters.to_pandas()
parameters[["title_zh", "title_en", "kind", "set_by"]].head()

# %% [markdown]
# ## 一个人 · One person
#
# 没有说的就是“未知”，不是“否”。这里不知道居住证是哪里发的。
#
# What is not said is *unknown*, not *no*. Here nobody has said which place issued the permit.

# %%
person = {
    "is_agri_transfer_population": True,
    "hukou_place": "510500",
    "usual_residence_place": "520102",
    "residence_permit_held": True,
    "residence_start_date": "2025-03-10",
}
decision = book.decide(person, as_of="2026-03-10", jurisdiction="520000")
allowance = decision["gz-dibao-residence-permit"]
allowance.status, allowance.missing_facts

# %% [markdown]
# 补上这个事实，再看理由和依据。
#
# Add that fact and read the reasons with their clauses.

# %%
person["residence_permit_place"] = "520102"
decision = book.decide(person, as_of="2026-03-10", jurisdiction="520000")
print(decision.explain("gz-dibao-residence-permit", lang="zh"))

# %%
print(decision.explain("gz-dibao-residence-permit", lang="en"))

# %% [markdown]
# ## 地方规定 · Local rules
#
# 低保金的数额取决于当地标准和财产规定。办事单位可以自己给出；给出之前，答案会说取决于哪些参数。
#
# The sum hangs on the local line and the local limits of assets. An office can set them; until then the answer says which
# parameters it hangs on.

# %%
person |= {"household_per_capita_income": "612.50", "household_assets_within_limit": True}
before = book.decide(person, as_of="2026-03-10", jurisdiction="520000")["gz-dibao-award"]
before.status, before.missing_parameters

# %%
office = book.bind({"local_dibao_line": 830, "local_asset_limits": True})
after = office.decide(person, as_of="2026-03-10", jurisdiction="520000")["gz-dibao-award"]
after.status, after.amount

# %% [markdown]
# ## 很多人 · Many people
#
# 一张表，每户一行；空值就是未知。结果可以是 pandas、polars 或者 Arrow。
#
# A table with a row for each household; a null is unknown. The answers come as pandas, polars or Arrow.

# %%
people = huice.population.synthesize(1000, seed=1, as_of="2026-03-10", live_in="520000")
people

# %%
answers = office.decide_many(
    people.cases(),
    as_of="2026-03-10",
    jurisdiction="520000",
    outputs=["gz-dibao-residence-permit", huice.Output("gz-dibao-award", amount=True)],
)
frame = answers.to_pandas()
frame["gz-dibao-award.status"].value_counts(dropna=False)

# %%
answers.report
