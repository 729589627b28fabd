// The contract's answer for one rule by trying every completion.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "differential/reference/question.hpp"
#include "huice/decision.hpp"

namespace huice::reference {

struct Answer {
  Status status = Status::undetermined;
  std::set<std::string> missing_facts;
  std::set<std::string> missing_parameters;
};

/// Nothing when there are more than `most` completions. The values tried cover every cell that the
/// rule's literals and bounds cut the domains into.
[[nodiscard]] std::optional<Answer> answer(const Question& question, const pack::Rule& rule,
                                           std::size_t most);

}  // namespace huice::reference
