// The engine against the reference on packs and cases that nobody wrote.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "differential/compare.hpp"
#include "differential/generator.hpp"

namespace huice::reference {

namespace {

constexpr std::size_t most_completions = 20'000;

int chosen(int n) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, n)); }

Rulebook loaded(const std::string& text) {
  auto book = load_texts({{"small.yaml", text}});
  if (!book) RC_FAIL(huice::to_text(book.error()) + "\n" + text);
  return *book;
}

RC_GTEST_PROP(Generated, EngineAgreesWithEveryCompletion, ()) {
  const std::string text = pack_text(chosen);
  RC_LOG(text);
  const Rulebook book = loaded(text);
  for (const int known : {5, 8, 10}) {
    const Question asked = question(model_of(book), chosen, known);
    const Comparison result = compare(book, asked, most_completions);
    RC_CLASSIFY(result.unsettled > 0, "unsettled");
    RC_CLASSIFY(result.too_large > 0, "too large");
    if (!result.disagreement.empty()) RC_FAIL(to_text(asked) + result.disagreement);
  }
}

}  // namespace

}  // namespace huice::reference
