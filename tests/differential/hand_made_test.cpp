// Cases worked out by hand in which a fact stands twice, and every completion of the same rules.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "differential/compare.hpp"
#include "differential/generator.hpp"
#include "huice/testing.hpp"

namespace huice::reference {

namespace {

const std::string folder = HUICE_SOURCE_DIR "/tests/differential/hand_made";
const std::string open_tables = HUICE_SOURCE_DIR "/tests/differential/open_tables";
constexpr std::size_t most_completions = 20'000;

Rulebook hand_made() {
  auto book = load({folder});
  if (!book) throw std::runtime_error(huice::to_text(book.error()));
  return *book;
}

void expect_agreement(const std::string& packs, std::size_t at_least) {
  const auto runs = run_cases({packs});
  ASSERT_TRUE(runs) << huice::to_text(runs.error());
  EXPECT_GE(runs->size(), at_least);
  for (const CaseRun& run : *runs) {
    EXPECT_FALSE(has_errors(run.problems)) << run.id << "\n" << huice::to_text(run.problems);
    for (const CaseMismatch& mismatch : run.mismatches) {
      ADD_FAILURE() << run.id << ": " << mismatch.field << " expected " << mismatch.expected
                    << ", got " << mismatch.got;
    }
  }
}

TEST(HandMade, EngineAgreesWithTheHand) { expect_agreement(folder, 60); }

// The reference knows no tables that are open.
TEST(HandMade, EngineAgreesOnOpenTables) { expect_agreement(open_tables, 4); }

// What the caller sets for one area and another hangs on the place like a value of the packs.
TEST(HandMade, ValuesOfTheCallerHangOnThePlace) {
  const Rulebook book = hand_made();
  const auto decided = [&](std::string_view home, const char* m) {
    Case applicant(book);
    applicant.as_of(*Date::of(2026, 3, 10));
    applicant.parameter({"line", "1", "520100"});
    applicant.parameter({"line", "4", "520300"});
    if (!home.empty()) applicant.set("home", home);
    if (m != nullptr) applicant.set("m", *Decimal::parse(m));
    return *decide(book, applicant);
  };
  const auto outcome = [&](std::string_view home, const char* m) {
    return *decided(home, m).find("line-of-the-caller");
  };
  EXPECT_EQ(outcome("520102", "3").status, Status::eligible);
  EXPECT_EQ(outcome("520302", "3").status, Status::ineligible);
  EXPECT_EQ(outcome("520402", "3").status, Status::conditional);
  EXPECT_EQ(outcome("", "3").missing_facts, (std::vector<std::string>{"home"}));
  EXPECT_EQ(outcome("", nullptr).missing_facts, (std::vector<std::string>{"home", "m"}));
}

RC_GTEST_PROP(HandMade, EngineAgreesWithEveryCompletion, ()) {
  static const Rulebook book = hand_made();
  const auto choose = [](int n) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, n));
  };
  const Question asked = question(model_of(book), choose, choose(11));
  const Comparison result = compare(book, asked, most_completions);
  RC_ASSERT(result.compared > 0U);
  if (!result.disagreement.empty()) RC_FAIL(to_text(asked) + result.disagreement);
}

}  // namespace

}  // namespace huice::reference
