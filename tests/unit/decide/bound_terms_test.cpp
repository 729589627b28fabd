// Terms that a value pack binds: the words of their amount, and a test that waits for a fact.
#include <gtest/gtest.h>

#include <algorithm>

#include "huice/case.hpp"
#include "huice/decision.hpp"
#include "huice/rulebook.hpp"

namespace huice {
namespace {

constexpr const char* document = R"(pack: p
version: "1"
title: {zh: 文件, en: document}
area: "520000"
sources:
  d:
    title: {zh: 办法, en: measures}
    issuer: {zh: 省, en: province}
    issued: 2025-01-01
    force: [{from: 2025-01-01, to: 2026-12-31, is: in_force}]
facts:
  home: {type: code, about: person, label: {zh: 住地, en: home}, question: {zh: 住哪里, en: where}}
  sick: {type: boolean, about: person, label: {zh: 患病, en: ill}, question: {zh: 病否, en: "ill?"}}
  first: {type: boolean, about: person, label: {zh: 先, en: first}, question: {zh: 先, en: first}}
families:
  aid: {title: {zh: 救助, en: aid}, connecting: home}
parameters:
  aid_terms: {kind: terms, set_by: county, title: {zh: 救助条件, en: terms of aid}}
entitlements:
  - id: aid
    class: A
    family: aid
    beneficiary: person
    title: {zh: 救助, en: aid}
    source: d 一/s1
    when: first
    needs: [aid_terms]
    grants: {kind: money, of: {zh: 救助金, en: aid}, amount_from: aid_terms, unit: CNY, per: year}
)";

std::string values(const std::string& binding) {
  return R"(pack: v
version: "1"
title: {zh: 标准, en: figures}
area: "520000"
uses: [p]
sources:
  n:
    title: {zh: 通知, en: notice}
    issuer: {zh: 省, en: province}
    force: [{from: 2025-01-01, is: in_force}]
binds:
  aid_terms:
    - {from: 2025-01-01, source: n 二, )" +
         binding + "}\n";
}

Rulebook load_with(const std::string& binding) {
  auto book = load_texts({{"p.yaml", document}, {"v.yaml", values(binding)}});
  EXPECT_TRUE(book.has_value()) << (book ? "" : to_text(book.error()));
  return std::move(*book);
}

Decision decide_on(const Rulebook& book, const std::string& facts) {
  const auto person = case_from_json(
      book, R"({"as_of": "2026-03-10", "jurisdiction": "520000", "facts": )" + facts + "}");
  EXPECT_TRUE(person.has_value()) << (person ? "" : to_text(person.error()));
  auto decision = decide(book, *person);
  EXPECT_TRUE(decision.has_value());
  return std::move(*decision);
}

struct Words {
  const char* binding;
  const char* unit;
  const char* per;
  const char* note;
};

TEST(BoundTerms, SayInWhatUnitAndHowOften) {
  const std::vector<Words> table{
      {"amount: 100", "CNY", "year", ""},
      {"amount: 100, per: month", "CNY", "month", ""},
      {"amount: 100, unit: CNY/day", "CNY/day", "", ""},
      {"amount: 100, unit: USD, per: once, note: {zh: 一次, en: once only}", "USD", "once",
       "once only"},
      {"test: first", "CNY", "year", ""},
  };
  for (const Words& row : table) {
    const Rulebook book = load_with(row.binding);
    const Decision decision = decide_on(book, R"({"home": "520102", "first": true})");
    const GrantOutcome& grant = decision.find("aid")->grants.front();
    EXPECT_EQ(grant.unit, row.unit) << row.binding;
    EXPECT_EQ(grant.per, row.per) << row.binding;
    EXPECT_EQ(grant.note.en, row.note) << row.binding;
    EXPECT_EQ(grant.amount.has_value(), !grant.source.empty()) << row.binding;
  }
}

Reason term_of(const Decision& decision) {
  const Reason root = decision.reasons("aid");
  const auto found = std::find_if(root.parts.begin(), root.parts.end(),
                                  [](const Reason& part) { return part.kind == "term"; });
  return found == root.parts.end() ? Reason{} : *found;
}

TEST(BoundTerms, NameTheFactThatATestWaitsFor) {
  const Rulebook set = load_with("test: sick");
  const Decision waiting = decide_on(set, R"({"home": "520102", "first": true})");
  EXPECT_EQ(waiting.find("aid")->missing_facts, std::vector<std::string>{"sick"});
  EXPECT_EQ(term_of(waiting).text.en,
            "still depends on terms of aid (it is set; what decides: ill)");
  EXPECT_EQ(term_of(waiting).text.zh, "还要看救助条件（已有规定，取决于：患病）");
  EXPECT_TRUE(term_of(waiting).uses.front().bound);
  EXPECT_TRUE(waiting.look_up("aid_terms").bound);
  const Decision known = decide_on(set, R"({"home": "520102", "first": true, "sick": true})");
  EXPECT_EQ(term_of(known).outcome, Truth::yes);
  const Rulebook open = load_with("amount: 100");
  const Decision unset = decide_on(open, R"({"home": "520102", "first": true})");
  EXPECT_EQ(term_of(unset).text.en, "still depends on terms of aid (not in this document)");
  EXPECT_FALSE(term_of(unset).uses.front().bound);
  EXPECT_FALSE(unset.look_up("aid_terms").bound);
}

TEST(Rulebook, KnowsTheLastDayInForce) {
  const Rulebook book = load_with("amount: 100");
  EXPECT_EQ(book.in_force_until("aid", *Date::parse("2026-03-10")), Date::parse("2026-12-31"));
  EXPECT_EQ(book.in_force_until("aid", *Date::parse("2027-01-01")), std::nullopt);
  EXPECT_EQ(book.in_force_until("nothing", *Date::parse("2026-03-10")), std::nullopt);
}

}  // namespace
}  // namespace huice
