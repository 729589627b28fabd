"""A small pack with a fact of every type."""

from __future__ import annotations

from decimal import Decimal

import huice

TEXT = """
pack: small
version: "1.0.0"
area: "000000"
title: {zh: 小, en: small}
sources:
  s: {title: {zh: 文, en: text}, issuer: {zh: 人, en: someone}, issued: 2020-01-01,
      force: [{from: 2020-01-01, is: in_force}]}
families: {f: {title: {zh: 类, en: family}}}
parameters:
  line: {type: money, unit: CNY/month, title: {zh: 线, en: line}, set_by: local, source: s 1}
facts:
  poor: {type: boolean, about: person, label: {zh: 贫, en: poor}, question: {zh: 贫？, en: "?"}}
  wage:
    {type: money, unit: CNY/month, about: person, label: {zh: 薪, en: wage},
     question: {zh: 薪？, en: "?"}}
  ratio: {type: number, about: person, label: {zh: 比, en: ratio}, question: {zh: 比？, en: "?"}}
  years: {type: integer, about: person, label: {zh: 年, en: years}, question: {zh: 年？, en: "?"}}
  since: {type: date, about: person, label: {zh: 起, en: since}, question: {zh: 起？, en: "?"}}
  work:
    type: enum
    about: person
    label: {zh: <b>工</b>, en: work}
    question: {zh: 工？, en: "?"}
    values: {none: {zh: 无, en: none}, some: {zh: 有, en: some}}
  likes:
    type: enum_set
    about: person
    label: {zh: 好, en: likes}
    question: {zh: 好？, en: "?"}
    values: {tea: {zh: 茶, en: tea}, wine: {zh: 酒, en: wine}}
  people:
    type: members
    about: household
    label: {zh: 人, en: people}
    question: {zh: 人？, en: "?"}
    fields:
      age: {type: integer, about: person, label: {zh: 龄, en: age}, question: {zh: 龄？, en: "?"}}
      pay:
        {type: money, unit: CNY/month, about: person, label: {zh: 薪, en: pay},
         question: {zh: 薪？, en: "?"}}
entitlements:
  - id: half
    class: A
    family: f
    beneficiary: person
    title: {zh: "<script>alert(1)</script>", en: half & half}
    source: s 1
    when: poor and wage >= 0
    grants: {kind: money, of: {zh: 一半, en: half}, amount: wage / 2, unit: CNY}
  - id: tea
    class: A
    family: f
    beneficiary: person
    title: {zh: 茶, en: tea}
    source: s 2
    when: 'list contains(likes, "tea") and since + @"P1Y" <= as_of or work = "none"'
    grants: {kind: service, of: {zh: 茶, en: tea}}
  - id: below
    class: A
    family: f
    beneficiary: person
    title: {zh: 低, en: below}
    source: s 3
    when: {all: [wage < line, years >= 2]}
    grants: {kind: access, of: {zh: 低, en: below}}
  - id: high
    class: A
    family: f
    beneficiary: person
    title: {zh: 高, en: high}
    source: s 5
    when: ratio * ratio >= 0.01 and ratio < 100000
    grants: {kind: access, of: {zh: 高, en: high}}
  - id: old
    class: A
    family: f
    beneficiary: person
    title: {zh: 老, en: old}
    source: s 4
    for: people
    when: age >= 60
    grants: {kind: money, of: {zh: 钱, en: money}, amount: pay / 4, unit: CNY}
"""


def small() -> huice.Rulebook:
    return huice.load_texts({"small.yaml": TEXT})


def amount_of(outcome: huice.Outcome, places: int) -> Decimal | None:
    """The sum that a table tells: none for a refusal, and only what is known."""
    if outcome.status in ("ineligible", "not_applicable"):
        return round(Decimal(0), places)
    if outcome.status not in ("eligible", "conditional") or outcome.amount is None:
        return None
    return round(outcome.amount, places)
