// Fixed point of 64 whole and 384 fractional bits (115 digits): the working precision of exp and
// ln. ln(1 - 10^-33) is a tie of 34 digits and something at the 100th place: the hardest there is.
#pragma once

#include "number/limbs.hpp"

namespace huice::number {

inline constexpr std::size_t fraction_limbs = 6;

/// limbs / 2^384, not negative.
using Fixed = Limbs<fraction_limbs + 1>;

constexpr Fixed fixed(std::uint64_t whole) noexcept {
  Fixed value;
  value.limb[fraction_limbs] = whole;
  return value;
}

[[nodiscard]] constexpr std::uint64_t whole_part(const Fixed& value) noexcept {
  return value.limb[fraction_limbs];
}

/// Precondition: the product is below 2^64.
[[nodiscard]] constexpr Fixed fixed_multiply(const Fixed& a, const Fixed& b) noexcept {
  return slice<fraction_limbs + 1>(multiply(a, b), fraction_limbs);
}

/// Precondition: the quotient is below 2^64, b != 0.
[[nodiscard]] constexpr Fixed fixed_divide(const Fixed& a, const Fixed& b) noexcept {
  Limbs<2 * fraction_limbs + 1> dividend;
  for (std::size_t i = 0; i <= fraction_limbs; ++i) dividend.limb[i + fraction_limbs] = a.limb[i];
  return slice<fraction_limbs + 1>(divide(dividend, b).quotient);
}

[[nodiscard]] constexpr Fixed fixed_divide(Fixed a, std::uint64_t divisor) noexcept {
  divide_by_word(a, divisor);
  return a;
}

/// ln(10).
[[nodiscard]] const Fixed& fixed_ln10() noexcept;

/// e ^ x for x in [0, ln(10)).
[[nodiscard]] Fixed fixed_exp(const Fixed& x) noexcept;

/// ln(x) for x in [1, 10).
[[nodiscard]] Fixed fixed_ln(const Fixed& x) noexcept;

}  // namespace huice::number
