// From when: the first later date on which a refused entitlement would be had, all else equal.
#pragma once

#include <optional>

#include "decide/judge.hpp"
#include "huice/calendar.hpp"

namespace huice::deciding {

/// The first date after as_of, within 50 years, on which the rule is eligible or conditional,
/// having been ineligible on every day before; nothing when there is none. Leaves the machine as it
/// was. Precondition: the rule is ineligible now.
[[nodiscard]] std::optional<Date> earliest(exec::Machine& machine, Judge& judge,
                                           const program::Rule& rule);

}  // namespace huice::deciding
