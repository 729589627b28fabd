// Natural numbers of a fixed count of 64-bit limbs, lowest first.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>

namespace huice::number {

__extension__ typedef unsigned __int128 Uint128;

constexpr std::uint64_t low_word(Uint128 value) noexcept {
  return static_cast<std::uint64_t>(value);
}
constexpr std::uint64_t high_word(Uint128 value) noexcept {
  return static_cast<std::uint64_t>(value >> 64);
}

constexpr int bit_width(std::uint64_t word) noexcept { return 64 - std::countl_zero(word); }

template <std::size_t n>
struct Limbs {
  std::array<std::uint64_t, n> limb{};

  friend constexpr bool operator==(const Limbs&, const Limbs&) noexcept = default;
  friend constexpr std::strong_ordering operator<=>(const Limbs& a, const Limbs& b) noexcept {
    for (std::size_t i = n; i-- > 0;) {
      if (a.limb[i] != b.limb[i]) return a.limb[i] <=> b.limb[i];
    }
    return std::strong_ordering::equal;
  }

  [[nodiscard]] constexpr bool is_zero() const noexcept { return *this == Limbs{}; }
  [[nodiscard]] constexpr Uint128 low128() const noexcept {
    return static_cast<Uint128>(limb[1]) << 64 | limb[0];
  }
};

template <std::size_t n>
constexpr Limbs<n> to_limbs(Uint128 value) noexcept {
  Limbs<n> result;
  result.limb[0] = low_word(value);
  result.limb[1] = high_word(value);
  return result;
}

/// m limbs from limb `first` on; zeros beyond the end.
template <std::size_t m, std::size_t n>
constexpr Limbs<m> slice(const Limbs<n>& value, std::size_t first = 0) noexcept {
  Limbs<m> result;
  for (std::size_t i = 0; i < m && first + i < n; ++i) result.limb[i] = value.limb[first + i];
  return result;
}

template <std::size_t n>
constexpr std::size_t length(const Limbs<n>& value) noexcept {
  std::size_t count = n;
  while (count > 0 && value.limb[count - 1] == 0) --count;
  return count;
}

template <std::size_t n>
constexpr int bit_width(const Limbs<n>& value) noexcept {
  const std::size_t count = length(value);
  return count == 0 ? 0 : static_cast<int>(64 * (count - 1)) + bit_width(value.limb[count - 1]);
}

/// Modulo 2^(64 n).
template <std::size_t n>
constexpr Limbs<n> add(const Limbs<n>& a, const Limbs<n>& b) noexcept {
  Limbs<n> sum;
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const Uint128 total = static_cast<Uint128>(a.limb[i]) + b.limb[i] + carry;
    sum.limb[i] = low_word(total);
    carry = high_word(total);
  }
  return sum;
}

/// Modulo 2^(64 n).
template <std::size_t n>
constexpr Limbs<n> subtract(const Limbs<n>& a, const Limbs<n>& b) noexcept {
  Limbs<n> difference;
  std::uint64_t borrow = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const Uint128 total = static_cast<Uint128>(a.limb[i]) - b.limb[i] - borrow;
    difference.limb[i] = low_word(total);
    borrow = high_word(total) & 1;
  }
  return difference;
}

template <std::size_t n, std::size_t m>
constexpr Limbs<n + m> multiply(const Limbs<n>& a, const Limbs<m>& b) noexcept {
  Limbs<n + m> product;
  for (std::size_t i = 0; i < n; ++i) {
    std::uint64_t carry = 0;
    for (std::size_t j = 0; j < m; ++j) {
      const Uint128 total =
          static_cast<Uint128>(a.limb[i]) * b.limb[j] + product.limb[i + j] + carry;
      product.limb[i + j] = low_word(total);
      carry = high_word(total);
    }
    product.limb[i + m] = carry;
  }
  return product;
}

/// `bits` in 0..63.
template <std::size_t n>
constexpr Limbs<n> shift_left(const Limbs<n>& value, int bits) noexcept {
  if (bits == 0) return value;
  Limbs<n> result;
  for (std::size_t i = 0; i < n; ++i) {
    result.limb[i] = value.limb[i] << bits | (i > 0 ? value.limb[i - 1] >> (64 - bits) : 0);
  }
  return result;
}

/// `bits` in 0..63.
template <std::size_t n>
constexpr Limbs<n> shift_right(const Limbs<n>& value, int bits) noexcept {
  if (bits == 0) return value;
  Limbs<n> result;
  for (std::size_t i = 0; i < n; ++i) {
    result.limb[i] = value.limb[i] >> bits | (i + 1 < n ? value.limb[i + 1] << (64 - bits) : 0);
  }
  return result;
}

/// Divides in place; the remainder is returned. Precondition: divisor != 0.
template <std::size_t n>
constexpr std::uint64_t divide_by_word(Limbs<n>& value, std::uint64_t divisor) noexcept {
  std::uint64_t remainder = 0;
  for (std::size_t i = length(value); i-- > 0;) {
    const Uint128 part = static_cast<Uint128>(remainder) << 64 | value.limb[i];
    value.limb[i] = low_word(part / divisor);
    remainder = low_word(part) - value.limb[i] * divisor;
  }
  return remainder;
}

template <std::size_t n, std::size_t m>
struct Division {
  Limbs<n> quotient;
  Limbs<m> remainder;
};

namespace detail {

/// One digit of long division: estimates remainder[at .. at + count] / divisor, whose highest limb
/// has its top bit set, subtracts the multiple and returns the digit.
template <std::size_t n, std::size_t m>
constexpr std::uint64_t quotient_digit(Limbs<n>& remainder, const Limbs<m>& divisor, std::size_t at,
                                       std::size_t count) noexcept {
  const std::uint64_t top = divisor.limb[count - 1];
  const Uint128 head =
      static_cast<Uint128>(remainder.limb[at + count]) << 64 | remainder.limb[at + count - 1];
  Uint128 digit = remainder.limb[at + count] >= top ? ~std::uint64_t{0} : head / top;
  Uint128 rest = head - digit * top;
  while (high_word(rest) == 0 &&
         digit * divisor.limb[count - 2] > (rest << 64 | remainder.limb[at + count - 2])) {
    --digit;
    rest += top;
  }

  std::uint64_t carry = 0;
  std::uint64_t borrow = 0;
  for (std::size_t i = 0; i <= count; ++i) {
    const Uint128 multiple = digit * (i < count ? divisor.limb[i] : 0) + carry;
    carry = high_word(multiple);
    const Uint128 difference =
        static_cast<Uint128>(remainder.limb[at + i]) - low_word(multiple) - borrow;
    remainder.limb[at + i] = low_word(difference);
    borrow = high_word(difference) & 1;
  }
  if (borrow == 0) return low_word(digit);

  // The estimate was one too large: give one divisor back.
  carry = 0;
  for (std::size_t i = 0; i <= count; ++i) {
    const Uint128 total =
        static_cast<Uint128>(remainder.limb[at + i]) + (i < count ? divisor.limb[i] : 0) + carry;
    remainder.limb[at + i] = low_word(total);
    carry = high_word(total);
  }
  return low_word(digit - 1);
}

}  // namespace detail

/// Long division in base 2^64 (Knuth, The Art of Computer Programming, vol. 2, 4.3.1, algorithm D).
/// Precondition: divisor != 0.
template <std::size_t n, std::size_t m>
constexpr Division<n, m> divide(const Limbs<n>& dividend, const Limbs<m>& divisor) noexcept {
  Division<n, m> result;
  const std::size_t count = length(divisor);
  if (count == 1) {
    result.quotient = dividend;
    result.remainder.limb[0] = divide_by_word(result.quotient, divisor.limb[0]);
    return result;
  }
  const std::size_t dividend_length = length(dividend);
  if (dividend_length < count) {
    result.remainder = slice<m>(dividend);
    return result;
  }
  const int shift = std::countl_zero(divisor.limb[count - 1]);
  const Limbs<m> scaled_divisor = shift_left(divisor, shift);
  Limbs<n + 1> remainder = shift_left(slice<n + 1>(dividend), shift);
  for (std::size_t at = dividend_length - count + 1; at-- > 0;) {
    result.quotient.limb[at] = detail::quotient_digit(remainder, scaled_divisor, at, count);
  }
  result.remainder = slice<m>(shift_right(remainder, shift));
  return result;
}

}  // namespace huice::number
