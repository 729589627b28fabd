// The 128 bits of a Decimal and the three parts they stand for.
#pragma once

#include "huice/decimal.hpp"
#include "number/powers_of_ten.hpp"

namespace huice {

namespace number {

inline constexpr int kPrecision = 34;
inline constexpr int kMinExponent = -6176;
inline constexpr int kMaxExponent = 6111;
inline constexpr Uint128 kCoefficientLimit = power_of_ten(kPrecision);

struct DecimalParts {
  Uint128 coefficient = 0;
  int exponent = 0;
  bool negative = false;
};

}  // namespace number

class DecimalCodec {
 public:
  [[nodiscard]] static number::DecimalParts unpack(const Decimal& value) noexcept {
    return {
        static_cast<number::Uint128>(value.high_ & Decimal::kCoefficientMask) << 64 | value.low_,
        value.exponent(), value.is_negative()};
  }

  /// Precondition: coefficient < 10^34, exponent in [kMinExponent, kMaxExponent].
  [[nodiscard]] static Decimal pack(const number::DecimalParts& parts) noexcept {
    const bool negative = parts.negative && parts.coefficient != 0;
    const auto biased = static_cast<std::uint64_t>(parts.exponent - number::kMinExponent);
    return {number::low_word(parts.coefficient), (negative ? Decimal::kSign : 0) |
                                                     biased << Decimal::kExponentShift |
                                                     number::high_word(parts.coefficient)};
  }

  /// True when both coefficients are below 2^64.
  [[nodiscard]] static bool are_short(const Decimal& a, const Decimal& b) noexcept {
    return ((a.high_ | b.high_) & Decimal::kCoefficientMask) == 0;
  }
  [[nodiscard]] static bool is_short(const Decimal& value) noexcept {
    return (value.high_ & Decimal::kCoefficientMask) == 0;
  }
  /// The lower 64 bits of the coefficient.
  [[nodiscard]] static std::uint64_t short_coefficient(const Decimal& value) noexcept {
    return value.low_;
  }
};

}  // namespace huice
