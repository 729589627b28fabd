// Times of day, zones and date-times.
#include <algorithm>
#include <cstdlib>
#include <utility>

#include "number/calendar_text.hpp"

namespace huice {

namespace {

constexpr std::int64_t nanos_per_minute = 60 * number::nanos_per_second;
constexpr std::int64_t nanos_per_hour = 60 * nanos_per_minute;
constexpr std::int32_t largest_offset = 18 * 3600;

bool is_zone_name(std::string_view name) noexcept {
  const auto allowed = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '+' || c == '-' || c == '/';
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), allowed);
}

bool within_range(const Zone& zone) noexcept {
  return zone.kind != Zone::Kind::offset || std::abs(zone.offset_seconds) <= largest_offset;
}

/// "08:00" or "08:00:15", to the end.
std::optional<std::int32_t> offset_magnitude(number::TextCursor text) noexcept {
  const std::optional<int> hours = text.take_two_digits();
  if (!hours || !text.take(':')) return std::nullopt;
  const std::optional<int> minutes = text.take_two_digits();
  std::optional<int> seconds = 0;
  if (text.take(':')) seconds = text.take_two_digits();
  if (!minutes || *minutes > 59 || !seconds || *seconds > 59 || !text.at_end()) return std::nullopt;
  return (*hours * 60 + *minutes) * 60 + *seconds;
}

/// "05" or "05.25": nanoseconds since the minute began.
std::optional<std::int64_t> take_seconds(number::TextCursor& text) noexcept {
  const std::optional<int> seconds = text.take_two_digits();
  if (!seconds) return std::nullopt;
  std::int64_t nanos = 0;
  if (text.take('.')) {
    const std::string_view digits = text.take_digits();
    const std::optional<std::int64_t> fraction = number::nanos_of_fraction(digits);
    if (digits.empty() || !fraction) return std::nullopt;
    nanos = *fraction;
  }
  return *seconds * number::nanos_per_second + nanos;
}

}  // namespace

std::optional<Zone> Zone::parse(std::string_view text) {
  number::TextCursor cursor(text);
  if (cursor.at_end()) return Zone{};
  if (cursor.take('@')) {
    if (!is_zone_name(cursor.rest())) return std::nullopt;
    return Zone{Kind::named, 0, std::string(cursor.rest())};
  }
  if (cursor.take('Z'))
    return cursor.at_end() ? std::optional(Zone{Kind::offset, 0, {}}) : std::nullopt;
  const bool negative = cursor.take('-');
  if (!negative && !cursor.take('+')) return std::nullopt;
  const std::optional<std::int32_t> magnitude = offset_magnitude(cursor);
  if (!magnitude || *magnitude > largest_offset) return std::nullopt;
  return Zone{Kind::offset, negative ? -*magnitude : *magnitude, {}};
}

std::string Zone::to_string() const {
  if (kind == Kind::none) return {};
  if (kind == Kind::named) return "@" + name;
  if (offset_seconds == 0) return "Z";
  const std::int32_t magnitude = std::abs(offset_seconds);
  std::string text = offset_seconds < 0 ? "-" : "+";
  number::append_padded(text, magnitude / 3600, 2);
  text += ':';
  number::append_padded(text, magnitude / 60 % 60, 2);
  if (magnitude % 60 != 0) {
    text += ':';
    number::append_padded(text, magnitude % 60, 2);
  }
  return text;
}

std::optional<number::ParsedTime> number::parse_time(std::string_view text) {
  TextCursor cursor(text);
  const std::optional<int> hour = cursor.take_two_digits();
  if (!hour || !cursor.take(':')) return std::nullopt;
  const std::optional<int> minute = cursor.take_two_digits();
  if (!minute || !cursor.take(':')) return std::nullopt;
  const std::optional<std::int64_t> seconds = take_seconds(cursor);
  if (!seconds) return std::nullopt;
  std::optional<Zone> zone = Zone::parse(cursor.rest());
  if (!zone) return std::nullopt;
  const bool end_of_day = *hour == 24 && *minute == 0 && *seconds == 0;
  std::optional<Time> time = Time::of(end_of_day ? 0 : *hour, *minute, *seconds, std::move(*zone));
  if (!time) return std::nullopt;
  return ParsedTime{std::move(*time), end_of_day};
}

std::optional<Time> Time::parse(std::string_view text) {
  std::optional<number::ParsedTime> parsed = number::parse_time(text);
  if (!parsed) return std::nullopt;
  return std::move(parsed->time);
}

std::optional<Time> Time::of(int hour, int minute, std::int64_t second_nanos, Zone zone) noexcept {
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second_nanos < 0 ||
      second_nanos >= nanos_per_minute || !within_range(zone))
    return std::nullopt;
  return Time{hour * nanos_per_hour + minute * nanos_per_minute + second_nanos, std::move(zone)};
}

std::string Time::to_string() const {
  std::string text;
  number::append_padded(text, hour(), 2);
  text += ':';
  number::append_padded(text, minute(), 2);
  text += ':';
  number::append_padded(text, second(), 2);
  number::append_fraction(text, nanos % number::nanos_per_second);
  return text + zone.to_string();
}

std::optional<DateTime> DateTime::parse(std::string_view text) {
  number::TextCursor cursor(text);
  std::optional<Date> date = number::take_date(cursor);
  if (!date || !cursor.take('T')) return std::nullopt;
  std::optional<number::ParsedTime> parsed = number::parse_time(cursor.rest());
  if (parsed && parsed->next_day) date = date->plus_days(1);
  if (!parsed || !date) return std::nullopt;
  return DateTime{*date, std::move(parsed->time)};
}

std::string DateTime::to_string() const { return date.to_string() + 'T' + time.to_string(); }

}  // namespace huice
