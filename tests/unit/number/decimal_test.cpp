#include "huice/decimal.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <type_traits>
#include <vector>

namespace huice {
namespace {

static_assert(sizeof(Decimal) == 16 && std::is_trivially_copyable_v<Decimal>);
static_assert(std::is_trivially_copyable_v<std::optional<Decimal>>);

constexpr std::int64_t int64_max = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t int64_min = std::numeric_limits<std::int64_t>::min();

Decimal number(const std::string& text) { return Decimal::parse(text).value(); }

/// A number written twice: as short as it can be, and with zeros up to 34 digits. The first takes
/// the 64-bit paths, the second the wide ones.
struct Twice {
  Decimal brief;
  Decimal padded;
};

class Sampler {
 public:
  Twice next() {
    std::string digits = std::to_string(below(9) + 1);
    for (std::uint64_t length = below(18); length > 0; --length)
      digits += std::to_string(below(10));
    const std::string sign = below(2) == 0 ? "" : "-";
    const int exponent = static_cast<int>(below(30)) - 20;
    const int zeros = 34 - static_cast<int>(digits.size());
    return {number(sign + digits + "E" + std::to_string(exponent)),
            number(sign + digits + std::string(static_cast<std::size_t>(zeros), '0') + "E" +
                   std::to_string(exponent - zeros))};
  }

 private:
  std::uint64_t below(std::uint64_t limit) { return generator_() % limit; }
  std::mt19937_64 generator_{20250414};
};

TEST(Decimal, IsOneValueHoweverItIsWritten) {
  Sampler sampler;
  for (int i = 0; i < 2000; ++i) {
    const Twice x = sampler.next();
    ASSERT_NE(x.brief.exponent(), x.padded.exponent());
    EXPECT_EQ(x.brief, x.padded) << x.brief.to_string();
    EXPECT_EQ(x.brief.hash(), x.padded.hash()) << x.brief.to_string();
    EXPECT_EQ(x.brief.to_string(), x.padded.to_string());
    EXPECT_EQ(x.brief.is_integer(), x.padded.is_integer()) << x.brief.to_string();
    EXPECT_EQ(x.brief.to_int64(), x.padded.to_int64()) << x.brief.to_string();
    EXPECT_EQ(x.brief.truncated_to_int64(), x.padded.truncated_to_int64()) << x.brief.to_string();
  }
}

TEST(Decimal, ShortAndWideArithmeticAgree) {
  using Operation = std::optional<Decimal> (*)(const Decimal&, const Decimal&);
  const std::vector<Operation> operations = {add, subtract, multiply, divide, modulo};
  Sampler sampler;
  for (int i = 0; i < 2000; ++i) {
    const Twice a = sampler.next();
    const Twice b = sampler.next();
    for (std::size_t j = 0; j < operations.size(); ++j) {
      const std::optional<Decimal> brief = operations[j](a.brief, b.brief);
      const std::string shown = a.brief.to_string() + " " + b.brief.to_string();
      EXPECT_EQ(brief, operations[j](a.padded, b.padded)) << j << " " << shown;
      EXPECT_EQ(brief, operations[j](a.brief, b.padded)) << j << " " << shown;
    }
    EXPECT_EQ(a.brief <=> b.brief, a.padded <=> b.padded);
    for (int scale = -4; scale < 12; scale += 3) {
      for (const Rounding mode : {Rounding::half_even, Rounding::half_up, Rounding::floor})
        EXPECT_EQ(round(a.brief, scale, mode), round(a.padded, scale, mode)) << a.brief.to_string();
    }
  }
}

TEST(Decimal, OrderIsTheSignOfTheDifference) {
  Sampler sampler;
  std::vector<Decimal> numbers = {Decimal(0),        Decimal(1),         number("9.999E+6144"),
                                  number("1E-6176"), number("-1E-6176"), number("-9.999E+6144"),
                                  number("0E+6000"), number("1E+30"),    number("1.000E+30")};
  for (int i = 0; i < 60; ++i) numbers.push_back(sampler.next().padded);
  for (const Decimal& a : numbers) {
    for (const Decimal& b : numbers) {
      const Decimal difference = subtract(a, b).value_or(a);
      const int sign = difference.is_zero() ? 0 : difference.is_negative() ? -1 : 1;
      EXPECT_EQ(Decimal::compare(a, b), sign) << a.to_string() << " " << b.to_string();
      EXPECT_EQ(a == b, sign == 0);
    }
  }
}

TEST(Decimal, ModuloHasTheSignAndTheBoundOfTheDivisor) {
  Sampler sampler;
  for (int i = 0; i < 2000; ++i) {
    const Decimal a = sampler.next().brief;
    const Decimal b = sampler.next().brief;
    const Decimal rest = modulo(a, b).value();
    EXPECT_LE(rest.abs(), b.abs()) << a.to_string() << " " << b.to_string();
    EXPECT_TRUE(rest.is_zero() || rest.is_negative() == b.is_negative());
  }
}

struct Written {
  const char* text;
  const char* shown;  // nullptr: not a number
};

TEST(Decimal, ReadsTheNumbersOfFeelAndNothingElse) {
  const Written table[] = {
      {"0", "0"},
      {"-0", "0"},
      {"-0.00", "0"},
      {"0E-9999999999999999999", "0"},
      {"0E+9999999999999999999", "0"},
      {"007", "7"},
      {".5", "0.5"},
      {"-.872", "-0.872"},
      {"1.50", "1.5"},
      {"100", "100"},
      {"1E+2", "100"},
      {"1.5e3", "1500"},
      {"1.5E+60", "1.5E+60"},
      {"-125E-62", "-1.25E-60"},
      {"1E+39", "1000000000000000000000000000000000000000"},
      {"1E+40", "1E+40"},
      {"-1E-38", "-0.00000000000000000000000000000000000001"},
      {"1E-39", "1E-39"},
      {"9999999999999999999999999999999999", "9999999999999999999999999999999999"},
      {"99999999999999999999999999999999995", "100000000000000000000000000000000000"},
      {"9.999999999999999999999999999999999E+6144", "9.999999999999999999999999999999999E+6144"},
      {"9.9999999999999999999999999999999995E+6144", nullptr},
      {"1E+6144", "1E+6144"},
      {"1E+6145", nullptr},
      {"1E-6176", "1E-6176"},
      {"5E-6177", "0"},
      {"5.1E-6177", "1E-6176"},
      {"1E-9999999999999999999999", "0"},
      {"1E+9999999999999999999999", nullptr},
      {"", nullptr},
      {"-", nullptr},
      {".", nullptr},
      {"5.", nullptr},
      {"+5", nullptr},
      {"--5", nullptr},
      {" 5", nullptr},
      {"5 ", nullptr},
      {"1,000", nullptr},
      {"1_000", nullptr},
      {"1.2.3", nullptr},
      {"1e", nullptr},
      {"1e+", nullptr},
      {"e5", nullptr},
      {"0x10", nullptr},
      {"NaN", nullptr},
      {"Infinity", nullptr},
      {"\xEF\xBC\x91", nullptr},  // a full-width one
  };
  for (const auto& [text, shown] : table) {
    const std::optional<Decimal> value = Decimal::parse(text);
    ASSERT_EQ(value.has_value(), shown != nullptr) << text;
    if (!value) continue;
    EXPECT_EQ(value->to_string(), shown) << text;
    EXPECT_EQ(Decimal::parse(value->to_string()), value) << text;
  }
  EXPECT_EQ(Decimal::parse(std::string_view("1\0", 2)), std::nullopt);
}

TEST(Decimal, ShowsAFixedNumberOfDecimals) {
  EXPECT_EQ(number("12.5").to_fixed(2), "12.50");
  EXPECT_EQ(number("12.345").to_fixed(2), "12.34");
  EXPECT_EQ(number("-12.355").to_fixed(2), "-12.36");
  EXPECT_EQ(number("-0.004").to_fixed(2), "0.00");
  EXPECT_EQ(number("999.995").to_fixed(2), "1000.00");
  EXPECT_EQ(number("0").to_fixed(3), "0.000");
  EXPECT_EQ(number("3E+3").to_fixed(1), "3000.0");
  EXPECT_EQ(number("2.5").to_fixed(0), "2");
  EXPECT_EQ(number("2.5").to_fixed(-1), "2");
  EXPECT_EQ(number("1E+6144").to_fixed(2).size(), 6148U);
  EXPECT_EQ(number("1").to_fixed(std::numeric_limits<int>::max()).size(), 6178U);
}

struct Whole {
  const char* text;
  std::optional<std::int64_t> exact;
  std::optional<std::int64_t> truncated;
  std::optional<std::int64_t> cents;
};

TEST(Decimal, BecomesAnIntegerWhereItIsOne) {
  const Whole table[] = {
      {"0", 0, 0, 0},
      {"0E+6000", 0, 0, 0},
      {"-7.00", -7, -7, -700},
      {"12.5", std::nullopt, 12, 1250},
      {"-12.555", std::nullopt, -12, std::nullopt},
      {"1E+18", 1'000'000'000'000'000'000, 1'000'000'000'000'000'000, std::nullopt},
      {"1E+19", std::nullopt, std::nullopt, std::nullopt},
      {"9223372036854775807", int64_max, int64_max, std::nullopt},
      {"9223372036854775807.9", std::nullopt, int64_max, std::nullopt},
      {"9223372036854775808", std::nullopt, std::nullopt, std::nullopt},
      {"-9223372036854775808", int64_min, int64_min, std::nullopt},
      {"-9223372036854775809", std::nullopt, std::nullopt, std::nullopt},
      {"-92233720368547758.08", std::nullopt, -92233720368547758, int64_min},
      {"1E-6176", std::nullopt, 0, std::nullopt},
      {"5.000000000000000000000000000000000", 5, 5, 500},
  };
  for (const auto& [text, exact, truncated, cents] : table) {
    const Decimal value = number(text);
    EXPECT_EQ(value.to_int64(), exact) << text;
    EXPECT_EQ(value.truncated_to_int64(), truncated) << text;
    EXPECT_EQ(value.to_scaled_int64(2), cents) << text;
  }
  EXPECT_EQ(number("1").to_scaled_int64(std::numeric_limits<int>::min()), std::nullopt);
  EXPECT_EQ(number("1").to_scaled_int64(std::numeric_limits<int>::max()), std::nullopt);
  for (const std::int64_t value : {std::int64_t{0}, std::int64_t{-1}, int64_max, int64_min}) {
    EXPECT_EQ(Decimal(value).to_int64(), value);
    EXPECT_EQ(Decimal(value).to_string(), std::to_string(value));
    EXPECT_EQ(Decimal::scaled(value, -2).to_scaled_int64(2), value);
  }
  EXPECT_EQ(Decimal::scaled(1, -7000), number("1E-6176"));
  EXPECT_EQ(Decimal::scaled(1, 7000), number("1E+6111"));
}

TEST(Decimal, HasNoNegativeZero) {
  for (const Decimal& zero :
       {-Decimal(0), number("-0.0"), *multiply(Decimal(-1), Decimal(0)),
        *add(Decimal(-5), Decimal(5)), *divide(Decimal(0), Decimal(-3)),
        *modulo(Decimal(-6), Decimal(3)), *round(number("-0.4"), 0, Rounding::half_up),
        *multiply(number("-1E-6176"), number("0.1")), *power(number("-1E-5000"), Decimal(3))}) {
    EXPECT_TRUE(zero.is_zero());
    EXPECT_FALSE(zero.is_negative());
    EXPECT_EQ(zero.to_string(), "0");
  }
}

TEST(Decimal, GivesNothingWhereThereIsNoResult) {
  const Decimal largest = number("9.999999999999999999999999999999999E+6144");
  EXPECT_EQ(divide(Decimal(1), Decimal(0)), std::nullopt);
  EXPECT_EQ(divide(Decimal(0), Decimal(0)), std::nullopt);
  EXPECT_EQ(modulo(Decimal(1), number("0.00")), std::nullopt);
  EXPECT_EQ(add(largest, largest), std::nullopt);
  EXPECT_EQ(subtract(-largest, largest), std::nullopt);
  EXPECT_EQ(multiply(largest, Decimal(2)), std::nullopt);
  EXPECT_EQ(divide(largest, number("0.1")), std::nullopt);
  EXPECT_EQ(round(largest, -6111, Rounding::up), largest);
  EXPECT_EQ(power(Decimal(0), Decimal(-1)), std::nullopt);
  EXPECT_EQ(power(Decimal(-8), number("0.5")), std::nullopt);
  EXPECT_EQ(power(largest, Decimal(2)), std::nullopt);
  EXPECT_EQ(power(Decimal(2), number("1E+40")), std::nullopt);
  EXPECT_EQ(power(Decimal(2), number("-1E+6000")), Decimal(0));
  EXPECT_EQ(square_root(Decimal(-1)), std::nullopt);
  EXPECT_EQ(exponential(number("1E+6000")), std::nullopt);
  EXPECT_EQ(natural_logarithm(Decimal(0)), std::nullopt);
  EXPECT_EQ(natural_logarithm(Decimal(-1)), std::nullopt);
}

}  // namespace
}  // namespace huice
