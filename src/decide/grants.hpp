// What an outcome gives: amounts, or what they still hang on.
#pragma once

#include <span>
#include <vector>

#include "decide/decision_state.hpp"
#include "decide/judge.hpp"

namespace huice::deciding {

/// The grants of an outcome that is not negative; per member where the rule is decided so (those
/// members that are not refused, by the verdicts on them).
[[nodiscard]] std::vector<GrantOutcome> grants_of(const detail::DecisionState& state,
                                                  exec::Machine& machine,
                                                  std::span<const Verdict> members,
                                                  std::uint32_t rule, const Outcome& outcome);

}  // namespace huice::deciding
