// The two kinds of duration, from and to text.
#include "number/calendar_text.hpp"

namespace huice {

using number::TextCursor;

namespace {

constexpr std::int64_t seconds_per_day = 86'400;

/// Adds count x unit; false when that does not fit.
bool accumulate(std::int64_t& total, std::int64_t count, std::int64_t unit) noexcept {
  std::int64_t part = 0;
  return !__builtin_mul_overflow(count, unit, &part) &&
         !__builtin_add_overflow(total, part, &total);
}

/// What has been read of a duration's components.
struct Components {
  bool negative = false;
  bool any = false;
  bool valid = true;
  std::int64_t total = 0;  // signed: the most negative total has no positive counterpart

  /// Takes "12Y" when it stands here.
  void take(TextCursor& text, char designator, std::int64_t unit) noexcept {
    TextCursor ahead = text;
    const std::string_view digits = ahead.take_digits();
    if (digits.empty() || !ahead.take(designator)) return;
    text = ahead;
    any = true;
    const std::optional<std::int64_t> count = number::to_count(digits);
    valid = valid && count && accumulate(total, *count, negative ? -unit : unit);
  }
};

/// Takes "5S", "5.25S" or "5.S" when it stands here; the nanoseconds.
std::optional<std::int64_t> take_seconds(TextCursor& text, Components& components) noexcept {
  TextCursor ahead = text;
  const std::string_view digits = ahead.take_digits();
  if (digits.empty() || !ahead.take('.')) {
    components.take(text, 'S', 1);
    return 0;
  }
  const std::optional<std::int64_t> nanos = number::nanos_of_fraction(ahead.take_digits());
  const std::optional<std::int64_t> count = number::to_count(digits);
  if (!ahead.take('S') || !nanos || !count) return std::nullopt;
  text = ahead;
  components.any = true;
  components.valid =
      components.valid && accumulate(components.total, *count, components.negative ? -1 : 1);
  return nanos;
}

std::uint64_t magnitude(std::int64_t value) noexcept {
  const auto word = static_cast<std::uint64_t>(value);
  return value < 0 ? 0U - word : word;
}

void append_component(std::string& text, std::uint64_t count, char designator) {
  if (count == 0) return;
  text += std::to_string(count);
  text += designator;
}

}  // namespace

std::optional<MonthsDuration> MonthsDuration::parse(std::string_view text) noexcept {
  TextCursor cursor(text);
  Components components;
  components.negative = cursor.take('-');
  if (!cursor.take('P')) return std::nullopt;
  components.take(cursor, 'Y', 12);
  components.take(cursor, 'M', 1);
  if (!components.any || !components.valid || !cursor.at_end()) return std::nullopt;
  return MonthsDuration{components.total};
}

std::string MonthsDuration::to_string() const {
  if (months == 0) return "P0M";
  const std::uint64_t count = magnitude(months);
  std::string text = months < 0 ? "-P" : "P";
  append_component(text, count / 12, 'Y');
  append_component(text, count % 12, 'M');
  return text;
}

std::optional<DaysDuration> DaysDuration::parse(std::string_view text) noexcept {
  TextCursor cursor(text);
  Components components;
  components.negative = cursor.take('-');
  if (!cursor.take('P')) return std::nullopt;
  components.take(cursor, 'D', seconds_per_day);
  std::optional<std::int64_t> nanos = 0;
  if (cursor.take('T')) {
    components.any = false;  // a T announces at least one component
    components.take(cursor, 'H', 3600);
    components.take(cursor, 'M', 60);
    nanos = take_seconds(cursor, components);
  }
  if (!nanos || !components.any || !components.valid || !cursor.at_end()) return std::nullopt;
  DaysDuration duration{components.total, static_cast<std::int32_t>(*nanos)};
  if (components.negative && duration.nanos != 0) {
    // The nanoseconds count upwards also below zero.
    if (!accumulate(duration.seconds, 1, -1)) return std::nullopt;
    duration.nanos = static_cast<std::int32_t>(number::nanos_per_second - *nanos);
  }
  return duration;
}

std::string DaysDuration::to_string() const {
  if (seconds == 0 && nanos == 0) return "PT0S";
  std::uint64_t count = magnitude(seconds);
  std::int64_t fraction = nanos;
  if (seconds < 0 && nanos != 0) {
    --count;
    fraction = number::nanos_per_second - nanos;
  }
  std::string text = seconds < 0 ? "-P" : "P";
  append_component(text, count / seconds_per_day, 'D');
  count %= seconds_per_day;
  if (count == 0 && fraction == 0) return text;
  text += 'T';
  append_component(text, count / 3600, 'H');
  append_component(text, count / 60 % 60, 'M');
  if (count % 60 == 0 && fraction == 0) return text;
  text += std::to_string(count % 60);
  number::append_fraction(text, fraction);
  return text + 'S';
}

}  // namespace huice
