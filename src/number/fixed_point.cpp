#include "number/fixed_point.hpp"

namespace huice::number {

namespace {

/// artanh(1 / n) = sum of 1 / ((2k + 1) n^(2k + 1)).
constexpr Fixed artanh_of_reciprocal(std::uint64_t n) noexcept {
  Fixed sum;
  Fixed power = fixed_divide(fixed(1), n);
  for (std::uint64_t k = 1; !power.is_zero(); k += 2) {
    sum = add(sum, fixed_divide(power, k));
    power = fixed_divide(power, n * n);
  }
  return sum;
}

constexpr Fixed times(const Fixed& value, std::uint64_t factor) noexcept {
  return fixed_multiply(value, fixed(factor));
}

// ln(a / b) = 2 artanh((a - b) / (a + b)), for 2 / 1 and for 10 / 8.
constexpr Fixed ln2 = times(artanh_of_reciprocal(3), 2);
constexpr Fixed ln10 = add(times(ln2, 3), times(artanh_of_reciprocal(9), 2));

constexpr int halvings = 8;

/// artanh(z) for z well below 1.
Fixed artanh(const Fixed& z) noexcept {
  const Fixed square = fixed_multiply(z, z);
  Fixed sum;
  Fixed power = z;
  for (std::uint64_t k = 1; !power.is_zero(); k += 2) {
    sum = add(sum, fixed_divide(power, k));
    power = fixed_multiply(power, square);
  }
  return sum;
}

}  // namespace

const Fixed& fixed_ln10() noexcept { return ln10; }

Fixed fixed_exp(const Fixed& x) noexcept {
  // e^x = (e^(x / 2^8))^(2^8), so that the series is short.
  const Fixed small = shift_right(x, halvings);
  Fixed sum = fixed(1);
  Fixed term = small;
  for (std::uint64_t k = 2; !term.is_zero(); ++k) {
    sum = add(sum, term);
    term = fixed_divide(fixed_multiply(term, small), k);
  }
  for (int i = 0; i < halvings; ++i) sum = fixed_multiply(sum, sum);
  return sum;
}

Fixed fixed_ln(const Fixed& x) noexcept {
  // x = 2^twos * t with t in [0.75, 1.5), where artanh((t - 1) / (t + 1)) converges fast.
  Fixed three_halves = fixed(1);
  three_halves.limb[fraction_limbs - 1] = std::uint64_t{1} << 63;
  int twos = 0;
  Fixed t = x;
  for (; t >= three_halves; ++twos) t = shift_right(t, 1);
  const Fixed one = fixed(1);
  const bool above = t >= one;
  const Fixed distance = above ? subtract(t, one) : subtract(one, t);
  const Fixed half = artanh(fixed_divide(distance, add(t, one)));
  const Fixed whole = times(ln2, static_cast<std::uint64_t>(twos));
  return above ? add(whole, times(half, 2)) : subtract(whole, times(half, 2));
}

}  // namespace huice::number
