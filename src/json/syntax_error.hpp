// What is wrong with a text that is not JSON, in the reader's words.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "text/report.hpp"
#include "text/source.hpp"

namespace huice::json {

/// What could have stood where the text stops being JSON.
enum class Expected : std::uint8_t {
  value,
  key,
  first_key,   ///< or the end of the object
  first_item,  ///< or the end of the list
  colon,
  comma_in_object,  ///< or its end
  comma_in_list,    ///< or its end
  end,              ///< of the text
};

struct SyntaxError {
  std::shared_ptr<const text::Source> source;
  std::uint32_t begin = 0;    ///< of the token that does not fit
  std::uint32_t reached = 0;  ///< past the last byte that was looked at
  Expected expected = Expected::value;
};

void report_syntax_error(const SyntaxError& error, text::Report& report);

struct Escape {
  std::uint32_t written = 0;  ///< bytes in the source: `\n` is 2, `\u00e9` is 6
  std::uint32_t decoded = 0;  ///< bytes of what it stands for
};

/// The escape at the start of the text, which a parser has accepted.
[[nodiscard]] Escape measure_escape(std::string_view text) noexcept;

/// A name for a message: cut where it is very long.
[[nodiscard]] std::string shorten(std::string_view name);

}  // namespace huice::json
