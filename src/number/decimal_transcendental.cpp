// exp, ln and the powers that need them.
#include "number/decimal_transcendental.hpp"

#include "number/decimal_rounding.hpp"
#include "number/fixed_point.hpp"

namespace huice {
namespace number {

namespace {

constexpr std::uint64_t largest_logarithm = 14'300;  // e^14300 > 10^6145, e^-14300 < 10^-6177
constexpr int negligible_order = -40;                // e^(10^-40) is 1 in 34 digits

struct SignedFixed {
  Fixed magnitude;
  bool negative = false;
};

/// The number below the smallest: rounded to the smallest exponent it is zero.
Decimal underflow() noexcept { return DecimalCodec::pack({0, min_exponent, false}); }

/// e ^ x, rounded.
std::optional<Decimal> exponential_of(const SignedFixed& x) noexcept {
  if (x.magnitude.is_zero()) return Decimal(1);
  if (whole_part(x.magnitude) >= largest_logarithm)
    return x.negative ? std::optional(underflow()) : std::nullopt;
  // e^x = 10^tens * e^rest with rest in [0, ln 10).
  const auto [quotient, remainder] = divide(x.magnitude, fixed_ln10());
  int tens = static_cast<int>(quotient.limb[0]);
  Fixed rest = remainder;
  if (x.negative) {
    tens = -tens;
    if (!rest.is_zero()) {
      rest = subtract(fixed_ln10(), rest);
      --tens;
    }
  }
  constexpr int places = powers_in_128_bits - 1;
  const auto scaled = multiply(fixed_exp(rest), to_limbs<2>(power_of_ten(places)));
  return fit(false, slice<4>(scaled, fraction_limbs), tens - places, true);
}

/// value / 10^digits as fixed point. Precondition: digits in [0, 77], the result below 2^64.
Fixed fixed_from(Uint128 value, int digits) noexcept {
  Limbs<fraction_limbs + 2> dividend;
  dividend.limb[fraction_limbs] = low_word(value);
  dividend.limb[fraction_limbs + 1] = high_word(value);
  return slice<fraction_limbs + 1>(divide(dividend, wide_power_of_ten(digits)).quotient);
}

/// ln |value|. Precondition: value != 0.
SignedFixed logarithm_of(const DecimalParts& value) noexcept {
  // value = m * 10^tens with m in [1, 10).
  const int digits = digit_count(value.coefficient) - 1;
  const int tens = value.exponent + digits;
  const Fixed mantissa = fixed_ln(fixed_from(value.coefficient, digits));
  const Fixed whole =
      fixed_multiply(fixed_ln10(), fixed(static_cast<std::uint64_t>(std::abs(tens))));
  if (tens >= 0) return {add(whole, mantissa), false};
  return {subtract(whole, mantissa), true};
}

/// x * |factor|; anything too large for exp as just too large.
Fixed scale(const Fixed& x, const DecimalParts& factor) noexcept {
  constexpr int most = 41;  // |ln x| > 10^-35, so 10^41 times that is past every exponent
  if (factor.exponent > most) return fixed(largest_logarithm);
  if (factor.exponent <= -powers_in_256_bits) return {};
  const Limbs<fraction_limbs + 3> product = multiply(x, to_limbs<2>(factor.coefficient));
  Limbs<fraction_limbs + 7> scaled;
  if (factor.exponent < 0) {
    scaled =
        slice<fraction_limbs + 7>(divide(product, wide_power_of_ten(-factor.exponent)).quotient);
  } else {
    scaled = multiply(product, wide_power_of_ten(factor.exponent));
  }
  const bool large = !slice<6>(scaled, fraction_limbs + 1).is_zero();
  return large ? fixed(largest_logarithm) : slice<fraction_limbs + 1>(scaled);
}

}  // namespace

std::optional<Decimal> power_by_logarithm(const DecimalParts& base,
                                          const DecimalParts& exponent) noexcept {
  const SignedFixed logarithm = logarithm_of(base);
  if (logarithm.magnitude.is_zero()) return Decimal(1);
  return exponential_of(
      {scale(logarithm.magnitude, exponent), logarithm.negative != exponent.negative});
}

}  // namespace number

std::optional<Decimal> exponential(const Decimal& value) noexcept {
  using namespace number;
  const DecimalParts parts = DecimalCodec::unpack(value);
  const int order = digit_count(parts.coefficient) + parts.exponent;
  if (parts.coefficient == 0 || order < negligible_order) return Decimal(1);
  if (order > 5) return parts.negative ? std::optional(underflow()) : std::nullopt;
  const Uint128 padded = parts.coefficient * power_of_ten(std::max(parts.exponent, 0));
  return exponential_of({fixed_from(padded, std::max(-parts.exponent, 0)), parts.negative});
}

std::optional<Decimal> natural_logarithm(const Decimal& value) noexcept {
  using namespace number;
  if (value.is_zero() || value.is_negative()) return std::nullopt;
  const auto [magnitude, negative] = logarithm_of(DecimalCodec::unpack(value));
  if (magnitude.is_zero()) return Decimal(0);
  // As many places as 256 bits hold: |ln| < 14300, and from 10^-34 on 42 digits are left.
  const int places = whole_part(magnitude) == 0 ? 76 : 70;
  const auto scaled = multiply(magnitude, wide_power_of_ten(places));
  return fit(negative, slice<4>(scaled, fraction_limbs), -places, true);
}

}  // namespace huice
