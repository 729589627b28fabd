// A pack whose condition is a decision of a DMN model: unknown facts run through it as through
// FEEL.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "huice/case.hpp"
#include "huice/decision.hpp"
#include "huice/rulebook.hpp"

namespace huice {
namespace {

struct Row {
  const char* facts;
  Status status;
  std::vector<std::string> missing;
};

Rulebook book() {
  auto loaded = load({HUICE_SOURCE_DIR "/tests/golden/check/model_decision.yaml"});
  EXPECT_TRUE(loaded.has_value());
  return std::move(*loaded);
}

TEST(ModelDecision, IsExactAboutWhatIsNotKnown) {
  const Rulebook rules = book();
  const std::vector<Row> rows{
      {"{}", Status::undetermined, {"age", "income"}},
      {R"({"age": 59})", Status::ineligible, {}},
      {R"({"age": 60})", Status::undetermined, {"income"}},
      {R"({"age": 60, "income": 699.99})", Status::eligible, {}},
      {R"({"age": 60, "income": 1199.99})", Status::eligible, {}},
      {R"({"age": 60, "income": 1200})", Status::ineligible, {}},
      {R"({"income": 1200})", Status::ineligible, {}},
      {R"({"income": 0})", Status::undetermined, {"age"}},
  };
  for (const Row& row : rows) {
    auto person =
        case_from_json(rules, R"({"as_of": "2026-03-10", "jurisdiction": "520000", "facts": )" +
                                  std::string(row.facts) + "}");
    ASSERT_TRUE(person.has_value()) << row.facts;
    const auto decision = decide(rules, *person);
    ASSERT_TRUE(decision.has_value()) << row.facts;
    const Outcome& outcome = decision->entitlements().front();
    EXPECT_EQ(outcome.status, row.status) << row.facts;
    EXPECT_EQ(outcome.missing_facts, row.missing) << row.facts;
  }
}

TEST(ModelDecision, ItsModelIsPartOfTheHash) {
  namespace fs = std::filesystem;
  std::string name = (fs::temp_directory_path() / "huice-model-XXXXXX").string();
  ASSERT_NE(::mkdtemp(name.data()), nullptr);
  const fs::path folder = name;
  const fs::path golden = HUICE_SOURCE_DIR "/tests/golden/check";
  fs::copy(golden / "model_decision.yaml", folder / "pack.yaml");
  const auto hash_with = [&](const std::string& wanted, const std::string& instead) {
    std::ifstream file(golden / "subsidy.dmn");
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const std::size_t at = text.find(wanted);
    if (at != std::string::npos) text.replace(at, wanted.size(), instead);
    std::ofstream(folder / "subsidy.dmn") << text;
    const auto loaded = load({folder.string()});
    return loaded ? loaded->hash() : to_text(loaded.error());
  };
  const std::string before = hash_with("", "");
  EXPECT_EQ(before, book().hash());  // wherever it lies
  EXPECT_NE(before, hash_with("1200", "1300"));
  fs::remove_all(folder);
}

TEST(ModelDecision, TextsHaveTheirModelsBesideThem) {
  const std::vector<PackText> texts = book().texts();
  ASSERT_EQ(texts.size(), 2U);
  const auto again = load_texts(texts);
  ASSERT_TRUE(again.has_value()) << to_text(again.error());
  EXPECT_EQ(again->hash(), book().hash());
  const auto alone = load_texts({texts.front()});
  ASSERT_FALSE(alone.has_value());
  EXPECT_EQ(alone.error().front().code, "E0001");
}

}  // namespace
}  // namespace huice
