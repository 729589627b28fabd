// The spelling of literals: strings with escapes, digits, and what @"..." may hold.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace huice::feel {

/// A string literal from its opening quote on.
struct StringLiteral {
  enum class State : unsigned char { closed, unclosed, bad_escape };
  State state = State::closed;
  std::string text;  ///< decoded
  std::size_t end =
      0;  ///< past the closing quote; where the line or text ends; past the bad escape
  std::size_t fault = 0;  ///< where a bad escape begins
};

/// Reads the string whose opening quote stands at `at`. An escape that FEEL does not know keeps its
/// backslash ("\d" in a regular expression); \u and \U that name no character are bad escapes.
[[nodiscard]] StringLiteral read_string(std::string_view text, std::size_t at);

/// The text between quotes that reads back as `text`.
[[nodiscard]] std::string quote(std::string_view text);

/// Where the number that begins at `at` ends; `at` itself when none does. No sign.
[[nodiscard]] std::size_t number_end(std::string_view text, std::size_t at) noexcept;

/// Whether the text has the form of a date, a time, a date and time or a duration.
[[nodiscard]] bool has_form_of_at_literal(std::string_view text) noexcept;

}  // namespace huice::feel
