// Calendar values of FEEL: dates, times, date-times and the two kinds of duration.
// Proleptic Gregorian calendar, years -999,999,999 to 999,999,999. Nothing here reads a clock.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace huice {

/// A day. Stored as days since 1970-01-01.
///
///     auto born = *huice::Date::parse("2004-02-29");
///     born.plus_months(12)->to_string();   // "2005-02-28": the month's last day
class Date {
 public:
  constexpr Date() noexcept = default;
  /// Nothing when there is no such day.
  [[nodiscard]] static std::optional<Date> of(std::int64_t year, int month, int day) noexcept;
  [[nodiscard]] static std::optional<Date> from_days(std::int64_t days_since_1970) noexcept;
  /// Reads "2026-03-10" as FEEL does: year of 4 to 9 digits, optional minus, no plus, no leading
  /// zero beyond four digits. "0000" is the year before 0001.
  [[nodiscard]] static std::optional<Date> parse(std::string_view text) noexcept;

  [[nodiscard]] std::int64_t days() const noexcept { return days_; }
  [[nodiscard]] std::int64_t year() const noexcept;
  [[nodiscard]] int month() const noexcept;
  [[nodiscard]] int day() const noexcept;
  [[nodiscard]] int weekday() const noexcept;  ///< Monday is 1 (ISO 8601)
  [[nodiscard]] int day_of_year() const noexcept;
  [[nodiscard]] int week_of_year() const noexcept;  ///< ISO 8601 week

  /// The corresponding day `months` later, or that month's last day when it does not exist. Nothing
  /// outside the calendar.
  [[nodiscard]] std::optional<Date> plus_months(std::int64_t months) const noexcept;
  /// Nothing outside the calendar.
  [[nodiscard]] std::optional<Date> plus_days(std::int64_t days) const noexcept;

  [[nodiscard]] std::string to_string() const;

  friend constexpr bool operator==(const Date&, const Date&) noexcept = default;
  friend constexpr std::strong_ordering operator<=>(const Date&, const Date&) noexcept = default;

 private:
  constexpr explicit Date(std::int64_t days) noexcept : days_(days) {}
  std::int64_t days_ = 0;
};

/// A years-and-months duration, in whole months.
struct MonthsDuration {
  std::int64_t months = 0;
  /// "P1Y6M", "-P2M"; months are normalised in to_string ("P26M" -> "P2Y2M", zero is "P0M").
  /// Nothing when the months do not fit.
  [[nodiscard]] static std::optional<MonthsDuration> parse(std::string_view text) noexcept;
  [[nodiscard]] std::string to_string() const;
  friend constexpr auto operator<=>(const MonthsDuration&,
                                    const MonthsDuration&) noexcept = default;
};

/// A days-and-time duration: seconds and nanoseconds (0 <= nanos < 1e9; the value is seconds +
/// nanos/1e9).
struct DaysDuration {
  std::int64_t seconds = 0;
  std::int32_t nanos = 0;
  /// "P2DT3H4M5.5S", "-PT0.5S", up to nine digits after the point; normalised in to_string
  /// ("PT50H" -> "P2DT2H", zero is "PT0S"). Nothing when the seconds do not fit.
  [[nodiscard]] static std::optional<DaysDuration> parse(std::string_view text) noexcept;
  [[nodiscard]] std::string to_string() const;
  friend constexpr auto operator<=>(const DaysDuration&, const DaysDuration&) noexcept = default;
};

/// The zone of a time or date-time: none (local), a fixed offset, or a named zone ("Europe/Paris").
/// A named zone's rules live in src/feel (ICU); here it is a name.
struct Zone {
  enum class Kind : std::uint8_t { none, offset, named };
  Kind kind = Kind::none;
  std::int32_t offset_seconds = 0;  ///< kind == offset; within +-18:00
  std::string name;                 ///< kind == named
  /// Reads "" (none), "Z", "+08:00", "-01:30:15" or "@Asia/Shanghai". "-00:00" is Z.
  [[nodiscard]] static std::optional<Zone> parse(std::string_view text);
  /// What parse() reads; offset zero is "Z".
  [[nodiscard]] std::string to_string() const;
  friend bool operator==(const Zone&, const Zone&) = default;
};

/// A time of day.
struct Time {
  std::int64_t nanos = 0;  ///< since midnight, 0 .. 86,400e9 - 1
  Zone zone;
  /// Reads "10:30:00", "10:30:00.5+08:00", "10:30:00@Asia/Shanghai" and so on, up to nine digits
  /// after the point. Zone names are taken as text here. "24:00:00" is midnight.
  [[nodiscard]] static std::optional<Time> parse(std::string_view text);
  /// `second_nanos`: nanoseconds since the minute began. Nothing when there is no such time or the
  /// zone's offset is beyond +-18:00.
  [[nodiscard]] static std::optional<Time> of(int hour, int minute, std::int64_t second_nanos,
                                              Zone zone) noexcept;
  [[nodiscard]] int hour() const noexcept { return static_cast<int>(nanos / 3'600'000'000'000); }
  [[nodiscard]] int minute() const noexcept {
    return static_cast<int>(nanos / 60'000'000'000 % 60);
  }
  [[nodiscard]] int second() const noexcept { return static_cast<int>(nanos / 1'000'000'000 % 60); }
  [[nodiscard]] std::string to_string() const;
};

/// A date and time of day. "T24:00:00" is the next day's midnight.
struct DateTime {
  Date date;
  Time time;
  /// Reads "2026-03-10T10:30:00+08:00": a Date, T, a Time. A date alone is none.
  [[nodiscard]] static std::optional<DateTime> parse(std::string_view text);
  [[nodiscard]] std::string to_string() const;
};

/// Full months from a to b, truncated to zero, as java.time's Period counts them: a month is full
/// when the day of the month is reached, so 2024-02-29 to 2025-02-28 is 11. The law's count, where
/// the month's last day suffices, is plus_months() and a comparison.
[[nodiscard]] std::int64_t months_between(const Date& a, const Date& b) noexcept;

}  // namespace huice
