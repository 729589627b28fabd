// Powers and square roots.
#include "number/decimal_rounding.hpp"
#include "number/decimal_transcendental.hpp"

namespace huice {

namespace number {

namespace {

constexpr Uint128 multiplied_limit = Uint128{1} << 31;

/// A number of up to 76 digits: wide enough that every power of at most 35 digits, hence every tie,
/// is exact.
struct WideDecimal {
  Limbs<4> coefficient;  // below 2^255
  std::int64_t exponent = 0;
  bool inexact = false;  // a little more than coefficient x 10^exponent
};

WideDecimal multiply(const WideDecimal& a, const WideDecimal& b) noexcept {
  const Limbs<8> product = multiply(a.coefficient, b.coefficient);
  const std::int64_t exponent = a.exponent + b.exponent;
  const bool inexact = a.inexact || b.inexact;
  const int excess = bit_width(product) - 255;
  if (excess <= 0) return {slice<4>(product), exponent, inexact};
  // The fewest powers of ten that are sure to take off that many bits; 77 at most.
  const int drop = detail::digits_below(excess) + 1;
  const auto [quotient, rest] = divide(product, wide_power_of_ten(drop));
  return {slice<4>(quotient), exponent + drop, inexact || !rest.is_zero()};
}

WideDecimal whole_power(const DecimalParts& base, std::uint64_t exponent) noexcept {
  WideDecimal result{to_limbs<4>(1), 0, false};
  WideDecimal square{to_limbs<4>(base.coefficient), base.exponent, false};
  for (; exponent > 0; exponent /= 2) {
    if (exponent % 2 != 0) result = multiply(result, square);
    if (exponent > 1) square = multiply(square, square);
  }
  return result;
}

/// 1 / value to 40 digits.
WideDecimal reciprocal(const WideDecimal& value) noexcept {
  constexpr int guard = 40;
  const int digits = digit_count(value.coefficient);
  const Limbs<8> dividend = multiply(wide_power_of_ten(digits), wide_power_of_ten(guard));
  const auto [quotient, rest] = divide(dividend, value.coefficient);
  return {slice<4>(quotient), -value.exponent - digits - guard, value.inexact || !rest.is_zero()};
}

std::optional<Decimal> fit_wide(bool negative, const WideDecimal& value) noexcept {
  constexpr std::int64_t far = 100'000;
  return fit(negative, value.coefficient, static_cast<int>(std::clamp(value.exponent, -far, far)),
             value.inexact);
}

/// The whole part of the root. Newton's iteration from above.
Uint128 whole_root(const Limbs<4>& value) noexcept {
  Uint128 root = Uint128{1} << (bit_width(value) + 1) / 2;
  while (true) {
    const Uint128 next = (root + divide(value, to_limbs<2>(root)).quotient.low128()) / 2;
    if (next >= root) return root;
    root = next;
  }
}

std::optional<Decimal> power_of_zero(const Decimal& exponent) noexcept {
  if (exponent.is_negative()) return std::nullopt;
  return Decimal(exponent.is_zero() ? 1 : 0);
}

}  // namespace

}  // namespace number

std::optional<Decimal> power(const Decimal& base, const Decimal& exponent) noexcept {
  using namespace number;
  if (base.is_zero()) return power_of_zero(exponent);
  DecimalParts y = DecimalCodec::unpack(exponent);
  strip_zeros(y, 0);
  const DecimalParts x = DecimalCodec::unpack(base);
  const bool whole = y.exponent >= 0 || y.coefficient == 0;
  if (!whole) {
    if (x.negative) return std::nullopt;
    const bool half = y.coefficient == 5 && y.exponent == -1 && !y.negative;
    return half ? square_root(base) : power_by_logarithm(x, y);
  }
  const bool negative = x.negative && y.exponent == 0 && (y.coefficient & 1) != 0;
  const std::optional<std::int64_t> count = exponent.abs().to_int64();
  if (count && Uint128(*count) < multiplied_limit) {
    const WideDecimal result = whole_power(x, static_cast<std::uint64_t>(*count));
    return fit_wide(negative, y.negative ? reciprocal(result) : result);
  }
  const std::optional<Decimal> result = power_by_logarithm(x, y);
  return result && negative ? -*result : result;
}

std::optional<Decimal> square_root(const Decimal& value) noexcept {
  using namespace number;
  if (value.is_negative()) return std::nullopt;
  if (value.is_zero()) return value;
  const DecimalParts parts = DecimalCodec::unpack(value);
  // 70 or 71 digits under the root give 35 or 36 of it; an even exponent halves.
  int zeros = 2 * precision + 2 - digit_count(parts.coefficient);
  if ((parts.exponent - zeros) % 2 != 0) ++zeros;
  const int first = std::min(zeros, powers_in_128_bits - 1);
  const Limbs<4> padded =
      slice<4>(multiply(wide_power_of_ten(first), to_limbs<2>(parts.coefficient)));
  const Limbs<4> radicand = slice<4>(multiply(padded, wide_power_of_ten(zeros - first)));
  const Uint128 root = whole_root(radicand);
  const bool exact = multiply(to_limbs<2>(root), to_limbs<2>(root)) == radicand;
  const int exponent = (parts.exponent - zeros) / 2;
  if (!exact) return fit(false, to_limbs<4>(root), exponent, true);
  DecimalParts result{root, exponent, false};
  strip_zeros(result, parts.exponent / 2);
  return fit(false, result.coefficient, result.exponent);
}

}  // namespace huice
