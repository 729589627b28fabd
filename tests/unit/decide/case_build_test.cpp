// The typed builder: the checks of the reader, value by value.
#include <gtest/gtest.h>

#include <string>

#include "decide/case_state.hpp"
#include "huice/case.hpp"
#include "unit/decide/case_test_book.hpp"
#include "value/text.hpp"

namespace huice::deciding {
namespace {

/// Every known fact as "id=literal;", in the order of the declarations.
std::string known_facts(const Case& built) {
  std::string out;
  const std::vector<pack::Fact>& facts = built.state().model->facts;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const value::Value& value = built.state().facts[i];
    if (!value.is_unknown()) out += facts[i].id + "=" + value::to_literal(value) + ";";
  }
  return out;
}

std::string problems(const Case& built) {
  std::string out;
  for (const Diagnostic& problem : built.problems()) out += problem.code + " " + problem.path + ";";
  return out;
}

TEST(CaseBuilder, SetsWhatItReads) {
  Case built(test_book());
  built.id("a").as_of(*Date::parse("2026-03-10")).jurisdiction("500224");
  built.set("applied", true)
      .set("headcount", 3)
      .set("income", *Decimal::parse("1580.50"))
      .set("birth_date", *Date::parse("2004-02-29"))
      .set("stay", MonthsDuration{18})
      .set("tenure", "rented")
      .set("trades", std::vector<std::string>{"nurse", "cook"})
      .set("home", "500224");
  EXPECT_EQ(problems(built), "");
  EXPECT_EQ(built.jurisdiction(), "500151");
  const Result<Case> read = case_from_json(test_book(), R"({"facts": {
    "applied": true, "headcount": 3, "income": "1580.50", "birth_date": "2004-02-29",
    "stay": "P1Y6M", "tenure": "rented", "trades": ["cook", "nurse"], "home": "500224"}})");
  ASSERT_TRUE(read);
  EXPECT_EQ(known_facts(built), known_facts(*read));
}

TEST(CaseBuilder, KeepsTheOldValueWhenTheNewOneDoesNotFit) {
  Case built(test_book());
  const FactHandle income = fact(test_book(), "income");
  built.set(income, "100").set(income, "1.234").set(income, true).set(income, "many");
  built.set("tenure", "tent").set("trades", "piper").set("nothing", 1).set("age", 1);
  built.jurisdiction("99").parameter({"line", "x", ""}).parameter({"lines", "1", ""});
  EXPECT_EQ(known_facts(built), "income=100;");
  EXPECT_EQ(problems(built),
            "E0412 facts.income;E0403 facts.income;E0403 facts.income;E0404 facts.tenure;"
            "E0404 facts.trades;E0402 facts.nothing;E0408 facts.age;E0406 jurisdiction;"
            "E0415 parameters.line;E0414 parameters.lines;");
}

TEST(CaseBuilder, ForgetsAndCopies) {
  const FactHandle applied = fact(test_book(), "applied");
  EXPECT_FALSE(fact(test_book(), "nothing").valid());
  Case first(test_book());
  first.set(applied, false);
  Case second = first;
  second.forget(applied);
  EXPECT_TRUE(first.is_known(applied));
  EXPECT_FALSE(second.is_known(applied));
}

TEST(CaseBuilder, TakesMembers) {
  Case built(test_book());
  const FactHandle members = fact(test_book(), "members");
  built.set_members(members,
                    {{{"relation", std::string("child")}}, {{"born", *Date::parse("2012-09-05")}}});
  EXPECT_EQ(problems(built), "");
  EXPECT_TRUE(built.is_known(members));
  built.set_members(members, {{{"relation", std::string("dog")}, {"size", std::int64_t{3}}}});
  EXPECT_EQ(problems(built), "E0404 facts.members[0].relation;E0402 facts.members[0].size;");
  EXPECT_EQ(built.state().model->facts.back().id, "members");
  EXPECT_EQ(built.state().facts.back().list().items.size(), 2U) << "the old members stay";
}

TEST(CaseBuilder, OutlivesItsRulebook) {
  std::optional<Case> built;
  {
    const Result<Rulebook> book = load({HUICE_SOURCE_DIR "/tests/unit/decide/cases"});
    ASSERT_TRUE(book);
    built.emplace(*book);
  }
  built->set("home", "500224").set("hme", "500224");
  EXPECT_EQ(known_facts(*built), "home=\"500151\";");
  EXPECT_EQ(problems(*built), "E0402 facts.hme;");
}

}  // namespace
}  // namespace huice::deciding
