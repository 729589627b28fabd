// What generated rows have found, reduced to one row each: the kernels and the single evaluator
// give the same.
#include <gtest/gtest.h>

#include <array>

#include "huice/batch.hpp"

namespace huice::test {

namespace {

constexpr const char* head = R"(pack: small
version: "1"
title: {zh: 小, en: small}
area: "520000"
sources:
  s: {title: {zh: 文, en: text}, issuer: {zh: 府, en: office}, force: [{is: in_force}]}
families:
  f: {title: {zh: 名, en: name}}
facts:
  yes: {type: boolean, about: person, label: {zh: 名, en: name}, question: {zh: 名, en: name}}
  n: {type: integer, about: person, label: {zh: 名, en: name}, question: {zh: 名, en: name}}
  who:
    type: members
    about: household
    label: {zh: 名, en: name}
    question: {zh: 名, en: name}
    fields:
      ill: {type: boolean, about: person, label: {zh: 名, en: name}, question: {zh: 名, en: name}}
      pay: {type: money, about: person, label: {zh: 名, en: name}, question: {zh: 名, en: name}, unit: CNY}
entitlements:
)";

std::string rule(const std::string& id, const std::string& rest) {
  return "  - {id: " + id +
         ", class: A, family: f, beneficiary: person, source: s 1, title: {zh: 名, en: name}, "
         "grants: {kind: access, of: {zh: 名, en: name}}, " +
         rest + "}\n";
}

/// The status of the last of the rules, with kernels and without.
std::array<std::string, 2> statuses(const std::string& rules, const std::string& asked,
                                    const std::vector<Column>& columns) {
  const auto book = load_texts({{"small.yaml", head + rules}});
  if (!book) return {to_text(book.error()), ""};
  std::array<std::string, 2> found;
  for (const bool kernels : {true, false}) {
    BatchOptions options;
    options.as_of = *Date::parse("2026-03-10");
    options.kernels = kernels;
    BatchOutput output;
    output.rule = asked;
    BatchInput input;
    input.rows = 1;
    input.columns = columns;
    const auto result = decide_batch(*book, input, {output}, options);
    if (!result) return {to_text(result.error()), ""};
    const std::uint8_t status = result->outcomes[0].status[0];
    found[kernels ? 0 : 1] = status == BatchResult::no_answer
                                 ? "no answer"
                                 : std::string(name(static_cast<Status>(status)));
  }
  return found;
}

template <class T>
Column column(std::string fact, Layout layout, const T* values, int scale = 0) {
  Column made;
  made.fact = std::move(fact);
  made.layout = layout;
  made.length = 1;
  made.values = values;
  made.scale = scale;
  return made;
}

using Both = std::array<std::string, 2>;

TEST(Found, AValueThatNoKernelReadsCostsItsRowTheAnswer) {
  const std::uint8_t ill = 1;
  const std::array<std::int32_t, 2> ends{0, 5};
  const std::array<std::int32_t, 2> one_member{0, 1};
  Column pay = column("pay", Layout::texts, "1.005");
  pay.offsets = ends.data();
  Column who = column<void>("who", Layout::lists, nullptr);
  who.offsets = one_member.data();
  who.fields = {column("ill", Layout::bytes, &ill), pay};
  EXPECT_EQ(statuses(rule("r", "for: who, when: ill"), "r", {who}),
            (Both{"no answer", "no answer"}));
}

TEST(Found, AColumnOfTextsMayBeMissingTheNextTime) {
  const auto book = load_texts({{"small.yaml", head + rule("r", "when: n > 2")}});
  ASSERT_TRUE(book) << to_text(book.error());
  BatchOptions options;
  options.as_of = *Date::parse("2026-03-10");
  auto decider = *BatchDecider::make(*book, {}, options);
  const std::array<std::int32_t, 2> ends{0, 1};
  BatchInput input;
  input.rows = 1;
  input.columns = {column("n", Layout::texts, "3")};
  input.columns[0].offsets = ends.data();
  BatchResult result;
  ASSERT_TRUE(decider.run(input, result).empty());
  EXPECT_EQ(result.outcomes[0].status[0], static_cast<std::uint8_t>(Status::eligible));
  input.columns.clear();
  ASSERT_TRUE(decider.run(input, result).empty());
  EXPECT_EQ(result.outcomes[0].status[0], static_cast<std::uint8_t>(Status::undetermined));
}

TEST(Found, AFractionIsNoInteger) {
  const std::int64_t tenths = 25;
  const Column n = column("n", Layout::int64, &tenths, 1);
  EXPECT_EQ(statuses(rule("r", "when: n > 2"), "r", {n}), (Both{"no answer", "no answer"}));
}

TEST(Found, AnExceptionOfARuleThatIsRequiredMayBeAnotherRoute) {
  const std::uint8_t yes = 1;
  const Column given = column("yes", Layout::bytes, &yes);
  const std::string rules =
      rule("required",
           "unless: [{id: x, test: yes, zh: 名, en: name, source: s 1, gives: not_applicable}]") +
      rule("r", "requires: required, when: not(yes)");
  EXPECT_EQ(statuses(rules, "r", {given}), (Both{"not_applicable", "not_applicable"}));
}

}  // namespace

}  // namespace huice::test
