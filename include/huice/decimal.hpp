// Decimal: exact numbers with 34 significant digits (the semantics of IEEE 754 decimal128).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace huice {

/// How a digit that does not fit is rounded. The names are FEEL's (DMN 1.5, 10.3.4.2).
enum class Rounding : std::uint8_t { half_even, half_up, half_down, up, down, floor, ceiling };

/// A finite decimal number: coefficient x 10^exponent, |coefficient| < 10^34, exponent in
/// [-6176, 6111]. No infinity, no NaN, no negative zero. Trivially copyable, 16 bytes.
///
/// Arithmetic rounds to 34 digits, half-even. An operation without a result (division by zero,
/// overflow of the exponent) gives std::nullopt; FEEL makes null of it.
/// Equality and order are by value: 1.0 == 1.00; the scale is kept for nothing but text.
///
///     auto a = *huice::Decimal::parse("1320.50");
///     auto b = huice::Decimal(3);
///     (*divide(a, b)).to_string();   // "440.1666666666666666666666666666667"
class Decimal {
 public:
  constexpr Decimal() noexcept = default;
  constexpr explicit Decimal(std::int64_t value) noexcept
      : low_(value < 0 ? 0U - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value)),
        high_(value < 0 ? kSign | kBias << kExponentShift : kBias << kExponentShift) {}

  /// coefficient x 10^exponent, exact.
  [[nodiscard]] static Decimal scaled(std::int64_t coefficient, int exponent) noexcept;

  /// Reads "-12.50", ".5", "1.5e3"; whole text, no blanks, no grouping. More than 34 digits round
  /// half-even. Nothing else is a number.
  [[nodiscard]] static std::optional<Decimal> parse(std::string_view text) noexcept;

  [[nodiscard]] bool is_zero() const noexcept { return low_ == 0 && (high_ & kCoefficientMask) == 0; }
  [[nodiscard]] bool is_negative() const noexcept { return (high_ & kSign) != 0; }
  [[nodiscard]] bool is_integer() const noexcept;
  [[nodiscard]] int exponent() const noexcept {
    return static_cast<int>(high_ >> kExponentShift & kExponentMask) - static_cast<int>(kBias);
  }

  /// Plain digits without an exponent and without trailing zeros after the point ("0.1", "-12.5",
  /// "100"); numbers whose plain form would pass 40 characters use "1.5E+60".
  [[nodiscard]] std::string to_string() const;

  /// Exactly `decimals` digits after the point; rounds half-even where there are more ("12.50").
  [[nodiscard]] std::string to_fixed(int decimals) const;

  /// The whole number, when it is one and fits.
  [[nodiscard]] std::optional<std::int64_t> to_int64() const noexcept;
  /// The value truncated towards zero, when that fits.
  [[nodiscard]] std::optional<std::int64_t> truncated_to_int64() const noexcept;
  /// value x 10^scale when that is a whole number that fits in an int64.
  [[nodiscard]] std::optional<std::int64_t> to_scaled_int64(int scale) const noexcept;

  [[nodiscard]] Decimal operator-() const noexcept;
  [[nodiscard]] Decimal abs() const noexcept;

  friend bool operator==(const Decimal& a, const Decimal& b) noexcept { return compare(a, b) == 0; }
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) noexcept { return compare(a, b) <=> 0; }

  /// -1, 0 or 1 by value.
  [[nodiscard]] static int compare(const Decimal& a, const Decimal& b) noexcept;

  /// Hash by value: equal numbers (1.0, 1.00) have equal hashes.
  [[nodiscard]] std::size_t hash() const noexcept;

 private:
  friend class DecimalCodec;  // src/number: packs and unpacks the 128 bits
  // high_: sign(1) biased exponent(14) upper coefficient bits(49); low_: lower 64 coefficient bits.
  static constexpr std::uint64_t kSign = 1ULL << 63;
  static constexpr int kExponentShift = 49;
  static constexpr std::uint64_t kExponentMask = 0x3FFF;
  static constexpr std::uint64_t kCoefficientMask = (1ULL << 49) - 1;
  static constexpr std::uint64_t kBias = 6176;

  std::uint64_t low_ = 0;
  std::uint64_t high_ = kBias << kExponentShift;
};

[[nodiscard]] std::optional<Decimal> add(const Decimal& a, const Decimal& b) noexcept;
[[nodiscard]] std::optional<Decimal> subtract(const Decimal& a, const Decimal& b) noexcept;
[[nodiscard]] std::optional<Decimal> multiply(const Decimal& a, const Decimal& b) noexcept;
[[nodiscard]] std::optional<Decimal> divide(const Decimal& a, const Decimal& b) noexcept;

/// FEEL's modulo: a - b * floor(a / b), computed exactly; the sign is the divisor's.
[[nodiscard]] std::optional<Decimal> modulo(const Decimal& a, const Decimal& b) noexcept;

/// Rounds to `scale` digits after the point (negative: before it). Scale outside [-6111, 6176] gives nothing.
[[nodiscard]] std::optional<Decimal> round(const Decimal& value, std::int64_t scale, Rounding mode) noexcept;

/// base ^ exponent. Whole exponents exactly (rounded once to 34 digits at each step of working precision),
/// others through exp and log; nothing where the result is not a real number.
[[nodiscard]] std::optional<Decimal> power(const Decimal& base, const Decimal& exponent) noexcept;
[[nodiscard]] std::optional<Decimal> square_root(const Decimal& value) noexcept;
[[nodiscard]] std::optional<Decimal> exponential(const Decimal& value) noexcept;
[[nodiscard]] std::optional<Decimal> natural_logarithm(const Decimal& value) noexcept;

}  // namespace huice
