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
# # 用 DuckDB 筛查名册 · Screening a register with DuckDB
#
# 名册在数据库里：一张户表，一张人员表。筛查要回答三个问题：谁可能漏享？还要问谁什么？哪些取决于地方规定？
#
# The register is in a database: a table of households and one of persons. Who may be missing a benefit? Whom to ask what?
# What hangs on a local rule? The people are made up.

# %%
import os

import duckdb
import huice

households = int(os.environ.get("HUICE_NOTEBOOK_HOUSEHOLDS", "20000"))
day, place = "2026-03-10", "520000"
people = huice.population.synthesize(households, seed=7, as_of=day, live_in=place)
book = huice.load(*huice.packs.cn())

# %%
register = duckdb.connect()
register.register("household_rows", people.households)
register.register("person_rows", people.persons)
register.execute("create table households as select * from household_rows")
register.execute("create table persons as select * from person_rows")
register.sql("select count(*) as households, sum(household_size) as persons from households")

# %% [markdown]
# ## 一户一行 · A row for each household
#
# 家庭成员是列表：`list(struct_pack(...))`，按编号排序，所以每次结果都一样。名册里没有的事实就不选，它们是未知的。
#
# Members are a list, ordered by their id so that every run gives the same. Facts that the register does not have are not
# selected: they are unknown.

# %%
facts = [
    "birth_date",
    "is_agri_transfer_population",
    "hukou_place",
    "usual_residence_place",
    "residence_permit_held",
    "residence_permit_place",
    "residence_start_date",
    "household_per_capita_income",
    "household_assets_within_limit",
    "is_poverty_relieved",
    "is_cross_province_worker",
    "legal_stable_employment",
]
cases = register.sql(f"""
    with members as (
        select household_id,
               list(struct_pack(family_relation, birth_date) order by person_id) as household_members
        from persons
        group by household_id
    )
    select {", ".join(facts)}, household_members
    from households join members using (household_id)
    order by household_id
""")
cases.limit(3)

# %% [markdown]
# ## 评估 · Decide
#
# 查询结果直接交给惠策，不经过 pandas。
#
# The result of the query goes to huice as it is, without pandas.

# %%
wanted = [
    huice.Output("gz-dibao-residence-permit", missing_facts=True),
    huice.Output("gz-dibao-award", missing_facts=True, missing_parameters=True),
    huice.Output("gz-transport-subsidy", amount=True, missing_facts=True),
]
result = book.decide_many(cases, as_of=day, jurisdiction=place, outputs=wanted)
answers = result.to_arrow()
answers = answers.append_column(
    "household_id",
    register.sql("select household_id from households order by household_id")
    .to_arrow_table()
    .column(0),
)
result.report

# %% [markdown]
# ## 谁可能漏享 · Who may be missing out

# %%
register.sql("""
    select "gz-dibao-residence-permit.status" as status, count(*) as households
    from answers group by all order by households desc
""")

# %% [markdown]
# 按县（市、区）看：可以享受的，和还不能确定的。
#
# By county: those who are eligible, and those of whom it cannot be told yet.

# %%
register.sql("""
    select usual_residence_place as county,
           count(*) filter ("gz-dibao-residence-permit.status" = 'eligible') as eligible,
           count(*) filter ("gz-dibao-residence-permit.status" = 'undetermined') as not_yet_known,
           count(*) as households
    from answers join households using (household_id)
    group by all order by eligible desc, county limit 8
""")

# %% [markdown]
# ## 还要问什么 · What to ask
#
# 每一户缺的事实由引擎给出：问了会有影响的才列出。
#
# The engine names the facts that are missing for each household: only those that make a difference.

# %%
register.sql("""
    select fact, count(*) as households
    from (select unnest("gz-dibao-award.missing_facts") as fact from answers)
    group by all order by households desc
""")

# %% [markdown]
# ## 取决于地方规定 · What hangs on a local rule

# %%
register.sql("""
    select parameter, count(*) as households
    from (select unnest("gz-dibao-award.missing_parameters") as parameter from answers)
    group by all order by households desc
""")

# %% [markdown]
# ## 走访名单 · A list for visits
#
# 先走访可以享受的，再走访只差一个事实的。
#
# First those who are eligible, then those who lack a single fact.

# %%
register.sql("""
    select household_id,
           "gz-dibao-residence-permit.status" as status,
           "gz-dibao-residence-permit.missing_facts" as ask
    from answers
    where status = 'eligible' or (status = 'undetermined' and len(ask) = 1)
    order by status, household_id limit 10
""")
