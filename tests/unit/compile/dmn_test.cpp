// Decisions of DMN models: tests/language/dmn/cases.tsv says what each must give.
#include "huice/dmn.hpp"

#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "support/golden.hpp"

namespace huice {
namespace {

struct Row {
  std::string model, decision, inputs, answer;
};

std::vector<Row> rows() {
  std::istringstream lines(test::read_bytes(test::source_path("tests/language/dmn/cases.tsv")));
  std::vector<Row> out;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream cells(line);
    Row row;
    std::getline(cells, row.model, '\t');
    std::getline(cells, row.decision, '\t');
    std::getline(cells, row.inputs, '\t');
    std::getline(cells, row.answer, '\t');
    out.push_back(std::move(row));
  }
  return out;
}

DmnModel load(const std::string& name) {
  auto model = load_dmn(test::source_path("tests/language/dmn/" + name + ".dmn").string());
  EXPECT_TRUE(model.has_value()) << name;
  return *model;
}

Date as_of() { return *Date::of(2026, 3, 10); }

TEST(Dmn, DecisionsGiveWhatTheTableSays) {
  const std::vector<Row> all = rows();
  ASSERT_GT(all.size(), 50U);
  std::map<std::string, DmnModel> models;
  for (const Row& row : all) {
    if (models.find(row.model) == models.end()) models.emplace(row.model, load(row.model));
    const auto answer = models.at(row.model).evaluate(row.decision, row.inputs, as_of());
    const std::string got = answer ? *answer : "!" + answer.error().front().code;
    EXPECT_EQ(got, row.answer) << row.model << ": " << row.decision << " of " << row.inputs;
  }
}

TEST(Dmn, WhatIsBrokenIsToldBesideTheAnswer) {
  const DmnModel model = load("boxed");
  const auto told = [&](const char* decision) {
    const auto answer = model.evaluate(decision, "{}", as_of());
    return answer && !answer.warnings().empty() ? answer.warnings().front().code : std::string();
  };
  EXPECT_EQ(told("broken"), "E0301");
  EXPECT_EQ(told("on broken"), "E0301");
  EXPECT_EQ(told("foreign"), "E0605");
  EXPECT_EQ(told("day"), "");
  for (const DmnElement& element : model.elements()) {
    const bool is_broken = element.name == "broken" || element.name == "foreign";
    EXPECT_EQ(!element.problems.empty(), is_broken) << element.name;
  }
}

TEST(Dmn, ElementsTellWhatTheyNeed) {
  const DmnModel model = load("boxed");
  EXPECT_EQ(model.name(), "boxed");
  EXPECT_EQ(model.space(), "urn:huice:boxed");
  std::map<std::string, std::vector<std::string>> needs;
  for (const DmnElement& element : model.elements()) {
    if (element.kind != DmnKind::input) needs[element.name] = element.inputs;
  }
  EXPECT_EQ(needs["years"], (std::vector<std::string>{"P"}));
  EXPECT_EQ(needs["add"], (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(needs["uses given"].empty());
}

// The inputs are JSON: nothing that is no object of known names ever reaches a decision.
TEST(Dmn, InputsThatAreNoObjectAreRefused) {
  const DmnModel model = load("tables");
  for (const char* inputs : {"", "[]", "1", "{", "{\"N\": 1, \"N\": 2}", "{\"N\": }", "\xFF"}) {
    EXPECT_FALSE(model.evaluate("unique", inputs, as_of()).has_value()) << inputs;
  }
}

}  // namespace
}  // namespace huice
