// Decisions of DMN models: tests/language/dmn/cases.tsv says what each must give.
#include "huice/dmn.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "support/golden.hpp"
#include "unit/compile/drawn_model.hpp"

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

using test::as_of;

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
  EXPECT_EQ(needs["uses given"], (std::vector<std::string>{"given"}));
  EXPECT_TRUE(needs["called"].empty());
}

// The inputs are JSON: nothing that is no object of known names ever reaches a decision.
TEST(Dmn, InputsThatAreNoObjectAreRefused) {
  const DmnModel model = load("tables");
  for (const char* inputs : {"", "[]", "1", "{", "{\"N\": 1, \"N\": 2}", "{\"N\": }", "\xFF"}) {
    EXPECT_FALSE(model.evaluate("unique", inputs, as_of()).has_value()) << inputs;
  }
}

// --- models that no person draws ---

using test::Drawn;

std::string repeated(int times, const std::function<std::string(std::string, std::string)>& make) {
  std::string out;
  for (int i = 0; i < times; ++i) out += make(std::to_string(i), std::to_string(i + 1));
  return out;
}

TEST(Dmn, ChainsOfDecisionsFunctionsAndServicesNeedNoStack) {
  const Drawn decisions(
      repeated(5'000,
               [](const std::string& i, const std::string& next) {
                 return "<decision id='d" + i + "' name='d" + i +
                        "'><informationRequirement><requiredDecision href='#d" + next +
                        "'/></informationRequirement><literalExpression><text>d" + next +
                        " + 1</text></literalExpression></decision>";
               }) +
      "<decision id='d5000' name='d5000'><literalExpression><text>1</text></literalExpression>"
      "</decision>");
  EXPECT_EQ(decisions.answer("d0", "{}"), "5001");
  const Drawn functions(repeated(5'000, [](const std::string& i, const std::string& next) {
    return "<businessKnowledgeModel id='f" + i + "' name='f" + i +
           "'><encapsulatedLogic><literalExpression><text>f" + next +
           "()</text></literalExpression></encapsulatedLogic><knowledgeRequirement>"
           "<requiredKnowledge href='#f" +
           next + "'/></knowledgeRequirement></businessKnowledgeModel>";
  }));
  EXPECT_EQ(functions.answer("f0", "{}"), "null");
  const Drawn services(repeated(4'000, [](const std::string& i, const std::string& next) {
    return "<decisionService id='s" + i + "' name='s" + i + "'><outputDecision href='#e" + i +
           "'/></decisionService><decision id='e" + i + "' name='e" + i +
           "'><knowledgeRequirement><requiredKnowledge href='#s" + next +
           "'/></knowledgeRequirement><literalExpression><text>s" + next +
           "()</text></literalExpression></decision>";
  }));
  EXPECT_EQ(services.answer("e0", "{}"), "null");
}

// The longest chains that are read, in the forms that take the most stack each.
TEST(Dmn, TheLongestExpressionsFitTheStack) {
  const auto chain = [](const char* first, const std::string& link) {
    return std::string(first) +
           repeated(999, [&](const std::string&, const std::string&) { return link; });
  };
  const std::vector<std::pair<std::string, std::string>> rows{
      {chain("1", " + 1"), "1000"},
      {chain("true", " and true"), "true"},
      {chain("{a: 1}", ".a"), "null"},
      {chain("[1]", "[1]"), "1"},
      {chain("1", "(1)"), "null"},
      {repeated(400,
                [](const std::string&, const std::string&) { return "if false then 1 else "; }) +
           "2",
       "2"},
  };
  for (const auto& [text, answer] : rows) {
    const Drawn model("<decision name='d'><literalExpression><text>" + text +
                      "</text></literalExpression></decision>");
    EXPECT_EQ(model.answer("d", "{}"), answer) << text.substr(0, 40);
  }
}

TEST(Dmn, TypesThatDoubleStaySmall) {
  const Drawn types(
      repeated(60,
               [](const std::string& i, const std::string& next) {
                 return "<itemDefinition name='t" + i + "'><itemComponent name='a'><typeRef>t" +
                        next + "</typeRef></itemComponent><itemComponent name='b'><typeRef>t" +
                        next + "</typeRef></itemComponent></itemDefinition>";
               }) +
      "<itemDefinition name='t60'><typeRef>number</typeRef><allowedValues><text>&lt; 5</text>"
      "</allowedValues></itemDefinition><inputData id='i' name='I'><variable name='I' "
      "typeRef='t0'/>"
      "</inputData><decision id='d' name='d'><informationRequirement><requiredInput href='#i'/>"
      "</informationRequirement><literalExpression><text>I.a</text></literalExpression></"
      "decision>");
  EXPECT_EQ(types.answer("d", R"({"I": {"a": null, "b": null}})"), "null");
  EXPECT_EQ(types.answer("d", R"({"I": 1})"), "!E0403");
}

}  // namespace
}  // namespace huice
