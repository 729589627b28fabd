// What goes with the outcomes: services and family summaries (contract, sections 3 and 5).
#pragma once

#include <vector>

#include "decide/decision_state.hpp"

namespace huice::deciding {

/// Services whose connecting place is, or is presumed, inside their document's area.
[[nodiscard]] std::vector<ServiceEntry> list_services(const detail::DecisionState& state);

/// One entry per family, area and force; adverse rules and prohibitions stay out.
[[nodiscard]] std::vector<FamilyEntry> sum_up_families(const detail::DecisionState& state);

}  // namespace huice::deciding
