// Days of the proleptic Gregorian calendar.
#include <algorithm>
#include <array>

#include "huice/calendar.hpp"
#include "number/calendar_text.hpp"

namespace huice {

namespace {

constexpr std::int64_t last_year = 999'999'999;
constexpr std::int64_t days_per_400_years = 146'097;
constexpr std::int64_t days_per_100_years = 36'524;
constexpr std::int64_t days_per_4_years = 1'461;

struct Civil {
  std::int64_t year;
  int month;
  int day;
};

constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) noexcept {
  return a / b - (a % b < 0 ? 1 : 0);
}

constexpr std::int64_t floor_modulo(std::int64_t a, std::int64_t b) noexcept {
  return a - floor_divide(a, b) * b;
}

constexpr bool is_leap(std::int64_t year) noexcept {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr std::array<int, 13> month_starts = {0,   31,  59,  90,  120, 151, 181,
                                              212, 243, 273, 304, 334, 365};

/// Days of the year before the month; `month` in 1..13.
constexpr int days_before_month(bool leap, int month) noexcept {
  return month_starts[static_cast<std::size_t>(month - 1)] + (leap && month > 2 ? 1 : 0);
}

constexpr int days_in_month(std::int64_t year, int month) noexcept {
  const bool leap = is_leap(year);
  return days_before_month(leap, month + 1) - days_before_month(leap, month);
}

/// Days from 0000-01-01 to January 1st of the year.
constexpr std::int64_t days_before_year(std::int64_t year) noexcept {
  const std::int64_t past = year - 1;  // year 0 is a leap year: count the leap years from 0 to past
  return year * 365 + floor_divide(past, 4) - floor_divide(past, 100) + floor_divide(past, 400) + 1;
}

constexpr std::int64_t epoch = days_before_year(1970);

constexpr std::int64_t days_from(const Civil& date) noexcept {
  return days_before_year(date.year) + days_before_month(is_leap(date.year), date.month) +
         date.day - 1 - epoch;
}

struct YearDay {
  std::int64_t year;
  int day;  // from 0
};

constexpr YearDay year_day(std::int64_t days) noexcept {
  const std::int64_t since_0000 = days + epoch;
  const std::int64_t cycle = floor_divide(since_0000, days_per_400_years);
  // Counted from 0001-01-01 of the cycle, centuries and groups of four end with their leap day.
  std::int64_t rest = since_0000 - cycle * days_per_400_years - 366;
  if (rest < 0) return {cycle * 400, static_cast<int>(rest + 366)};
  std::int64_t year = cycle * 400 + 1;
  const std::int64_t centuries = rest / days_per_100_years;
  rest -= centuries * days_per_100_years;
  const std::int64_t fours = rest / days_per_4_years;
  rest -= fours * days_per_4_years;
  const std::int64_t years = rest / 365 < 3 ? rest / 365 : 3;
  year += centuries * 100 + fours * 4 + years;
  return {year, static_cast<int>(rest - years * 365)};
}

constexpr Civil civil(std::int64_t days) noexcept {
  const auto [year, day] = year_day(days);
  const bool leap = is_leap(year);
  int month = day / 32 + 1;  // never too late: no month has more than 31 days
  if (day >= days_before_month(leap, month + 1)) ++month;
  return {year, month, day - days_before_month(leap, month) + 1};
}

constexpr std::int64_t first_day = days_from({-last_year, 1, 1});
constexpr std::int64_t last_day = days_from({last_year, 12, 31});
constexpr std::int64_t calendar_months = (2 * last_year + 1) * 12;

/// Months since 0000-01.
constexpr std::int64_t month_number(const Civil& date) noexcept {
  return date.year * 12 + date.month - 1;
}

}  // namespace

std::optional<Date> Date::of(std::int64_t year, int month, int day) noexcept {
  if (year < -last_year || year > last_year || month < 1 || month > 12 || day < 1 ||
      day > days_in_month(year, month))
    return std::nullopt;
  return Date(days_from({year, month, day}));
}

std::optional<Date> Date::from_days(std::int64_t days_since_1970) noexcept {
  if (days_since_1970 < first_day || days_since_1970 > last_day) return std::nullopt;
  return Date(days_since_1970);
}

std::optional<Date> Date::parse(std::string_view text) noexcept {
  number::TextCursor cursor(text);
  const std::optional<Date> date = number::take_date(cursor);
  return cursor.at_end() ? date : std::nullopt;
}

std::int64_t Date::year() const noexcept { return year_day(days_).year; }
int Date::month() const noexcept { return civil(days_).month; }
int Date::day() const noexcept { return civil(days_).day; }
int Date::day_of_year() const noexcept { return year_day(days_).day + 1; }

int Date::weekday() const noexcept {
  return static_cast<int>(floor_modulo(days_ + 3, 7)) + 1;  // 1970-01-01 was a Thursday
}

int Date::week_of_year() const noexcept {
  // A week belongs to the year of its Thursday.
  return year_day(days_ + 4 - weekday()).day / 7 + 1;
}

std::optional<Date> Date::plus_months(std::int64_t months) const noexcept {
  if (months < -calendar_months || months > calendar_months) return std::nullopt;
  const Civil start = civil(days_);
  const std::int64_t number = month_number(start) + months;
  const std::int64_t year = floor_divide(number, 12);
  const int month = static_cast<int>(floor_modulo(number, 12)) + 1;
  return of(year, month, std::min(start.day, days_in_month(year, month)));
}

std::optional<Date> Date::plus_days(std::int64_t days) const noexcept {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(days_, days, &sum)) return std::nullopt;
  return from_days(sum);
}

std::string Date::to_string() const {
  const auto [year, month, day] = civil(days_);
  std::string text = year < 0 ? "-" : "";
  number::append_padded(text, year < 0 ? -year : year, 4);
  text += '-';
  number::append_padded(text, month, 2);
  text += '-';
  number::append_padded(text, day, 2);
  return text;
}

std::int64_t months_between(const Date& a, const Date& b) noexcept {
  const Civil from = civil(a.days());
  const Civil to = civil(b.days());
  const std::int64_t months = month_number(to) - month_number(from);
  if (months > 0 && to.day < from.day) return months - 1;
  if (months < 0 && to.day > from.day) return months + 1;
  return months;
}

}  // namespace huice
