// Loops have a limit of steps, which what else was decided does not count towards.
#include <gtest/gtest.h>

#include "huice/case.hpp"
#include "huice/decision.hpp"
#include "huice/rulebook.hpp"

namespace huice {
namespace {

std::string pack(int rules) {
  std::string text = R"(pack: p
version: "1"
title: {zh: 文件, en: document}
area: "520000"
sources:
  d: {title: {zh: 办法, en: measures}, issuer: {zh: 省, en: province}, force: [{is: in_force}]}
facts:
  n: {type: integer, about: person, range: "[0..5]", label: {zh: 数, en: number}, question: {zh: 几, en: "how many?"}}
  start: {type: date, about: person, range: "[1990-01-01..2030-12-31]", label: {zh: 始, en: start}, question: {zh: 何时, en: "when?"}}
  who:
    type: members
    about: household
    label: {zh: 家人, en: members}
    question: {zh: 谁, en: "who?"}
    fields:
      age: {type: integer, about: person, range: "[0..120]", label: {zh: 年龄, en: age}, question: {zh: 几岁, en: "how old?"}}
      birth: {type: date, about: person, label: {zh: 出生, en: birth}, question: {zh: 何时, en: "when?"}}
families:
  aid: {title: {zh: 救助, en: aid}}
entitlements:
)";
  for (int i = 0; i < rules; ++i) {
    text += "  - id: r" + std::to_string(i) + R"(
    class: A
    family: aid
    beneficiary: household
    title: {zh: 救助, en: aid}
    source: d 一/s1
    for: who
    when:
      all:
        - start - duration("P1M") < as_of
        - age - n * 10 <= 18
        - birth + duration("P18Y") = as_of
        - some p in who satisfies p.age >= 60 and (some q in who satisfies q.age >= 60)
    unless:
      - {id: nobody, source: d 一/s2, zh: 无老人, en: nobody is old, gives: not_applicable, test: not(some p in who satisfies p.age >= 60)}
    grants: {kind: access, of: {zh: 救助, en: aid}}
)";
  }
  return text;
}

TEST(StepLimit, ARuleIsDecidedTheSameWhateverElseIs) {
  const auto decided = [](int rules) {
    const auto book = load_texts({{"p.yaml", pack(rules)}});
    EXPECT_TRUE(book) << to_text(book.error());
    Case applicant(*book);
    applicant.as_of(*Date::parse("2027-01-01"));
    applicant.set_members(fact(*book, "who"), std::vector<MemberFacts>(4));
    return *decide(*book, applicant);
  };
  const Decision alone = decided(1);
  const Decision among_others = decided(6);
  const Outcome& expected = *alone.find("r0");
  EXPECT_EQ(expected.status, Status::undetermined);
  for (const Outcome& outcome : among_others.entitlements()) {
    EXPECT_EQ(outcome.status, expected.status) << outcome.rule->id;
    EXPECT_EQ(outcome.missing_facts, expected.missing_facts) << outcome.rule->id;
    EXPECT_EQ(outcome.unsettled_facts, expected.unsettled_facts) << outcome.rule->id;
  }
}

}  // namespace
}  // namespace huice
