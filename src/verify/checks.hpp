// Static checks: what can be seen of a rulebook without any case.
#pragma once

#include "compile/rulebook.hpp"
#include "text/report.hpp"

namespace huice::verify {

/// Pairs of exceptions of one rule that can apply together, neither beating the other, with
/// different results. Each finding carries a witness: facts for which both apply.
void find_conflicting_exceptions(const detail::RulebookState& rulebook, text::Report& report);

/// Entitlements that nobody can get and conditions of groups that can never be true.
void find_dead_rules(const detail::RulebookState& rulebook, text::Report& report);

}  // namespace huice::verify
