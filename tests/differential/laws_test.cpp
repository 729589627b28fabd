// Laws of deciding that hold for every pack and case.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>

#include "differential/compare.hpp"
#include "differential/generator.hpp"

namespace huice::reference {

namespace {

int chosen(int n) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, n)); }

Rulebook loaded(const std::string& text) {
  auto book = load_texts({{"small.yaml", text}});
  if (!book) throw std::runtime_error(huice::to_text(book.error()) + "\n" + text);
  return *book;
}

Decision decided(const Rulebook& book, const Question& asked, bool earliest) {
  DecideOptions options;
  options.earliest = earliest;
  auto decision = decide(book, case_of(book, asked), options);
  if (!decision) throw std::runtime_error(huice::to_text(decision.error()));
  return *decision;
}

bool is_settled(Status status) {
  return status == Status::eligible || status == Status::ineligible || status == Status::violated ||
         status == Status::respected || status == Status::not_applicable;
}

// Learning a fact changes no decided status, save that a no may turn out to be a clause that does
// not apply, and that a place once known replaces a presumption.
RC_GTEST_PROP(Law, LearningAFactChangesNoDecidedStatus, ()) {
  const std::string text = pack_text(chosen);
  RC_LOG(text);
  const Rulebook book = loaded(text);
  const Question more = question(model_of(book), chosen, 8);
  RC_PRE(!more.facts.empty());
  auto learnt = more.facts.begin();
  std::advance(learnt, chosen(static_cast<int>(more.facts.size())));
  Question less = more;
  less.facts.erase(learnt->first);
  const Decision before = decided(book, less, false);
  const Decision after = decided(book, more, false);
  for (const pack::Rule& rule : more.model.rules) {
    const Status was = before.find(rule.id)->status;
    const Status is = after.find(rule.id)->status;
    const bool is_place = learnt->second.as<Place>() != nullptr;
    if (!is_settled(was) || was == is || is == Status::not_applicable || is_place) continue;
    RC_FAIL(to_text(more) + rule.id + " was " + std::string(name(was)) + ", is " +
            std::string(name(is)) + " once " + learnt->first + " is known");
  }
}

bool grants(Status status) { return status == Status::eligible || status == Status::conditional; }

/// Asks again on every day until the outcome is no longer a no.
std::optional<Date> first_day_of_a_yes(const Rulebook& book, Question asked,
                                       const std::string& rule) {
  constexpr int fifty_years = 600;
  const Date last = *asked.as_of.plus_months(fifty_years);
  while (asked.as_of < last) {
    asked.as_of = *asked.as_of.plus_days(1);
    const Status status = decided(book, asked, false).find(rule)->status;
    if (status != Status::ineligible)
      return grants(status) ? std::optional(asked.as_of) : std::nullopt;
  }
  return std::nullopt;
}

TEST(Law, EarliestIsTheFirstDayOfAYes) {
  constexpr std::uint32_t packs = 60;
  int yes = 0;
  for (std::uint32_t seed = 0; seed < packs; ++seed) {
    std::mt19937 random(seed);
    const Choose choose = [&](int n) {
      return static_cast<int>(random() % static_cast<std::uint32_t>(n));
    };
    const std::string text = dated_pack_text(choose);
    const Rulebook book = loaded(text);
    const Question asked = question(model_of(book), choose, 9);
    const Decision decision = decided(book, asked, true);
    for (const pack::Rule& rule : asked.model.rules) {
      const Outcome& outcome = *decision.find(rule.id);
      if (outcome.status != Status::ineligible) continue;
      const auto expected = first_day_of_a_yes(book, asked, rule.id);
      if (expected) ++yes;
      EXPECT_EQ(outcome.earliest.has_value(), expected.has_value()) << text << to_text(asked);
      if (outcome.earliest && expected) {
        EXPECT_EQ(outcome.earliest->to_string(), expected->to_string()) << rule.id << "\n"
                                                                        << text << to_text(asked);
      }
    }
  }
  EXPECT_GE(yes, 3);  // else the packs say nothing about dates
}

}  // namespace

}  // namespace huice::reference
