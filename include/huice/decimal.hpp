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
      : low_(value < 0 ? 0U - static_cast<std::uint64_t>(value)
                       : static_cast<std::uint64_t>(value)),
        high_(value < 0 ? sign_bit | bias << exponent_shift : bias << exponent_shift) {}

  /// coefficient x 10^exponent, exact. The exponent is taken as the nearest of [-6176, 6111].
  [[nodiscard]] static Decimal scaled(std::int64_t coefficient, int exponent) noexcept;

  /// Reads "-12.50", ".5", "1.5e3", "1.5E+3"; whole text, no blanks, no grouping, no plus sign, a
  /// digit after every point. More than 34 digits round half-even. Nothing else is a number, nor is
  /// a number beyond the largest exponent; one below the smallest is rounded there.
  [[nodiscard]] static std::optional<Decimal> parse(std::string_view text) noexcept;

  [[nodiscard]] bool is_zero() const noexcept {
    return low_ == 0 && (high_ & coefficient_mask) == 0;
  }
  [[nodiscard]] bool is_negative() const noexcept { return (high_ & sign_bit) != 0; }
  [[nodiscard]] bool is_integer() const noexcept;
  [[nodiscard]] int exponent() const noexcept {
    return static_cast<int>(high_ >> exponent_shift & exponent_mask) - static_cast<int>(bias);
  }

  /// Plain digits without an exponent and without trailing zeros after the point ("0.1", "-12.5",
  /// "100"); numbers whose plain form would pass 40 characters, the sign not counted, use
  /// "1.5E+60". parse() reads back the same value.
  [[nodiscard]] std::string to_string() const;

  /// Exactly `decimals` digits after the point (0 to 6176; taken as the nearest of these); rounds
  /// half-even where there are more ("12.50"). A value that rounds to zero has no sign.
  [[nodiscard]] std::string to_fixed(int decimals) const;

  /// The whole number, when it is one and fits.
  [[nodiscard]] std::optional<std::int64_t> to_int64() const noexcept;
  /// The value truncated towards zero, when that fits.
  [[nodiscard]] std::optional<std::int64_t> truncated_to_int64() const noexcept;
  /// value x 10^scale when that is a whole number that fits in an int64.
  [[nodiscard]] std::optional<std::int64_t> to_scaled_int64(int scale) const noexcept;

  [[nodiscard]] Decimal operator-() const noexcept {
    return is_zero() ? *this : Decimal(low_, high_ ^ sign_bit);
  }
  [[nodiscard]] Decimal abs() const noexcept { return Decimal(low_, high_ & ~sign_bit); }

  friend bool operator==(const Decimal& a, const Decimal& b) noexcept { return compare(a, b) == 0; }
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) noexcept {
    return compare(a, b) <=> 0;
  }

  /// -1, 0 or 1 by value.
  [[nodiscard]] static int compare(const Decimal& a, const Decimal& b) noexcept {
    if (a.high_ != b.high_) return compare_unlike(a, b);
    if (a.low_ == b.low_) return 0;
    return (a.low_ < b.low_) != a.is_negative() ? -1 : 1;
  }

  /// Hash by value: equal numbers (1.0, 1.00) have equal hashes.
  [[nodiscard]] std::size_t hash() const noexcept;

 private:
  friend class DecimalCodec;  // src/number: packs and unpacks the 128 bits
  friend std::optional<Decimal> add(const Decimal& a, const Decimal& b) noexcept;

  constexpr Decimal(std::uint64_t low, std::uint64_t high) noexcept : low_(low), high_(high) {}
  // The operands of any sign, scale and size; the members and functions above begin with the case
  // that money and counts are: one scale, coefficients below 2^64.
  [[nodiscard]] static int compare_unlike(const Decimal& a, const Decimal& b) noexcept;
  [[nodiscard]] static std::optional<Decimal> add_unlike(const Decimal& a,
                                                         const Decimal& b) noexcept;

  // high_: sign(1) biased exponent(14) upper coefficient bits(49); low_: lower 64 coefficient bits.
  static constexpr std::uint64_t sign_bit = 1ULL << 63;
  static constexpr int exponent_shift = 49;
  static constexpr std::uint64_t exponent_mask = 0x3FFF;
  static constexpr std::uint64_t coefficient_mask = (1ULL << 49) - 1;
  static constexpr std::uint64_t bias = 6176;

  std::uint64_t low_ = 0;
  std::uint64_t high_ = bias << exponent_shift;
};

[[nodiscard]] std::optional<Decimal> add(const Decimal& a, const Decimal& b) noexcept;
[[nodiscard]] std::optional<Decimal> subtract(const Decimal& a, const Decimal& b) noexcept;
[[nodiscard]] std::optional<Decimal> multiply(const Decimal& a, const Decimal& b) noexcept;
[[nodiscard]] std::optional<Decimal> divide(const Decimal& a, const Decimal& b) noexcept;

/// FEEL's modulo: a - b * floor(a / b); the quotient is exact whatever its length, the result is
/// rounded once (so it may reach b when a is a tiny number of the other sign). Its sign is the
/// divisor's.
[[nodiscard]] std::optional<Decimal> modulo(const Decimal& a, const Decimal& b) noexcept;

/// Rounds to `scale` digits after the point (negative: before it). Scale outside [-6111, 6176]
/// gives nothing.
[[nodiscard]] std::optional<Decimal> round(const Decimal& value, std::int64_t scale,
                                           Rounding mode) noexcept;

/// base ^ exponent. Whole exponents below 2^31 by multiplication, rounded once; others through exp
/// and ln, correct to 34 digits save for a possible last digit. 0 ^ 0 is 1; nothing where the
/// result is not a real number or too large.
[[nodiscard]] std::optional<Decimal> power(const Decimal& base, const Decimal& exponent) noexcept;
/// Rounded once; nothing for negative numbers.
[[nodiscard]] std::optional<Decimal> square_root(const Decimal& value) noexcept;
/// e ^ value.
[[nodiscard]] std::optional<Decimal> exponential(const Decimal& value) noexcept;
/// Nothing unless the value is positive.
[[nodiscard]] std::optional<Decimal> natural_logarithm(const Decimal& value) noexcept;

inline std::optional<Decimal> add(const Decimal& a, const Decimal& b) noexcept {
  const std::uint64_t unlike = a.high_ ^ b.high_;
  if (((unlike & ~Decimal::sign_bit) | (a.high_ & Decimal::coefficient_mask)) != 0)
    return Decimal::add_unlike(a, b);
  if (unlike == 0) {
    const std::uint64_t sum = a.low_ + b.low_;
    return sum < a.low_ ? Decimal::add_unlike(a, b) : Decimal(sum, a.high_);
  }
  if (a.low_ == b.low_) return Decimal(0U, a.high_ & ~Decimal::sign_bit);
  return a.low_ > b.low_ ? Decimal(a.low_ - b.low_, a.high_) : Decimal(b.low_ - a.low_, b.high_);
}

inline std::optional<Decimal> subtract(const Decimal& a, const Decimal& b) noexcept {
  return add(a, -b);
}

}  // namespace huice
