#include "verify/checks.hpp"

#include <algorithm>

#include "verify/witness.hpp"

namespace huice::verify {

namespace {

constexpr std::uint32_t budget = 20'000;

bool beats(const program::Exception& exception, std::uint32_t other) {
  return std::find(exception.overrides.begin(), exception.overrides.end(), other) !=
         exception.overrides.end();
}

std::string listed(const Witness& witness) {
  if (witness.empty()) return "whatever the facts are";
  std::string text = "for instance with ";
  for (std::size_t i = 0; i < witness.size(); ++i) text += (i == 0 ? "" : "; ") + witness[i];
  return text;
}

void check_pair(const detail::RulebookState& rulebook, std::size_t rule, std::uint32_t i,
                std::uint32_t j, text::Report& report) {
  const program::Rule& program_rule = rulebook.compiled.program.rules[rule];
  const program::Exception& a = program_rule.exceptions[i];
  const program::Exception& b = program_rule.exceptions[j];
  if (a.gives == b.gives || beats(a, j) || beats(b, i)) return;
  const std::uint32_t cells[] = {a.when, b.when};
  for (const Date day : days_to_look_at(rulebook)) {
    const Answer answer = can_all_be_true(rulebook, cells, day, budget);
    if (answer.search != Search::found) continue;
    const pack::Rule& source = *rulebook.compiled.rules[rule].rule;
    Diagnostic& finding = report.warning(
        text::Code::exceptions_conflict, source.exceptions[j].place,
        "exceptions `" + source.exceptions[i].id + "` and `" + source.exceptions[j].id + "` of `" +
            source.id + "` can apply together with different results: " + listed(answer.witness),
        "let the stronger one name the other in its `overrides`; until then such a case needs "
        "review");
    finding.notes.push_back({"the other exception", source.exceptions[i].place.locate()});
    return;
  }
}

bool never_true(const detail::RulebookState& rulebook, std::uint32_t cell,
                const std::vector<Date>& days) {
  const std::uint32_t cells[] = {cell};
  return std::all_of(days.begin(), days.end(), [&](Date day) {
    return can_all_be_true(rulebook, cells, day, budget).search == Search::impossible;
  });
}

/// Reports the innermost conditions that can never be true; gives whether this one is among them or
/// holds one that makes it so.
bool report_dead(const detail::RulebookState& rulebook, const compile::CompiledCondition& condition,
                 const std::vector<Date>& days, const std::string& rule, text::Report& report) {
  using Kind = pack::Condition::Kind;
  if (condition.condition->kind == Kind::negation)
    return false;  // what is never true below makes it always true
  const bool dead = never_true(rulebook, condition.cell, days);
  if (!dead && condition.condition->kind != Kind::any) return false;
  bool below = false;
  for (const compile::CompiledCondition& part : condition.parts) {
    below = report_dead(rulebook, part, days, rule, report) || below;
  }
  if (dead && !below) {
    report.warning(text::Code::dead_condition, condition.condition->place,
                   "this condition of `" + rule + "` can never be true",
                   "check its bounds and values: no facts fulfil it");
  }
  return dead;
}

}  // namespace

void find_conflicting_exceptions(const detail::RulebookState& rulebook, text::Report& report) {
  for (std::size_t rule = 0; rule < rulebook.compiled.rules.size(); ++rule) {
    const auto count =
        static_cast<std::uint32_t>(rulebook.compiled.program.rules[rule].exceptions.size());
    for (std::uint32_t i = 0; i < count; ++i) {
      for (std::uint32_t j = i + 1; j < count; ++j) check_pair(rulebook, rule, i, j, report);
    }
  }
}

void find_dead_rules(const detail::RulebookState& rulebook, text::Report& report) {
  const std::vector<Date> days = days_to_look_at(rulebook);
  for (const compile::CompiledRule& rule : rulebook.compiled.rules) {
    if (rule.has_condition) report_dead(rulebook, rule.when, days, rule.rule->id, report);
  }
}

}  // namespace huice::verify
