// A whole decision as text for a caseworker.
#pragma once

#include <string>

#include "explain/answer.hpp"
#include "huice/render.hpp"

namespace huice::explain {

[[nodiscard]] std::string decision_text(const Answer& answer, const TextOptions& options);

/// Two digits, four or six of a code, by what its zeros leave: is `code` the area or inside it?
[[nodiscard]] bool lies_in(std::string_view code, std::string_view area) noexcept;

}  // namespace huice::explain
