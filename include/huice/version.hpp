// The version of the library.
#pragma once

#include <string_view>

namespace huice {

/// "0.1.0": of this build; the `engine` of every decision.
[[nodiscard]] std::string_view version() noexcept;

}  // namespace huice
