// Rounding: dropping digits from a coefficient and fitting a result into 34 digits.
#pragma once

#include <optional>

#include "number/decimal_codec.hpp"

namespace huice::number {

/// What was dropped, against half a unit of the last digit kept.
enum class Tail : std::uint8_t { zero, below_half, half, above_half };

/// Whether the coefficient kept grows by one.
[[nodiscard]] bool grows(Rounding mode, bool negative, bool odd, Tail tail) noexcept;

/// coefficient x 10^exponent as a Decimal, rounded half-even to 34 digits and to the smallest
/// exponent; nothing when it is too large. `inexact` says that the true value lies above the
/// coefficient by less than one; the coefficient must then have at least 35 digits.
[[nodiscard]] std::optional<Decimal> fit(bool negative, const Limbs<4>& coefficient, int exponent,
                                         bool inexact) noexcept;

/// The same for exact results, which mostly need no rounding.
[[nodiscard]] inline std::optional<Decimal> fit(bool negative, Uint128 coefficient,
                                                int exponent) noexcept {
  if (coefficient < coefficient_limit && exponent >= min_exponent && exponent <= max_exponent)
    return DecimalCodec::pack({coefficient, exponent, negative});
  return fit(negative, to_limbs<4>(coefficient), exponent, false);
}

/// Takes trailing zeros off the coefficient while the exponent stays at or below `limit`.
void strip_zeros(DecimalParts& parts, int limit) noexcept;

}  // namespace huice::number
