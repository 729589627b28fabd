// Dates of a case that lie after the day it is decided for.
#pragma once

#include "decide/case_state.hpp"

namespace huice::deciding {

/// One warning for each: such a case is decided all the same. Nothing while the case has no as_of.
[[nodiscard]] Diagnostics warn_of_future_dates(const detail::CaseState& state);

}  // namespace huice::deciding
