// Members of whom much is unknown: sums, counts and choices within bounds, and what hangs on them.
#include <gtest/gtest.h>

#include "batch/cases.hpp"

namespace huice::test {

namespace {

const char* const pack = R"yaml(
pack: people
version: "1.0.0"
area: "000000"
title: {zh: 测试, en: test}
sources:
  law:
    title: {zh: 测试法, en: law of the test}
    issuer: {zh: 测试, en: test}
    issued: 2010-01-01
    force: [{from: 2010-01-01, is: in_force}]
families:
  all: {title: {zh: 全部, en: all}}
facts:
  rent: {type: money, unit: CNY/month, range: "[0..]", about: household, label: {zh: 租金, en: rent}, question: {zh: 租金？, en: "rent?"}}
  rooms: {type: integer, range: "[1..60]", about: household, label: {zh: 房间, en: rooms}, question: {zh: 几间？, en: "rooms?"}}
  people:
    type: members
    about: household
    label: {zh: 成员, en: members}
    question: {zh: 成员？, en: "members?"}
    fields:
      age: {type: integer, range: "[0..150]", about: person, label: {zh: 年龄, en: age}, question: {zh: 年龄？, en: "age?"}}
      pay: {type: money, unit: CNY/month, range: "[0..]", about: person, label: {zh: 工资, en: pay}, question: {zh: 工资？, en: "pay?"}}
      works: {type: boolean, about: person, label: {zh: 工作, en: works}, question: {zh: 工作？, en: "works?"}}
definitions:
  earners: {value: "count(people[works])", label: {zh: 人数, en: earners}}
  earned: {value: "sum(people[works].pay)", label: {zh: 收入, en: earned}}
  allowances: {value: "sum(for p in people return if p.works then 100 else 0)", label: {zh: 津贴, en: allowances}}
  oldest: {value: "max(people.age)", label: {zh: 最大, en: oldest}}
entitlements:
)yaml";

std::string rule(int number, const std::string& when, const std::string& amount, bool for_members) {
  const std::string id = "r" + std::string(number < 10 ? "0" : "") + std::to_string(number);
  std::string text = "  - id: " + id + "-rule\n    class: A\n    family: all\n    beneficiary: ";
  text += for_members ? "person\n    for: people\n" : "household\n";
  text += "    title: {zh: 规则, en: rule}\n    source: law 1\n    when:\n      all:\n";
  text += "        - {test: '" + when + "', zh: 条件, en: condition}\n";
  text +=
      "    grants:\n      kind: money\n      of: {zh: 钱, en: money}\n      amount: >-\n        " +
      amount + "\n      unit: CNY\n      per: month\n";
  return text;
}

struct Wanted {
  const char* when;
  const char* amount;
  bool for_members;
};

const Wanted rules[] = {
    {"earners >= 2", "100 * earners", false},
    {"earners = 1 and rent > 500", "max(rent - 100 * earners, 0)", false},
    {"earned < 2000", "min(earned, 800)", false},
    {"allowances <= 100", "allowances / 4", false},
    {"allowances < rent / rooms", "rent / 3", false},
    {"rent / rooms >= 150 or oldest > 80", "150 + 2 * rooms", false},
    {"oldest > 60 and (if earners > 1 then rent else 2 * rent) > 700", "oldest / 7", false},
    {"every p in people satisfies p.age < 90 or p.works", "floor(rent / 100) * earners", false},
    {"works and earners > 1", "if works then pay else 0", true},
    {"age >= oldest", "if age > 60 then 300 else 300", true},
    {"some p in people satisfies p.age > age", "pay / 2", true},
    {"count(people[age > 30]) >= 1 and pay < 3000", "min(pay, rent)", true},
};

std::string document() {
  std::string text = pack;
  int number = 0;
  for (const Wanted& wanted : rules)
    text += rule(++number, wanted.when, wanted.amount, wanted.for_members);
  return text;
}

struct Setting {
  unsigned unknown_percent;
  std::size_t block;
};
std::ostream& operator<<(std::ostream& out, const Setting& setting) {
  return out << setting.unknown_percent << " %, blocks of " << setting.block;
}

class Bounds : public testing::TestWithParam<Setting> {};

TEST_P(Bounds, KernelsAnswerAsTheSingleEvaluator) {
  const auto book = load_texts({{"people.yaml", document()}});
  ASSERT_TRUE(book) << to_text(book.error());
  std::vector<BatchOutput> outputs;
  for (const RuleInfo& info : book->entitlements()) {
    BatchOutput output;
    output.rule = info.id;
    output.amount = output.missing_facts = output.missing_parameters = true;
    output.places = 3;
    outputs.push_back(output);
  }
  BatchOptions options;
  options.as_of = *Date::parse("2025-01-01");
  options.block = GetParam().block;
  auto by_kernels = BatchDecider::make(*book, outputs, options);
  ASSERT_TRUE(by_kernels) << to_text(by_kernels.error());
  options.kernels = false;
  auto by_rows = BatchDecider::make(*book, outputs, options);

  Recipe recipe;
  recipe.rows = 1500;
  recipe.unknown_percent = GetParam().unknown_percent;
  recipe.as_of = options.as_of;
  recipe.seed = 7 + recipe.unknown_percent;
  const Cases cases = make_cases(*book, recipe);
  const Columns columns(cases, 1);
  BatchResult kernels;
  BatchResult rows;
  ASSERT_TRUE(by_kernels->run(columns.input(), kernels).empty());
  ASSERT_TRUE(by_rows->run(columns.input(), rows).empty());
  ASSERT_EQ(to_text(kernels.report.problems), to_text(rows.report.problems));
  for (std::size_t o = 0; o < outputs.size(); ++o) {
    const OutcomeColumns& a = kernels.outcomes[o];
    const OutcomeColumns& b = rows.outcomes[o];
    for (std::size_t i = 0; i < b.status.size(); ++i) {
      const auto where = [&] {
        return outputs[o].rule + " " + rules[o].when + " at " + std::to_string(i);
      };
      ASSERT_EQ(a.status[i], b.status[i]) << where();
      ASSERT_EQ(kernels.sets[a.missing_facts[i]], rows.sets[b.missing_facts[i]]) << where();
      ASSERT_EQ(a.amount_known[i], b.amount_known[i]) << where();
      if (b.amount_known[i] == 0) continue;
      ASSERT_EQ(a.amount[i], b.amount[i]) << where();
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Unknown, Bounds,
                         testing::Values(Setting{0, 500}, Setting{5, 2048}, Setting{20, 100},
                                         Setting{50, 2048}),
                         [](const auto& each) {
                           return std::to_string(each.param.unknown_percent) + "_percent";
                         });

}  // namespace

}  // namespace huice::test
