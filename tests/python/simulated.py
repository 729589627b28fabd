"""A small pack for tests of reforms and simulations."""

PACK = """
pack: simulated
version: "1.0.0"
title: {zh: 测试, en: test}
area: "520000"
sources:
  s:
    title: {zh: 办法, en: measures}
    issuer: {zh: 某部门, en: an office}
    force: [{from: 2020-01-01, is: in_force}]
families:
  aid: {title: {zh: 救助, en: aid}}
facts:
  income: {type: money, about: household, unit: CNY/month, label: {zh: 收入, en: income},
           question: {zh: "收入？", en: "income?"}}
  resident: {type: boolean, about: person, label: {zh: 居民, en: resident},
             question: {zh: "是居民吗？", en: "resident?"}}
  kids: {type: integer, about: household, label: {zh: 子女, en: children},
         question: {zh: "几个子女？", en: "how many children?"}}
parameters:
  line:
    type: money
    unit: CNY/month
    title: {zh: 标准, en: line}
    values: [{from: 2020-01-01, value: "600"}]
  heating_terms: {kind: terms, title: {zh: 取暖规定, en: terms of heating}}
entitlements:
  - id: top-up
    class: A
    family: aid
    beneficiary: person
    title: {zh: 补差, en: top-up}
    source: s 一
    when:
      all:
        - {test: resident, zh: 是居民, en: is resident}
        - {test: income < line, zh: 低于标准, en: below the line}
    grants: {kind: money, of: {zh: 差额, en: the gap}, amount: line - income, unit: CNY, per: month}
  - id: child-bonus
    class: A
    family: aid
    beneficiary: person
    title: {zh: 子女补贴, en: child bonus}
    source: s 二
    requires: top-up
    when: {test: kids >= 1, zh: 有子女, en: has children}
    grants: {kind: money, of: {zh: 补贴, en: bonus}, amount: "120", unit: CNY/person, per: year}
  - id: heating
    class: A
    family: aid
    beneficiary: person
    title: {zh: 取暖, en: heating}
    source: s 三
    when: {test: resident, zh: 是居民, en: is resident}
    needs: [heating_terms]
    grants: {kind: money, of: {zh: 取暖费, en: heating}, amount: "50", unit: CNY, per: once}
"""
