// Cases worked out by hand in which a fact stands twice, and every completion of the same rules.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "differential/compare.hpp"
#include "differential/generator.hpp"
#include "huice/testing.hpp"

namespace huice::reference {

namespace {

const std::string folder = HUICE_SOURCE_DIR "/tests/differential/hand_made";
constexpr std::size_t most_completions = 20'000;

Rulebook hand_made() {
  auto book = load({folder});
  if (!book) throw std::runtime_error(huice::to_text(book.error()));
  return *book;
}

TEST(HandMade, EngineAgreesWithTheHand) {
  const auto runs = run_cases({folder});
  ASSERT_TRUE(runs) << huice::to_text(runs.error());
  EXPECT_GE(runs->size(), 60U);
  for (const CaseRun& run : *runs) {
    EXPECT_FALSE(has_errors(run.problems)) << run.id << "\n" << huice::to_text(run.problems);
    for (const CaseMismatch& mismatch : run.mismatches) {
      ADD_FAILURE() << run.id << ": " << mismatch.field << " expected " << mismatch.expected
                    << ", got " << mismatch.got;
    }
  }
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
