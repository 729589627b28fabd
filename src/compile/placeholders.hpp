// Placeholders in texts: "{residence_start_date}".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace huice::compile {

/// The names between braces, in order, each once.
[[nodiscard]] std::vector<std::string> placeholders(std::string_view text);

}  // namespace huice::compile
