// The 128 bits of a Decimal and the three parts they stand for.
#pragma once

#include "huice/decimal.hpp"
#include "number/powers_of_ten.hpp"

namespace huice {

namespace number {

inline constexpr int precision = 34;
inline constexpr int min_exponent = -6176;
inline constexpr int max_exponent = 6111;
inline constexpr Uint128 coefficient_limit = power_of_ten(precision);

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
        static_cast<number::Uint128>(value.high_ & Decimal::coefficient_mask) << 64 | value.low_,
        value.exponent(), value.is_negative()};
  }

  /// Precondition: coefficient < 10^34, exponent in [min_exponent, max_exponent].
  [[nodiscard]] static Decimal pack(const number::DecimalParts& parts) noexcept {
    const bool negative = parts.negative && parts.coefficient != 0;
    const auto biased = static_cast<std::uint64_t>(parts.exponent - number::min_exponent);
    return {number::low_word(parts.coefficient), (negative ? Decimal::sign_bit : 0) |
                                                     biased << Decimal::exponent_shift |
                                                     number::high_word(parts.coefficient)};
  }

  /// True when both coefficients are below 2^64.
  [[nodiscard]] static bool are_short(const Decimal& a, const Decimal& b) noexcept {
    return ((a.high_ | b.high_) & Decimal::coefficient_mask) == 0;
  }
  [[nodiscard]] static bool is_short(const Decimal& value) noexcept {
    return (value.high_ & Decimal::coefficient_mask) == 0;
  }
  /// The lower 64 bits of the coefficient.
  [[nodiscard]] static std::uint64_t short_coefficient(const Decimal& value) noexcept {
    return value.low_;
  }
};

}  // namespace huice
