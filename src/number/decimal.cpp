// What a Decimal is: whole or not, as an integer, its hash.
#include "huice/decimal.hpp"

#include <limits>

#include "number/decimal_rounding.hpp"

namespace huice {

using number::DecimalParts;
using number::Uint128;

namespace {

std::optional<std::int64_t> signed_value(Uint128 magnitude, bool negative) noexcept {
  constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (magnitude > Uint128{largest} + (negative ? 1 : 0)) return std::nullopt;
  const std::uint64_t word = number::low_word(magnitude);
  return static_cast<std::int64_t>(negative ? 0U - word : word);
}

/// coefficient x 10^exponent, cut off at the point. `exact`: nothing when that loses something.
std::optional<std::int64_t> whole_part(const DecimalParts& parts, std::int64_t exponent,
                                       bool exact) noexcept {
  if (parts.coefficient == 0) return 0;
  if (exponent >= 0) {
    if (exponent >= number::powers_in_64_bits || number::high_word(parts.coefficient) != 0)
      return std::nullopt;
    return signed_value(parts.coefficient * number::power_of_ten(static_cast<int>(exponent)),
                        parts.negative);
  }
  if (exponent <= -number::powers_in_128_bits)
    return exact ? std::nullopt : std::optional<std::int64_t>(0);
  const Uint128 unit = number::power_of_ten(static_cast<int>(-exponent));
  if (exact && parts.coefficient % unit != 0) return std::nullopt;
  return signed_value(parts.coefficient / unit, parts.negative);
}

std::uint64_t mix(std::uint64_t seed, std::uint64_t word) noexcept {
  const Uint128 product = Uint128{seed ^ word} * 0x9E3779B97F4A7C15U;
  return number::low_word(product) ^ number::high_word(product);
}

}  // namespace

Decimal Decimal::scaled(std::int64_t coefficient, int exponent) noexcept {
  const Decimal whole(coefficient);
  const int held = std::clamp(exponent, number::min_exponent, number::max_exponent);
  return DecimalCodec::pack({whole.low_, held, whole.is_negative()});
}

bool Decimal::is_integer() const noexcept {
  const int places = -exponent();
  if (places <= 0 || is_zero()) return true;
  if (places >= number::powers_in_128_bits) return false;
  return DecimalCodec::unpack(*this).coefficient % number::power_of_ten(places) == 0;
}

std::optional<std::int64_t> Decimal::to_int64() const noexcept { return to_scaled_int64(0); }

std::optional<std::int64_t> Decimal::truncated_to_int64() const noexcept {
  return whole_part(DecimalCodec::unpack(*this), exponent(), false);
}

std::optional<std::int64_t> Decimal::to_scaled_int64(int scale) const noexcept {
  return whole_part(DecimalCodec::unpack(*this), std::int64_t{exponent()} + scale, true);
}

std::size_t Decimal::hash() const noexcept {
  DecimalParts parts = DecimalCodec::unpack(*this);
  if (parts.coefficient == 0) return 0;
  number::strip_zeros(parts, number::max_exponent);
  const auto exponent = static_cast<std::uint64_t>(parts.exponent - number::min_exponent);
  const std::uint64_t head =
      mix(exponent << 1 | (parts.negative ? 1U : 0U), number::low_word(parts.coefficient));
  return static_cast<std::size_t>(mix(head, number::high_word(parts.coefficient) + 1));
}

}  // namespace huice
