// Arithmetic of calendar values: by local fields, and by the instant where there are zones.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "huice/calendar.hpp"
#include "huice/decimal.hpp"
#include "value/zone_rules.hpp"

namespace huice::value {

inline constexpr std::int64_t nanos_per_second = 1'000'000'000;
inline constexpr std::int64_t seconds_per_day = 86'400;

/// A point of time: seconds since 1970-01-01T00:00:00 UTC, or of the local calendar.
struct Instant {
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;
  friend auto operator<=>(const Instant&, const Instant&) = default;
};

[[nodiscard]] inline std::int64_t whole_seconds(const Time& time) noexcept {
  return time.nanos / nanos_per_second;
}

[[nodiscard]] Zone utc();

/// The local fields of a date and time, without its zone.
[[nodiscard]] Instant local_instant(const Date& date, const Time& time) noexcept;
/// Nothing for a local date-time and for a zone whose rules are not known.
[[nodiscard]] std::optional<Instant> instant_of(const DateTime& t, const ZoneRules* zones);
/// Offset from UTC in seconds. A named zone has none without a date: 1970-01-01's is taken.
[[nodiscard]] std::optional<std::int32_t> offset_of(const Time& time, const ZoneRules* zones);
[[nodiscard]] std::optional<std::int32_t> offset_of(const DateTime& t, const ZoneRules* zones);
/// May the zone be used: none, an offset, or a name that the rules know?
[[nodiscard]] bool is_valid(const Zone& zone, const ZoneRules* zones);

[[nodiscard]] std::optional<std::strong_ordering> order(const Time& a, const Time& b,
                                                        const ZoneRules* zones);
[[nodiscard]] std::optional<std::strong_ordering> order(const DateTime& a, const DateTime& b,
                                                        const ZoneRules* zones);

// Nothing where the result leaves the calendar or the range of durations.
[[nodiscard]] std::optional<DaysDuration> negated(const DaysDuration& a) noexcept;
[[nodiscard]] std::optional<DaysDuration> sum(const DaysDuration& a,
                                              const DaysDuration& b) noexcept;
[[nodiscard]] std::optional<MonthsDuration> negated(const MonthsDuration& a) noexcept;
[[nodiscard]] std::optional<MonthsDuration> sum(const MonthsDuration& a,
                                                const MonthsDuration& b) noexcept;

/// A date stays a date: the day that the end of the duration falls on.
[[nodiscard]] std::optional<Date> plus(const Date& date, const DaysDuration& duration) noexcept;
[[nodiscard]] std::optional<DateTime> plus(const DateTime& t, const DaysDuration& duration);
[[nodiscard]] std::optional<DateTime> plus(const DateTime& t, const MonthsDuration& duration);
/// Wraps at midnight and keeps the zone.
[[nodiscard]] Time plus(const Time& time, const DaysDuration& duration);

/// a - b. Nothing when one is zoned and the other local.
[[nodiscard]] std::optional<DaysDuration> difference(const DateTime& a, const DateTime& b,
                                                     const ZoneRules* zones);
[[nodiscard]] std::optional<DaysDuration> difference(const Time& a, const Time& b,
                                                     const ZoneRules* zones);
/// The date as midnight UTC.
[[nodiscard]] DateTime at_utc_midnight(const Date& date);

/// The duration in nanoseconds, exact, and back (truncated to a nanosecond).
[[nodiscard]] Decimal total_nanos(const DaysDuration& duration) noexcept;
[[nodiscard]] std::optional<DaysDuration> duration_of_nanos(const Decimal& nanos) noexcept;

}  // namespace huice::value
