// Comparison and the four operations: 64-bit coefficients first, then any.
#include <cstdlib>

#include "number/decimal_rounding.hpp"

namespace huice {

using number::DecimalParts;
using number::Limbs;
using number::Uint128;

namespace {

/// Digits that a coefficient can be padded with: 34 + 38 digits fit in 256 bits.
constexpr int widest_padding = number::powers_in_128_bits - 1;

Limbs<4> product(Uint128 a, Uint128 b) noexcept {
  return multiply(number::to_limbs<2>(a), number::to_limbs<2>(b));
}

int compare_magnitudes(const DecimalParts& a, const DecimalParts& b) noexcept {
  const int order_of_a = number::digit_count(a.coefficient) + a.exponent;
  const int order_of_b = number::digit_count(b.coefficient) + b.exponent;
  if (order_of_a != order_of_b) return order_of_a < order_of_b ? -1 : 1;
  // Of the same order, so the longer scale has that many more digits: padding stays in 34 digits.
  const int difference = a.exponent - b.exponent;
  const Uint128 x = a.coefficient * number::power_of_ten(std::max(difference, 0));
  const Uint128 y = b.coefficient * number::power_of_ten(std::max(-difference, 0));
  return x == y ? 0 : x < y ? -1 : 1;
}

/// True when coefficient x 10^zeros keeps below 10^38.
bool fits_with_zeros(Uint128 coefficient, int zeros) noexcept {
  return zeros < number::powers_in_128_bits &&
         number::digit_count(coefficient) + zeros < number::powers_in_128_bits;
}

struct Addend {
  Limbs<4> coefficient;
  bool negative = false;
};

/// x + y, at `exponent`; `inexact`: y lies below its true magnitude by less than one.
std::optional<Decimal> sum(const Addend& x, const Addend& y, int exponent, bool inexact) noexcept {
  if (x.negative == y.negative)
    return number::fit(x.negative, add(x.coefficient, y.coefficient), exponent, inexact);
  if (x.coefficient < y.coefficient)
    return number::fit(y.negative, subtract(y.coefficient, x.coefficient), exponent, inexact);
  Limbs<4> difference = subtract(x.coefficient, y.coefficient);
  if (inexact) difference = subtract(difference, number::to_limbs<4>(1));
  return number::fit(x.negative, difference, exponent, inexact);
}

/// x + y where both together are below 2^128.
std::optional<Decimal> sum(Uint128 x, bool x_negative, Uint128 y, bool y_negative,
                           int exponent) noexcept {
  if (x_negative == y_negative) return number::fit(x_negative, x + y, exponent);
  return x < y ? number::fit(y_negative, y - x, exponent)
               : number::fit(x_negative, x - y, exponent);
}

/// Precondition: a.exponent >= b.exponent.
std::optional<Decimal> add_ordered(const DecimalParts& a, const DecimalParts& b) noexcept {
  const int difference = a.exponent - b.exponent;
  if (a.coefficient == 0) return DecimalCodec::pack(b);
  if (fits_with_zeros(a.coefficient, difference)) {
    return sum(a.coefficient * number::power_of_ten(difference), a.negative, b.coefficient,
               b.negative, b.exponent);
  }
  const int padding = std::min(difference, widest_padding);
  const Addend x{product(a.coefficient, number::power_of_ten(padding)), a.negative};
  if (difference <= widest_padding)
    return sum(x, {number::to_limbs<4>(b.coefficient), b.negative}, b.exponent, false);
  // b reaches below the digits of a that can matter: what is cut off only says "a little more".
  const int cut = std::min(difference - widest_padding, widest_padding);
  const Uint128 kept = b.coefficient / number::power_of_ten(cut);
  const bool inexact = b.coefficient % number::power_of_ten(cut) != 0;
  return sum(x, {number::to_limbs<4>(kept), b.negative}, a.exponent - widest_padding, inexact);
}

/// Precondition: a.exponent >= b.exponent, both coefficients short, scales at most 19 apart.
std::optional<Decimal> add_short(const Decimal& a, const Decimal& b) noexcept {
  const std::uint64_t unit = number::short_power_of_ten(a.exponent() - b.exponent());
  return sum(Uint128{DecimalCodec::short_coefficient(a)} * unit, a.is_negative(),
             DecimalCodec::short_coefficient(b), b.is_negative(), b.exponent());
}

Uint128 multiply_modulo(Uint128 a, Uint128 b, Uint128 modulus) noexcept {
  return divide(product(a, b), number::to_limbs<2>(modulus)).remainder.low128();
}

Uint128 power_of_ten_modulo(int exponent, Uint128 modulus) noexcept {
  Uint128 result = 1 % modulus;
  Uint128 factor = 10 % modulus;
  for (; exponent > 0; exponent /= 2) {
    if (exponent % 2 != 0) result = multiply_modulo(result, factor, modulus);
    factor = multiply_modulo(factor, factor, modulus);
  }
  return result;
}

/// |a| modulo |b|, exact. Precondition: b != 0.
DecimalParts remainder(const DecimalParts& a, const DecimalParts& b) noexcept {
  const int difference = a.exponent - b.exponent;
  if (difference >= 0) {
    if (fits_with_zeros(a.coefficient, difference)) {
      const Uint128 dividend = a.coefficient * number::power_of_ten(difference);
      return {dividend % b.coefficient, b.exponent, a.negative};
    }
    const Uint128 scaled = power_of_ten_modulo(difference, b.coefficient);
    return {multiply_modulo(a.coefficient, scaled, b.coefficient), b.exponent, a.negative};
  }
  if (compare_magnitudes(a, b) < 0) return a;
  // b is no larger than a, so written at the scale of a it has no more digits than a.
  const Uint128 divisor = b.coefficient * number::power_of_ten(-difference);
  return {a.coefficient % divisor, a.exponent, a.negative};
}

}  // namespace

int Decimal::compare_unlike(const Decimal& a, const Decimal& b) noexcept {
  if (a.is_zero()) return b.is_zero() ? 0 : b.is_negative() ? 1 : -1;
  if (b.is_zero() || a.is_negative() != b.is_negative()) return a.is_negative() ? -1 : 1;
  const int sign = a.is_negative() ? -1 : 1;
  const int difference = a.exponent() - b.exponent();
  if (DecimalCodec::are_short(a, b) && std::abs(difference) < number::powers_in_64_bits) {
    const Uint128 x = Uint128{a.low_} * number::short_power_of_ten(std::max(difference, 0));
    const Uint128 y = Uint128{b.low_} * number::short_power_of_ten(std::max(-difference, 0));
    return x == y ? 0 : x < y ? -sign : sign;
  }
  return sign * compare_magnitudes(DecimalCodec::unpack(a), DecimalCodec::unpack(b));
}

std::optional<Decimal> Decimal::add_unlike(const Decimal& a, const Decimal& b) noexcept {
  const int difference = a.exponent() - b.exponent();
  if (DecimalCodec::are_short(a, b) && std::abs(difference) < number::powers_in_64_bits)
    return difference >= 0 ? add_short(a, b) : add_short(b, a);
  const DecimalParts x = DecimalCodec::unpack(a);
  const DecimalParts y = DecimalCodec::unpack(b);
  return difference >= 0 ? add_ordered(x, y) : add_ordered(y, x);
}

std::optional<Decimal> multiply(const Decimal& a, const Decimal& b) noexcept {
  const bool negative = a.is_negative() != b.is_negative();
  const int exponent = a.exponent() + b.exponent();
  if (DecimalCodec::are_short(a, b)) {
    return number::fit(
        negative, Uint128{DecimalCodec::short_coefficient(a)} * DecimalCodec::short_coefficient(b),
        exponent);
  }
  return number::fit(
      negative, product(DecimalCodec::unpack(a).coefficient, DecimalCodec::unpack(b).coefficient),
      exponent, false);
}

std::optional<Decimal> divide(const Decimal& a, const Decimal& b) noexcept {
  if (b.is_zero()) return std::nullopt;
  const bool negative = a.is_negative() != b.is_negative();
  const int exponent = a.exponent() - b.exponent();
  if (DecimalCodec::are_short(a, b)) {
    const std::uint64_t x = DecimalCodec::short_coefficient(a);
    const std::uint64_t y = DecimalCodec::short_coefficient(b);
    if (x % y == 0) return number::fit(negative, x / y, exponent);
  }
  const Uint128 dividend = DecimalCodec::unpack(a).coefficient;
  const Uint128 divisor = DecimalCodec::unpack(b).coefficient;
  // Enough zeros after the dividend for 35 or 36 digits of quotient: at most 69 digits.
  const int zeros =
      number::precision + 1 + number::digit_count(divisor) - number::digit_count(dividend);
  const int first = std::max(zeros - number::precision, 0);
  const Limbs<4> scaled =
      product(dividend * number::power_of_ten(first), number::power_of_ten(zeros - first));
  const auto [quotient, rest] = divide(scaled, number::to_limbs<2>(divisor));
  if (!rest.is_zero()) return number::fit(negative, quotient, exponent - zeros, true);
  DecimalParts exact{quotient.low128(), exponent - zeros, negative};
  number::strip_zeros(exact, exponent);
  return number::fit(negative, exact.coefficient, exact.exponent);
}

std::optional<Decimal> modulo(const Decimal& a, const Decimal& b) noexcept {
  if (b.is_zero()) return std::nullopt;
  const Decimal rest =
      DecimalCodec::pack(remainder(DecimalCodec::unpack(a), DecimalCodec::unpack(b)));
  if (rest.is_zero() || rest.is_negative() == b.is_negative()) return rest;
  return add(rest, b);
}

}  // namespace huice
