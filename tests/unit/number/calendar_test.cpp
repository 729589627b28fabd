#include "huice/calendar.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace huice {
namespace {

struct Written {
  const char* text;
  const char* shown;  // nullptr: refused
};

template <class T, std::size_t n>
void expect_readings(const Written (&table)[n]) {
  for (const auto& [text, shown] : table) {
    const std::optional<T> value = T::parse(text);
    ASSERT_EQ(value.has_value(), shown != nullptr) << text;
    if (!value) continue;
    EXPECT_EQ(value->to_string(), shown) << text;
    EXPECT_EQ(T::parse(value->to_string())->to_string(), shown) << text;
  }
}

TEST(Date, ReadsTheDatesOfFeelAndNothingElse) {
  expect_readings<Date>({
      {"2026-03-10", "2026-03-10"},
      {"2024-02-29", "2024-02-29"},
      {"2000-02-29", "2000-02-29"},
      {"0000-12-25", "0000-12-25"},
      {"-0000-12-25", "0000-12-25"},
      {"-0001-01-01", "-0001-01-01"},
      {"12345-01-01", "12345-01-01"},
      {"999999999-12-31", "999999999-12-31"},
      {"-999999999-01-01", "-999999999-01-01"},
      {"9999999999-12-25", nullptr},
      {"01211-12-31", nullptr},
      {"211-12-31", nullptr},
      {"+2026-03-10", nullptr},
      {"2023-02-29", nullptr},
      {"1900-02-29", nullptr},
      {"2026-04-31", nullptr},
      {"2026-00-10", nullptr},
      {"2026-13-10", nullptr},
      {"2026-03-00", nullptr},
      {"2026-3-10", nullptr},
      {"2026-03-1", nullptr},
      {"2026-03-100", nullptr},
      {"2026/03/10", nullptr},
      {"20260310", nullptr},
      {"2026-03-10T", nullptr},
      {"2026-03-10Z", nullptr},
      {" 2026-03-10", nullptr},
      {"2026-03-10 ", nullptr},
      {"--2026-03-10", nullptr},
      {"", nullptr},
  });
}

TEST(Date, DaysFollowEachOther) {
  // 400 years and their weeks repeat; every day of them, with the fields counted by hand.
  Date date = *Date::of(1600, 1, 1);
  std::int64_t year = 1600;
  int month = 1;
  int day = 1;
  int day_of_year = 1;
  int weekday = 6;  // a Saturday
  for (int i = 0; i < 146'097; ++i) {
    ASSERT_EQ(date.year(), year);
    ASSERT_EQ(date.month(), month);
    ASSERT_EQ(date.day(), day);
    ASSERT_EQ(date.day_of_year(), day_of_year);
    ASSERT_EQ(date.weekday(), weekday);
    ASSERT_EQ(Date::of(year, month, day), date);
    ASSERT_EQ(date.plus_days(146'097)->to_string().substr(4), date.to_string().substr(4));
    weekday = weekday % 7 + 1;
    ++day_of_year;
    if (!Date::of(year, month, ++day)) {
      day = 1;
      if (++month > 12) {
        month = 1;
        ++year;
        day_of_year = 1;
      }
    }
    ASSERT_LT(date, *date.plus_days(1));
    date = *date.plus_days(1);
  }
  EXPECT_EQ(date.to_string(), "2000-01-01");
}

TEST(Date, EndsWithTheCalendar) {
  const Date first = *Date::of(-999'999'999, 1, 1);
  const Date last = *Date::of(999'999'999, 12, 31);
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
  EXPECT_EQ(first.plus_days(-1), std::nullopt);
  EXPECT_EQ(last.plus_days(1), std::nullopt);
  EXPECT_EQ(last.plus_days(most), std::nullopt);
  EXPECT_EQ(first.plus_days(least), std::nullopt);
  EXPECT_EQ(last.plus_months(1), std::nullopt);
  EXPECT_EQ(first.plus_months(-1), std::nullopt);
  EXPECT_EQ(first.plus_months(least), std::nullopt);
  EXPECT_EQ(Date::from_days(most), std::nullopt);
  EXPECT_EQ(Date::from_days(least), std::nullopt);
  EXPECT_EQ(Date::of(most, 1, 1), std::nullopt);
  EXPECT_EQ(Date::of(2026, std::numeric_limits<int>::min(), 1), std::nullopt);
  EXPECT_EQ(first.plus_months((2 * 999'999'999 + 1) * 12LL - 1)->to_string(), "999999999-12-01");
  EXPECT_EQ(first.plus_days(last.days() - first.days()), last);
  EXPECT_EQ(first.week_of_year(), 1);
  EXPECT_EQ(last.week_of_year(), 52);
  EXPECT_EQ(months_between(first, last), (2 * 999'999'999 + 1) * 12LL - 1);
}

TEST(Date, CountsTheCorrespondingDay) {
  const auto after = [](const char* text, std::int64_t months) {
    return Date::parse(text)->plus_months(months)->to_string();
  };
  EXPECT_EQ(after("2024-02-29", 12), "2025-02-28");
  EXPECT_EQ(after("2024-02-29", 48), "2028-02-29");
  EXPECT_EQ(after("2024-01-31", 1), "2024-02-29");
  EXPECT_EQ(after("2024-12-31", -1), "2024-11-30");
  EXPECT_EQ(after("0000-01-15", -1), "-0001-12-15");
  const auto between = [](const char* a, const char* b) {
    return months_between(*Date::parse(a), *Date::parse(b));
  };
  EXPECT_EQ(between("2024-02-29", "2025-02-28"), 11);
  EXPECT_EQ(between("2014-12-31", "2019-10-01"), 57);
  EXPECT_EQ(between("2014-12-31", "-2019-10-01"), -(4033 * 12 + 2));
  EXPECT_EQ(between("2024-03-01", "2024-02-29"), 0);
  EXPECT_EQ(between("2024-03-31", "2024-02-29"), -1);
}

TEST(Time, ReadsTheTimesOfFeelAndNothingElse) {
  expect_readings<Time>({
      {"00:00:00", "00:00:00"},
      {"24:00:00", "00:00:00"},
      {"24:00:00.000Z", "00:00:00Z"},
      {"23:59:59.999999999", "23:59:59.999999999"},
      {"10:30:00.0001", "10:30:00.0001"},
      {"10:30:00.50", "10:30:00.5"},
      {"10:30:00Z", "10:30:00Z"},
      {"10:30:00+00:00", "10:30:00Z"},
      {"10:30:00-00:00", "10:30:00Z"},
      {"10:30:00+08:00", "10:30:00+08:00"},
      {"10:30:00-01:30:15", "10:30:00-01:30:15"},
      {"10:30:00+01:30:00", "10:30:00+01:30"},
      {"10:30:00-00:00:01", "10:30:00-00:00:01"},
      {"10:30:00+18:00", "10:30:00+18:00"},
      {"10:30:00-18:00:00", "10:30:00-18:00"},
      {"10:30:00@Asia/Shanghai", "10:30:00@Asia/Shanghai"},
      {"10:30:00.5@Etc/GMT+8", "10:30:00.5@Etc/GMT+8"},
      {"24:00:01", nullptr},
      {"24:01:00", nullptr},
      {"25:00:00", nullptr},
      {"23:59:60", nullptr},
      {"00:60:00", nullptr},
      {"10:30", nullptr},
      {"7:30:00", nullptr},
      {"07:1:00", nullptr},
      {"07:01:0", nullptr},
      {"10:30:00.", nullptr},
      {"10:30:00.0123456789", nullptr},
      {"10:30:00,5", nullptr},
      {"10:30:00z", nullptr},
      {"10:30:00ZZ", nullptr},
      {"10:30:00+19:00", nullptr},
      {"10:30:00+18:00:01", nullptr},
      {"10:30:00+08:60", nullptr},
      {"10:30:00+08:00:60", nullptr},
      {"10:30:00+5:00", nullptr},
      {"10:30:00+08", nullptr},
      {"10:30:00+0800", nullptr},
      {"10:30:00+02:00@Europe/Paris", nullptr},
      {"10:30:00Z@Europe/Paris", nullptr},
      {"10:30:00@", nullptr},
      {"10:30:00@Asia Shanghai", nullptr},
      {"10:30:00@Asia/\xE4\xB8\x8A", nullptr},
      {"-10:30:00", nullptr},
      {"T10:30:00", nullptr},
      {"", nullptr},
  });
}

TEST(Time, HasFields) {
  const Time time = *Time::parse("23:05:59.25-08:00");
  EXPECT_EQ(time.hour(), 23);
  EXPECT_EQ(time.minute(), 5);
  EXPECT_EQ(time.second(), 59);
  EXPECT_EQ(time.nanos % 1'000'000'000, 250'000'000);
  EXPECT_EQ(time.zone, (Zone{Zone::Kind::offset, -8 * 3600, {}}));
  EXPECT_EQ(Time::of(23, 5, 59'250'000'000, time.zone)->nanos, time.nanos);
  EXPECT_EQ(Time::of(24, 0, 0, {}), std::nullopt);
  EXPECT_EQ(Time::of(0, 0, 60'000'000'000, {}), std::nullopt);
  EXPECT_EQ(Time::of(0, 0, 0, {Zone::Kind::offset, 18 * 3600 + 1, {}}), std::nullopt);
}

TEST(DateTime, ReadsTheDateTimesOfFeelAndNothingElse) {
  expect_readings<DateTime>({
      {"2017-12-31T11:22:33", "2017-12-31T11:22:33"},
      {"2017-12-31T24:00:00", "2018-01-01T00:00:00"},
      {"2024-02-28T24:00:00@Asia/Shanghai", "2024-02-29T00:00:00@Asia/Shanghai"},
      {"-999999999-12-31T23:59:59.999999999+02:00", "-999999999-12-31T23:59:59.999999999+02:00"},
      {"2018-12-10T10:30:00.0001+05:00:01", "2018-12-10T10:30:00.0001+05:00:01"},
      {"999999999-12-31T24:00:00", nullptr},
      {"2017-12-31", nullptr},
      {"2017-12-31T", nullptr},
      {"2017-12-31 11:22:33", nullptr},
      {"2017-12-31t11:22:33", nullptr},
      {"2011-12-0310:15:30", nullptr},
      {"2017-12-31T24:00:01", nullptr},
      {"2017-02-29T00:00:00", nullptr},
      {"2011-12-03T10:15:30+01:00@Europe/Paris", nullptr},
      {"T10:15:30", nullptr},
  });
}

TEST(MonthsDuration, ReadsYearsAndMonthsOnly) {
  expect_readings<MonthsDuration>({
      {"P1Y6M", "P1Y6M"},
      {"-P2M", "-P2M"},
      {"P26M", "P2Y2M"},
      {"P0Y", "P0M"},
      {"-P0M", "P0M"},
      {"P999999999M", "P83333333Y3M"},
      {"P9223372036854775807M", "P768614336404564650Y7M"},
      {"-P9223372036854775808M", nullptr},
      {"P9223372036854775808M", nullptr},
      {"P999999999999999999Y", nullptr},
      {"P99999999999999999999999Y", nullptr},
      {"P", nullptr},
      {"P0", nullptr},
      {"P1H", nullptr},
      {"P1M1Y", nullptr},
      {"P1Y1Y", nullptr},
      {"P1.5Y", nullptr},
      {"P-1Y", nullptr},
      {"+P1Y", nullptr},
      {"P1D", nullptr},
      {"P1YT", nullptr},
      {"p1y", nullptr},
      {"1Y", nullptr},
      {"", nullptr},
  });
}

TEST(DaysDuration, ReadsDaysAndTimesOnly) {
  expect_readings<DaysDuration>({
      {"P2DT3H4M5.5S", "P2DT3H4M5.5S"},
      {"-PT0.5S", "-PT0.5S"},
      {"PT50H", "P2DT2H"},
      {"P0D", "PT0S"},
      {"-PT0S", "PT0S"},
      {"PT0.S", "PT0S"},
      {"PT5.S", "PT5S"},
      {"PT1.000000001S", "PT1.000000001S"},
      {"-P1DT0.000000001S", "-P1DT0.000000001S"},
      {"PT1H1S", "PT1H1S"},
      {"P1DT1S", "P1DT1S"},
      {"PT9223372036854775807.999999999S", "P106751991167300DT15H30M7.999999999S"},
      {"-PT9223372036854775807.5S", "-P106751991167300DT15H30M7.5S"},
      {"PT9223372036854775808S", nullptr},
      {"P106751991167301D", nullptr},
      {"P106751991167300DT999999H", nullptr},
      {"PT0.0123456789S", nullptr},
      {"PT.5S", nullptr},
      {"PT1.5H", nullptr},
      {"P", nullptr},
      {"PT", nullptr},
      {"P1DT", nullptr},
      {"P0", nullptr},
      {"P1H", nullptr},
      {"P1S", nullptr},
      {"PT1D", nullptr},
      {"PT1S1H", nullptr},
      {"PT1H1H", nullptr},
      {"P1M", nullptr},
      {"P1Y1D", nullptr},
      {"P-1D", nullptr},
      {"P1W", nullptr},
      {"PT1S ", nullptr},
      {"", nullptr},
  });
}

TEST(DaysDuration, NanosCountUpwards) {
  EXPECT_EQ(DaysDuration::parse("-PT0.5S"), (DaysDuration{-1, 500'000'000}));
  EXPECT_EQ((DaysDuration{std::numeric_limits<std::int64_t>::min(), 0}).to_string(),
            "-P106751991167300DT15H30M8S");
  EXPECT_EQ((MonthsDuration{std::numeric_limits<std::int64_t>::min()}).to_string(),
            "-P768614336404564650Y8M");
  EXPECT_LT(*DaysDuration::parse("-PT0.5S"), *DaysDuration::parse("-PT0.25S"));
}

}  // namespace
}  // namespace huice
