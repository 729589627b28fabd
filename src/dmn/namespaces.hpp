// The namespaces of DMN and FEEL, by version.
#pragma once

#include <string_view>

namespace huice::dmn {

/// "1.1" … "1.5" for the namespace of models of that version; empty for any other.
[[nodiscard]] std::string_view version_of_models(std::string_view space) noexcept;

/// Is it the namespace of FEEL's types in some version?
[[nodiscard]] bool is_feel(std::string_view space) noexcept;

}  // namespace huice::dmn
