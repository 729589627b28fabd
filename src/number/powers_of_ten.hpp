// Powers of ten and counts of decimal digits.
#pragma once

#include <array>
#include <cstdint>

#include "number/limbs.hpp"

namespace huice::number {

inline constexpr int powers_in_256_bits = 78;  ///< 10^0 .. 10^77 fit in 256 bits
inline constexpr int powers_in_128_bits = 39;  ///< 10^0 .. 10^38 fit in 128 bits
inline constexpr int powers_in_64_bits = 20;   ///< 10^0 .. 10^19 fit in 64 bits

namespace detail {

inline constexpr std::array<Limbs<4>, powers_in_256_bits> powers_of_ten = [] {
  std::array<Limbs<4>, powers_in_256_bits> table{};
  table[0].limb[0] = 1;
  Limbs<1> ten;
  ten.limb[0] = 10;
  for (std::size_t i = 1; i < table.size(); ++i) table[i] = slice<4>(multiply(table[i - 1], ten));
  return table;
}();

}  // namespace detail

constexpr const Limbs<4>& wide_power_of_ten(int n) noexcept {
  return detail::powers_of_ten[static_cast<std::size_t>(n)];
}
constexpr Uint128 power_of_ten(int n) noexcept { return wide_power_of_ten(n).low128(); }
constexpr std::uint64_t short_power_of_ten(int n) noexcept { return wide_power_of_ten(n).limb[0]; }

namespace detail {

/// floor(bits * log10(2)); exact for widths up to 256.
constexpr int digits_below(int bits) noexcept { return bits * 1233 >> 12; }

}  // namespace detail

/// How many decimal digits the number has; 0 has none.
constexpr int digit_count(Uint128 value) noexcept {
  const int bits =
      high_word(value) != 0 ? 64 + bit_width(high_word(value)) : bit_width(low_word(value));
  const int digits = detail::digits_below(bits);
  return value >= power_of_ten(digits) ? digits + 1 : digits;
}

constexpr int digit_count(const Limbs<4>& value) noexcept {
  const int digits = detail::digits_below(bit_width(value));
  return value >= wide_power_of_ten(digits) ? digits + 1 : digits;
}

}  // namespace huice::number
