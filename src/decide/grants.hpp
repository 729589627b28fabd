// What an outcome gives: amounts, or what they still hang on.
#pragma once

#include <vector>

#include "decide/decision_state.hpp"
#include "decide/judge.hpp"

namespace huice::deciding {

/// The grants of an outcome that is not negative; per member where the rule is decided so (those
/// members that are not refused).
[[nodiscard]] std::vector<GrantOutcome> grants_of(const detail::DecisionState& state,
                                                  exec::Machine& machine, Judge& judge,
                                                  std::uint32_t rule, const Outcome& outcome);

}  // namespace huice::deciding
