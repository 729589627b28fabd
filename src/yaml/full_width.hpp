// Punctuation of Chinese input methods that stands where YAML needs the ASCII one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace huice::yaml {

struct FullWidth {
  std::uint32_t offset;    ///< in the text that was searched
  std::uint32_t length;    ///< bytes
  std::string_view ascii;  ///< what YAML needs there
};

/// The first full-width sign in `text` that is one of `wanted` (all that are known when empty).
[[nodiscard]] std::optional<FullWidth> find_full_width(std::string_view text,
                                                       std::u32string_view wanted = {}) noexcept;

/// The text with each of them replaced by its ASCII counterpart.
[[nodiscard]] std::string with_ascii_punctuation(std::string_view text);

}  // namespace huice::yaml
