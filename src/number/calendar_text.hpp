// The lexical forms shared by dates, times and durations.
#pragma once

#include <string>

#include "huice/calendar.hpp"
#include "number/text_cursor.hpp"

namespace huice::number {

inline constexpr std::int64_t nanos_per_second = 1'000'000'000;

/// "2026-03-10"; what follows is left.
[[nodiscard]] std::optional<Date> take_date(TextCursor& text) noexcept;

struct ParsedTime {
  Time time;
  bool next_day = false;  ///< 24:00:00
};

/// A whole time of day with its zone.
[[nodiscard]] std::optional<ParsedTime> parse_time(std::string_view text);

/// Digits after a point as nanoseconds; nothing for more than nine.
[[nodiscard]] std::optional<std::int64_t> nanos_of_fraction(std::string_view digits) noexcept;

/// The number with at least `width` digits. Precondition: number >= 0.
void append_padded(std::string& text, std::int64_t number, std::size_t width);

/// ".5" for 500,000,000, nothing for 0.
void append_fraction(std::string& text, std::int64_t nanos);

}  // namespace huice::number
