// UTF-8: checking, stepping, widths.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace huice::text {

/// Offset of the first byte that is not valid UTF-8 (overlong forms, surrogates and values above
/// U+10FFFF are not), or nothing.
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view text) noexcept;

/// Decodes the code point at `at` (valid text assumed) and advances `at` past it.
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& at) noexcept;

/// The offset `count` code points after `from` (at most the end of the text).
[[nodiscard]] std::size_t skip_code_points(std::string_view text, std::size_t from,
                                           std::size_t count) noexcept;

void append_code_point(std::string& out, char32_t code_point);

[[nodiscard]] std::size_t count_code_points(std::string_view text) noexcept;

/// Columns that a text takes on a terminal (East Asian wide and full-width characters take two).
[[nodiscard]] std::size_t display_width(std::string_view text) noexcept;

}  // namespace huice::text
