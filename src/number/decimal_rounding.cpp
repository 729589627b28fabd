#include "number/decimal_rounding.hpp"

namespace huice {
namespace number {

namespace {

struct Kept {
  Limbs<4> value;
  Tail tail = Tail::zero;
};

Tail tail_of(std::strong_ordering against_half, bool nothing, bool inexact) noexcept {
  if (against_half > 0 || (against_half == 0 && inexact)) return Tail::above_half;
  if (against_half == 0) return Tail::half;
  return nothing && !inexact ? Tail::zero : Tail::below_half;
}

/// Precondition: count > 0.
Kept drop_digits(const Limbs<4>& value, int count, bool inexact) noexcept {
  // 256 bits are less than 0.12 x 10^78.
  if (count >= powers_in_256_bits)
    return {{}, tail_of(std::strong_ordering::less, value.is_zero(), inexact)};
  const Limbs<4>& unit = wide_power_of_ten(count);
  const auto [quotient, remainder] = divide(value, unit);
  return {quotient, tail_of(remainder <=> shift_right(unit, 1), remainder.is_zero(), inexact)};
}

/// A short coefficient and at most 19 digits to drop: one 64-bit division.
Decimal round_short(const Decimal& value, int count, Rounding mode) noexcept {
  const std::uint64_t unit = short_power_of_ten(count);
  const std::uint64_t coefficient = DecimalCodec::short_coefficient(value);
  const std::uint64_t quotient = coefficient / unit;
  const std::uint64_t remainder = coefficient % unit;
  const Tail tail = tail_of(remainder <=> unit / 2, remainder == 0, false);
  const bool more = grows(mode, value.is_negative(), (quotient & 1) != 0, tail);
  return DecimalCodec::pack(
      {Uint128{quotient} + (more ? 1 : 0), value.exponent() + count, value.is_negative()});
}

}  // namespace

bool grows(Rounding mode, bool negative, bool odd, Tail tail) noexcept {
  if (tail == Tail::zero) return false;
  switch (mode) {
    case Rounding::half_even:
      return tail == Tail::above_half || (tail == Tail::half && odd);
    case Rounding::half_up:
      return tail >= Tail::half;
    case Rounding::half_down:
      return tail == Tail::above_half;
    case Rounding::up:
      return true;
    case Rounding::down:
      return false;
    case Rounding::floor:
      return negative;
    case Rounding::ceiling:
      return !negative;
  }
  return false;
}

std::optional<Decimal> fit(bool negative, const Limbs<4>& coefficient, int exponent,
                           bool inexact) noexcept {
  const int drop = std::max(digit_count(coefficient) - precision, min_exponent - exponent);
  DecimalParts parts{coefficient.low128(), exponent, negative};
  if (drop > 0) {
    const Kept kept = drop_digits(coefficient, drop, inexact);
    parts.coefficient = kept.value.low128();
    parts.exponent += drop;
    if (grows(Rounding::half_even, negative, (parts.coefficient & 1) != 0, kept.tail))
      ++parts.coefficient;
    if (parts.coefficient == coefficient_limit) {
      parts.coefficient = power_of_ten(precision - 1);
      ++parts.exponent;
    }
  }
  if (parts.exponent > max_exponent) {
    // Few digits and a large exponent: zeros take the exponent's place.
    const int zeros = parts.exponent - max_exponent;
    if (parts.coefficient != 0) {
      if (digit_count(parts.coefficient) + zeros > precision) return std::nullopt;
      parts.coefficient *= power_of_ten(zeros);
    }
    parts.exponent = max_exponent;
  }
  return DecimalCodec::pack(parts);
}

void strip_zeros(DecimalParts& parts, int limit) noexcept {
  if (parts.coefficient == 0) return;
  for (int zeros = 32; zeros > 0; zeros /= 2) {
    if (parts.exponent + zeros > limit || parts.coefficient % power_of_ten(zeros) != 0) continue;
    parts.coefficient /= power_of_ten(zeros);
    parts.exponent += zeros;
  }
}

}  // namespace number

std::optional<Decimal> round(const Decimal& value, std::int64_t scale, Rounding mode) noexcept {
  using namespace number;
  if (scale < -max_exponent || scale > -min_exponent) return std::nullopt;
  const int count = static_cast<int>(-scale) - value.exponent();
  if (count <= 0) return value;
  if (count < powers_in_64_bits && DecimalCodec::is_short(value))
    return round_short(value, count, mode);
  const DecimalParts parts = DecimalCodec::unpack(value);
  const Kept kept = drop_digits(to_limbs<4>(parts.coefficient), count, false);
  const Uint128 coefficient = kept.value.low128();
  const bool more = grows(mode, parts.negative, (coefficient & 1) != 0, kept.tail);
  return DecimalCodec::pack({coefficient + (more ? 1 : 0), parts.exponent + count, parts.negative});
}

}  // namespace huice
