// What FEEL takes for blanks, for words and for the signs that may stand inside a name.
#pragma once

#include <cstddef>
#include <string_view>

namespace huice::feel {

/// May begin a word: the name start characters of DMN 1.5 without the full-width and CJK
/// punctuation that lies in the same ranges.
[[nodiscard]] bool starts_word(char32_t c) noexcept;

/// May continue a word.
[[nodiscard]] bool continues_word(char32_t c) noexcept;

/// One of . / - ' + *, which may stand between the words of a name.
[[nodiscard]] constexpr bool is_name_sign(char c) noexcept {
  return c == '.' || c == '/' || c == '-' || c == '\'' || c == '+' || c == '*';
}

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Whether a word begins, or goes on, at byte `at`.
[[nodiscard]] bool starts_word_at(std::string_view text, std::size_t at) noexcept;
[[nodiscard]] bool continues_word_at(std::string_view text, std::size_t at) noexcept;

/// Where the blanks (line breaks included) that begin at `at` end.
[[nodiscard]] std::size_t skip_blanks(std::string_view text, std::size_t at) noexcept;

/// Where the word that begins at `at` ends; `at` itself when none does.
[[nodiscard]] std::size_t word_end(std::string_view text, std::size_t at) noexcept;

/// Where a word that has begun before `at` ends.
[[nodiscard]] std::size_t word_rest_end(std::string_view text, std::size_t at) noexcept;

/// A word of the grammar, which cannot be a name by itself.
[[nodiscard]] bool is_keyword(std::string_view word) noexcept;

}  // namespace huice::feel
