// Floats and points in time as what a fact can be.
#include "arrow/convert.hpp"

#include <gtest/gtest.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <string>

#include "huice/decimal.hpp"

namespace huice::arrow {

namespace {

template <class T>
Raw raw(const std::vector<T>& values) {
  return {values.data(), nullptr, 0, static_cast<std::int64_t>(values.size())};
}

bool is_known(const Column& column, std::size_t i) {
  return (column.validity[i >> 3] >> (i & 7) & 1U) != 0;
}

std::string text_at(const Column& column, std::size_t i) {
  const auto* offsets = static_cast<const std::int64_t*>(column.offsets);
  return {static_cast<const char*>(column.values) + offsets[i],
          static_cast<std::size_t>(offsets[i + 1] - offsets[i])};
}

std::optional<Decimal> number_at(const Column& column, std::size_t i) {
  if (column.layout == Layout::large_texts) return Decimal::parse(text_at(column, i));
  return Decimal::scaled(static_cast<const std::int64_t*>(column.values)[i], -column.scale);
}

template <class T>
void expect_shortest(const std::vector<T>& values, Layout layout) {
  Converted memory;
  const Column column = read_floats(std::is_same_v<T, float> ? "f" : "g", raw(values), memory);
  EXPECT_EQ(column.layout, layout);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) {
      EXPECT_FALSE(is_known(column, i));
      continue;
    }
    std::array<char, 40> digits;
    const auto [end, failed] =
        std::to_chars(digits.data(), digits.data() + digits.size(), values[i]);
    ASSERT_TRUE(is_known(column, i));
    EXPECT_EQ(number_at(column, i), Decimal::parse({digits.data(), end})) << values[i];
  }
}

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(Floats, AreTheShortestDecimal) {
  expect_shortest<double>({0.0, -0.0, 1580.5, nan, 0.1, 999'999'999'999.99, -3.25}, Layout::int64);
  expect_shortest<double>({0.1 + 0.2, 1e15, 1e300, 5e-324, 1.0 / 3, nan}, Layout::large_texts);
  expect_shortest<float>({0.1F, 830.5F, 999.5F, -0.001F}, Layout::int64);
  expect_shortest<float>({123'456'789.0F, 1e-20F, 16'777'217.0F}, Layout::large_texts);
  // One scale for all would pass the digits that are safe.
  expect_shortest<double>({0.000001, 123'456'789'012.0}, Layout::large_texts);
}

TEST(Floats, OfAnyBitsAreTheShortestDecimal) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 2000; ++round) {
    const std::uint64_t bits = random();
    double wide = 0;
    float narrow = 0;
    std::memcpy(&wide, &bits, sizeof wide);
    std::memcpy(&narrow, &bits, sizeof narrow);
    const double cents = static_cast<double>(bits % 100'000'000'000) / 100;
    for (const double value : {wide, cents, static_cast<double>(narrow)}) {
      if (std::isinf(value)) continue;
      Converted memory;
      const Column column = read_floats("g", raw(std::vector{value}), memory);
      expect_shortest<double>({value}, column.layout);
    }
    if (std::isinf(narrow)) continue;
    Converted memory;
    const Column column = read_floats("f", raw(std::vector{narrow}), memory);
    expect_shortest<float>({narrow}, column.layout);
  }
}

TEST(Floats, InfinityIsNoNumber) {
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<double> values{1.5, infinity, -infinity};
  Converted memory;
  const Column column = read_floats("g", raw(values), memory);
  EXPECT_EQ(text_at(column, 0), "1.5");
  EXPECT_FALSE(number_at(column, 1));
  EXPECT_FALSE(number_at(column, 2));
}

TEST(Times, AtMidnightAreDays) {
  const std::vector<std::int64_t> values{77, -86'400, 0, 86'400, 1'773'100'800};
  const std::uint8_t validity = 0b10101;
  Converted memory;
  Raw given = raw(values);
  given.validity = &validity;
  given.offset = 1;
  given.length = 4;
  const Column column = read_times(*units_a_day("tss:"), given, memory);
  ASSERT_EQ(column.layout, Layout::int32);
  EXPECT_FALSE(is_known(column, 0));
  EXPECT_TRUE(is_known(column, 1));
  EXPECT_EQ(static_cast<const std::int32_t*>(column.values)[1], 0);
  EXPECT_EQ(static_cast<const std::int32_t*>(column.values)[3], 20'522);
}

TEST(Times, BetweenMidnightsAreNoDates) {
  const std::vector<std::int64_t> values{-1, 86'400'000'000, 3'661'000'000,
                                         std::numeric_limits<std::int64_t>::min()};
  Converted memory;
  const Column column = read_times(*units_a_day("tsu:"), raw(values), memory);
  ASSERT_EQ(column.layout, Layout::large_texts);
  EXPECT_EQ(text_at(column, 0), "1969-12-31T23:59:59");
  EXPECT_EQ(text_at(column, 1), "1970-01-02");
  EXPECT_EQ(text_at(column, 2), "1970-01-01T01:01:01");
  EXPECT_FALSE(Date::parse(text_at(column, 3)));
}

TEST(Times, OfAZoneAreNotRead) {
  EXPECT_FALSE(units_a_day("tss:Asia/Shanghai"));
  EXPECT_EQ(units_a_day("tdm"), 86'400'000);
}

}  // namespace

}  // namespace huice::arrow
