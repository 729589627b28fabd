// Cases as they are written: each kind of value, each mistake.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "compile/rulebook.hpp"
#include "decide/case_dates.hpp"
#include "decide/case_state.hpp"
#include "huice/case.hpp"
#include "unit/decide/case_test_book.hpp"
#include "value/text.hpp"

namespace huice::deciding {
namespace {

std::string fact_text(const Case& read, std::string_view id) {
  const std::vector<pack::Fact>& facts = read.state().model->facts;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].id != id) continue;
    const value::Value& value = read.state().facts[i];
    return value.is_unknown() ? "unknown" : value::to_literal(value);
  }
  return "no such fact";
}

struct Good {
  std::string_view fact;
  std::string_view written;  ///< as JSON
  std::string_view value;    ///< as a FEEL literal
};

// Contract, section 1: what each type takes.
const std::vector<Good> good_values = {
    {"applied", "true", "true"},
    {"applied", "false", "false"},
    {"applied", "null", "unknown"},
    {"headcount", "3", "3"},
    {"headcount", "\"3\"", "3"},
    {"headcount", "3.0", "3"},
    {"headcount", "0", "0"},
    {"headcount", "150", "150"},
    {"share", "0.1", "0.1"},
    {"share", "-2.5e-3", "-0.0025"},
    {"share", "0.1234567890123456789012345678901234", "0.1234567890123456789012345678901234"},
    {"income", "1580.55", "1580.55"},
    {"income", "\"1580.5\"", "1580.5"},
    {"income", "90071992547409931.07", "90071992547409931.07"},
    {"income", "1580.500", "1580.5"},
    {"birth_date", "\"2004-02-29\"", "date(\"2004-02-29\")"},
    {"stay", "\"P1Y6M\"", "duration(\"P1Y6M\")"},
    {"tenure", "\"rented\"", "\"rented\""},
    {"trades", "[\"driver\", \"cook\", \"driver\"]", "[\"cook\", \"driver\"]"},
    {"trades", "\"nurse\"", "[\"nurse\"]"},
    {"trades", "[]", "[]"},
    {"home", "\"520102\"", "\"520102\""},
    {"home", "\"500224\"", "\"500151\""},
    {"note", "\"\\u4e2d 文\"", "\"中 文\""},
    {"members", "[]", "[]"},
    {"members", "null", "unknown"},
};

TEST(CaseReader, TakesEveryTypeAsTheContractSays) {
  for (const Good& good : good_values) {
    const std::string json =
        "{\"facts\": {\"" + std::string(good.fact) + "\": " + std::string(good.written) + "}}";
    const Result<Case> read = case_from_json(test_book(), json);
    ASSERT_TRUE(read) << json << '\n' << to_text(read.error());
    EXPECT_EQ(fact_text(*read, good.fact), good.value) << json;
    EXPECT_TRUE(read.warnings().empty()) << json;
  }
}

TEST(CaseReader, YamlGivesTheSameCase) {
  for (const Good& good : good_values) {
    const std::string fact(good.fact);
    const Result<Case> read =
        case_from_yaml(test_book(), "facts:\n  " + fact + ": " + std::string(good.written) + "\n");
    ASSERT_TRUE(read) << fact << ": " << good.written << '\n' << to_text(read.error());
    EXPECT_EQ(fact_text(*read, good.fact), good.value) << fact << ": " << good.written;
  }
}

TEST(CaseReader, YamlTakesPlainTextsByTheDeclaration) {
  const Result<Case> read = case_from_yaml(test_book(), R"(
id: a
as_of: 2026-03-10
jurisdiction: 520000
facts:
  tenure: rented
  trades: [cook, nurse]
  home: 500224
  birth_date: 2004-02-29
  headcount:
  note: 12
)");
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(read->id(), "a");
  EXPECT_EQ(read->as_of()->to_string(), "2026-03-10");
  EXPECT_EQ(read->jurisdiction(), "520000");
  EXPECT_EQ(fact_text(*read, "tenure"), "\"rented\"");
  EXPECT_EQ(fact_text(*read, "trades"), "[\"cook\", \"nurse\"]");
  EXPECT_EQ(fact_text(*read, "home"), "\"500151\"");
  EXPECT_EQ(fact_text(*read, "birth_date"), "date(\"2004-02-29\")");
  EXPECT_EQ(fact_text(*read, "headcount"), "unknown");
  EXPECT_EQ(fact_text(*read, "note"), "\"12\"");
}

TEST(CaseReader, MembersHoldEveryDeclaredFact) {
  const Result<Case> read = case_from_json(
      test_book(), R"({"facts": {"members": [{"born": "2012-09-05"}, {"relation": "self"}, {}]}})");
  ASSERT_TRUE(read) << to_text(read.error());
  const std::vector<pack::Fact>& facts = read->state().model->facts;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].id != "members") continue;
    const std::vector<value::Value>& members = read->state().facts[i].list().items;
    ASSERT_EQ(members.size(), 3U);
    const auto field = [&](std::size_t member, std::size_t at) {
      const auto& [name, value] = members[member].context().entries.at(at);
      return name + "=" + (value.is_unknown() ? "?" : value::to_text(value));
    };
    EXPECT_EQ(field(0, 0), "relation=?");
    EXPECT_EQ(field(0, 1), "born=2012-09-05");
    EXPECT_EQ(field(1, 0), "relation=self");
    EXPECT_EQ(field(2, 1), "born=?");
  }
}

struct Bad {
  std::string_view json;
  /// "code line:column path: message (hint)" of each finding, one a line.
  std::string_view findings;
};

std::string show(const Diagnostics& findings) {
  std::string out;
  for (const Diagnostic& finding : findings) {
    if (!out.empty()) out += '\n';
    out += finding.code + " " + std::to_string(finding.location.line) + ":" +
           std::to_string(finding.location.column) + " " + finding.path + ": " + finding.message;
    if (!finding.hint.empty()) out += " (" + finding.hint + ")";
  }
  return out;
}

std::string findings_of(std::string_view json) {
  const Result<Case> read = case_from_json(test_book(), json);
  return read ? show(read.warnings()) : show(read.error());
}

const std::vector<Bad> bad_cases = {
    {R"([1])", "E0416 1:1 : a case is an object, not a list ({\"facts\": {…}})"},
    {R"({"id": "a"})", "E0202 1:1 : the case has no `facts` (write `\"facts\": {…}`)"},
    {R"({"facts": [1]})", "E0416 1:11 facts: `facts` takes an object, not a list"},
    {R"({"id": 7, "facts": {}})",
     "E0403 1:8 id: `id` takes a text, not a number (put it in quotes)"},
    {R"({"asof": "2026-03-10", "facts": {}})",
     "E0401 1:2 asof: a case has no key `asof` (did you mean `as_of`?)"},
    {R"({"income": 1, "facts": {}})",
     "E0401 1:2 income: a case has no key `income` (it is a fact: put it under `facts`)"},
    {R"({"as_of": "2026-02-30", "facts": {}})",
     "E0405 1:11 as_of: there is no date `2026-02-30` (2026-02 has 28 days)"},
    {R"({"jurisdiction": 520000, "facts": {}})",
     "E0403 1:18 jurisdiction: `jurisdiction` takes a place code, not a number (write six digits "
     "in quotes: `\"520000\"`)"},
    {R"({"facts": {"incom": 1}})",
     "E0402 1:12 facts.incom: no pack declares the fact `incom` (did you mean `income`?)"},
    {R"({"facts": {"age": 1}})",
     "E0408 1:12 facts.age: `age` is worked out from other facts and cannot be supplied (supply "
     "`birth_date`)"},
    {R"({"facts": {"as_of_date": "2026-01-01"}})",
     "E0408 1:12 facts.as_of_date: `as_of_date` is not a fact of the applicant (write `as_of` "
     "beside `facts`)"},
    {R"({"facts": {"line": 1}})",
     "E0402 1:12 facts.line: `line` is a parameter, not a fact (put it under `parameters`, beside "
     "`facts`)"},
    {R"({"facts": {"applied": "true"}})",
     "E0403 1:23 facts.applied: `applied` takes true or false, not the text `true` (write `true` "
     "without quotes)"},
    {R"({"facts": {"applied": 1}})",
     "E0403 1:23 facts.applied: `applied` takes true or false, not a number"},
    {R"({"facts": {"headcount": 2.5}})",
     "E0403 1:25 facts.headcount: `headcount` takes a whole number, not the fraction 2.5"},
    {R"({"facts": {"headcount": 151}})",
     "E0411 1:25 facts.headcount: `headcount` is from 0 to 150, not 151"},
    {R"({"facts": {"headcount": true}})",
     "E0403 1:25 facts.headcount: `headcount` takes a whole number, not true or false"},
    {R"({"facts": {"income": 1580.555}})",
     "E0412 1:22 facts.income: `income` is money: 1580.555 has more than two decimals (give yuan "
     "and fen, such as `\"1580.50\"`)"},
    {R"({"facts": {"income": "1,580.55"}})",
     "E0403 1:22 facts.income: `income` takes an amount with at most two decimals, not `1,580.55` "
     "(write digits without separators)"},
    {R"({"facts": {"share": 1.0000000000000000000000000000000000001}})",
     "E0412 1:21 facts.share: `share` has more than 34 digits"},
    {R"({"facts": {"birth_date": "2025/1/1"}})",
     "E0405 1:26 facts.birth_date: `birth_date` takes a date, not `2025/1/1` (write "
     "`\"2025-01-01\"`)"},
    {R"({"facts": {"birth_date": "2025年1月2日"}})",
     "E0405 1:26 facts.birth_date: `birth_date` takes a date, not `2025年1月2日` (write "
     "`\"2025-01-02\"`)"},
    {R"({"facts": {"birth_date": "2025-13-01"}})",
     "E0405 1:26 facts.birth_date: there is no date `2025-13-01` (months are 01 to 12)"},
    {R"({"facts": {"birth_date": "2023-02-29"}})",
     "E0405 1:26 facts.birth_date: there is no date `2023-02-29` (2023-02 has 28 days)"},
    {R"({"facts": {"birth_date": "1899-12-31"}})",
     "E0411 1:26 facts.birth_date: `birth_date` is at least 1900-01-01, not 1899-12-31"},
    {R"({"facts": {"birth_date": 20250101}})",
     "E0403 1:26 facts.birth_date: `birth_date` takes a date such as \"2026-03-10\", not a number "
     "(put it in quotes: `\"20250101\"`)"},
    {R"({"facts": {"stay": "P10D"}})",
     "E0403 1:20 facts.stay: `stay` takes years and months such as \"P1Y6M\", not `P10D` (days and "
     "hours are not years and months)"},
    {R"({"facts": {"tenure": "rentd"}})",
     "E0404 1:22 facts.tenure: `rentd` is not a value of `tenure` (did you mean `rented`? allowed: "
     "`owned`, `rented`)"},
    {R"({"facts": {"trades": ["cook", "piper"]}})",
     "E0404 1:22 facts.trades: `piper` is not a value of `trades` (allowed: `cook`, `driver`, "
     "`nurse`)"},
    {R"({"facts": {"trades": ["cook", 1]}})",
     "E0403 1:22 facts.trades: `trades` takes a list of ids, not a list with a number"},
    {R"({"facts": {"home": 520102}})",
     "E0403 1:20 facts.home: `home` takes a place code: six digits in quotes, not a number (put it "
     "in quotes: `\"520102\"`)"},
    {R"({"facts": {"home": "52010"}})",
     "E0406 1:20 facts.home: `52010` is not a place code: six digits of GB/T 2260 (for example "
     "`\"520100\"`; an unknown county is `\"520000\"` or `\"520100\"`, with zeros)"},
    {R"({"facts": {"home": "990000"}})",
     "E0406 1:20 facts.home: no province has the code prefix `99` of `990000`"},
    {R"({"facts": {"home": "000000"}})",
     "E0406 1:20 facts.home: no province has the code prefix `00` of `000000`"},
    {R"({"facts": {"home": "520999"}})",
     "W0407 1:20 facts.home: the place code `520999` is not in the list of areas"},
    {R"({"facts": {"members": {"relation": "self"}}})",
     "E0403 1:23 facts.members: `members` takes a list of objects, not an object"},
    {R"({"facts": {"members": [{"relations": "self"}, 1, {"born": "x"}]}})",
     "E0402 1:25 facts.members[0].relations: `members` has no fact `relations` (did you mean "
     "`relation`?)\n"
     "E0403 1:47 facts.members[1]: one of `members` is an object, not a number\n"
     "E0405 1:59 facts.members[2].born: `born` takes a date, not `x` (write year, month and day: "
     "`\"2026-03-10\"`)"},
    {R"({"facts": {"applied": 1, "incme": 2}, "parameters": {"lin": 3}})",
     "E0403 1:23 facts.applied: `applied` takes true or false, not a number\n"
     "E0402 1:26 facts.incme: no pack declares the fact `incme` (did you mean `income`?)\n"
     "E0414 1:54 parameters.lin: no pack declares the parameter `lin` (did you mean `line`?)"},
    {R"({"facts": {}, "parameters": {"income": 3}})",
     "E0414 1:30 parameters.income: no pack declares the parameter `income` (it is a fact: put it "
     "under `facts`)"},
    {R"({"facts": {}, "parameters": {"line": "many"}})",
     "E0415 1:38 parameters.line: `line` takes a number, not `many`"},
    {R"({"facts": {}, "parameters": {"line": [1]}})",
     "E0415 1:38 parameters.line: a parameter takes a single value, not a list"},
    {R"({"facts": {}, "parameters": {"line": {"value": 1, "region": "520000"}}})",
     "E0401 1:51 parameters.line.region: a parameter has no key `region`"},
    {R"({"facts": {}, "parameters": {"line": {"value": 1, "area": "990000"}}})",
     "E0406 1:48 parameters.line: no province has the code prefix `99` of `990000`"},
    {R"({"facts": {}, "parameters": {"ladder": 1}})",
     "E0415 1:40 parameters.ladder: `ladder` is a table and cannot be given with a case (bind it "
     "in a value pack)"},
    {R"({"facts": {"applied": true, "applied": false}})",
     "E0112 1:29 : the key `applied` stands here twice"},
};

TEST(CaseReader, FindsEveryMistakeAtItsPlace) {
  for (const Bad& bad : bad_cases) EXPECT_EQ(findings_of(bad.json), bad.findings) << bad.json;
}

TEST(CaseReader, TakesParametersWithAndWithoutArea) {
  const Result<Case> read = case_from_json(test_book(), R"({"facts": {}, "parameters": {
    "line": {"value": 700.50, "area": "500224"}, "years": "P1Y", "groups": ["a b", "c"],
    "codes": [1, 2], "terms": true}})");
  ASSERT_TRUE(read) << to_text(read.error());
  std::string settings;
  for (const ParameterSetting& setting : read->state().parameters)
    settings += setting.id + "=" + setting.text + "@" + setting.area + ";";
  EXPECT_EQ(settings,
            "line=700.50@500151;years=P1Y@;groups=[\"a b\", \"c\"]@;codes=[1, 2]@;terms=true@;");
}

TEST(CaseReader, WarnsOfDatesAfterTheDecision) {
  const Result<Case> read = case_from_json(test_book(), R"({"as_of": "2026-03-10", "facts": {
    "birth_date": "2026-03-11", "members": [{"born": "2026-03-10"}, {"born": "2030-01-01"}]}})");
  ASSERT_TRUE(read) << to_text(read.error());
  EXPECT_EQ(show(warn_of_future_dates(read->state())),
            "W0410 0:0 facts.birth_date: `birth_date` is 2026-03-11, after 2026-03-10\n"
            "W0410 0:0 facts.members[1].born: `born` is 2030-01-01, after 2026-03-10");
}

}  // namespace
}  // namespace huice::deciding
