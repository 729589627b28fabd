// One id in full: an entitlement, prohibition, service, indicator, fact or parameter.
#pragma once

#include <string>
#include <string_view>

#include "explain/answer.hpp"
#include "huice/render.hpp"

namespace huice::explain {

/// Both are empty when the id is unknown.
[[nodiscard]] std::string one_as_text(const Answer& answer, std::string_view id,
                                      const TextOptions& options);
[[nodiscard]] std::string one_as_json(const Answer& answer, std::string_view id);

/// The outcome of an entitlement or prohibition, or nullptr.
[[nodiscard]] const Outcome* find_outcome(const Answer& answer, std::string_view id) noexcept;

/// Every outcome whose rule can read the fact or parameter.
[[nodiscard]] std::vector<const Outcome*> outcomes_reading(const Answer& answer,
                                                           std::string_view id);

}  // namespace huice::explain
