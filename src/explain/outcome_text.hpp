// One entitlement or prohibition as a block of text.
#pragma once

#include "explain/layout.hpp"
#include "explain/phrases.hpp"
#include "explain/reason_text.hpp"
#include "huice/decision.hpp"

namespace huice::explain {

class OutcomeText {
 public:
  OutcomeText(const Answer& answer, const Phrases& say, Page& page) noexcept
      : answer_(answer), say_(say), page_(page) {}

  /// Everything that a caseworker needs for one outcome: what, why, what is open, what to bring,
  /// where to go, the clause. `mark` stands before the title ("1. ").
  void block(std::string_view mark, const Outcome& outcome);
  /// Title, the reasons that decide, clause: for what one does not get.
  void refusal(std::string_view mark, const Outcome& outcome);
  /// Title with status and clause in a few lines: for documents that are not in force.
  void brief(std::string_view mark, const Outcome& outcome);
  /// Title and status in one line: for plans whose period has ended.
  void in_one_line(const Outcome& outcome);

  /// The whole record of one outcome, in the order of block(), with every node of the reasons.
  void record(const Outcome& outcome);

 private:
  [[nodiscard]] std::string name_of(const Outcome& outcome) const;
  void title(std::string_view mark, const Outcome& outcome);
  void field(std::string_view name, std::string_view text, Tone tone = Tone::plain);
  void grants(const Outcome& outcome);
  void reasons(const Outcome& outcome, ReasonScope scope);
  void open_questions(const Outcome& outcome);
  void open_terms(const Outcome& outcome);
  void readings(const Outcome& outcome);
  void practical(const Outcome& outcome);
  void clause(const Outcome& outcome);
  void appeal(const Outcome& outcome);
  void earliest(const Outcome& outcome);
  [[nodiscard]] bool is_wanted(const Outcome& outcome) const noexcept;

  const Answer& answer_;
  const Phrases& say_;
  Page& page_;
};

}  // namespace huice::explain
