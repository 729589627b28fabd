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

template <std::size_t N>
struct Limbs {
  std::array<std::uint64_t, N> limb{};

  friend constexpr bool operator==(const Limbs&, const Limbs&) noexcept = default;
  friend constexpr std::strong_ordering operator<=>(const Limbs& a, const Limbs& b) noexcept {
    for (std::size_t i = N; i-- > 0;) {
      if (a.limb[i] != b.limb[i]) return a.limb[i] <=> b.limb[i];
    }
    return std::strong_ordering::equal;
  }

  [[nodiscard]] constexpr bool is_zero() const noexcept { return *this == Limbs{}; }
  [[nodiscard]] constexpr Uint128 low128() const noexcept {
    return static_cast<Uint128>(limb[1]) << 64 | limb[0];
  }
};

template <std::size_t N>
constexpr Limbs<N> to_limbs(Uint128 value) noexcept {
  Limbs<N> result;
  result.limb[0] = low_word(value);
  result.limb[1] = high_word(value);
  return result;
}

/// M limbs from limb `first` on; zeros beyond the end.
template <std::size_t M, std::size_t N>
constexpr Limbs<M> slice(const Limbs<N>& value, std::size_t first = 0) noexcept {
  Limbs<M> result;
  for (std::size_t i = 0; i < M && first + i < N; ++i) result.limb[i] = value.limb[first + i];
  return result;
}

template <std::size_t N>
constexpr std::size_t length(const Limbs<N>& value) noexcept {
  std::size_t count = N;
  while (count > 0 && value.limb[count - 1] == 0) --count;
  return count;
}

template <std::size_t N>
constexpr int bit_width(const Limbs<N>& value) noexcept {
  const std::size_t count = length(value);
  return count == 0 ? 0 : static_cast<int>(64 * (count - 1)) + bit_width(value.limb[count - 1]);
}

/// Modulo 2^(64 N).
template <std::size_t N>
constexpr Limbs<N> add(const Limbs<N>& a, const Limbs<N>& b) noexcept {
  Limbs<N> sum;
  std::uint64_t carry = 0;
  for (std::size_t i = 0; i < N; ++i) {
    const Uint128 total = static_cast<Uint128>(a.limb[i]) + b.limb[i] + carry;
    sum.limb[i] = low_word(total);
    carry = high_word(total);
  }
  return sum;
}

/// Modulo 2^(64 N).
template <std::size_t N>
constexpr Limbs<N> subtract(const Limbs<N>& a, const Limbs<N>& b) noexcept {
  Limbs<N> difference;
  std::uint64_t borrow = 0;
  for (std::size_t i = 0; i < N; ++i) {
    const Uint128 total = static_cast<Uint128>(a.limb[i]) - b.limb[i] - borrow;
    difference.limb[i] = low_word(total);
    borrow = high_word(total) & 1;
  }
  return difference;
}

template <std::size_t N, std::size_t M>
constexpr Limbs<N + M> multiply(const Limbs<N>& a, const Limbs<M>& b) noexcept {
  Limbs<N + M> product;
  for (std::size_t i = 0; i < N; ++i) {
    std::uint64_t carry = 0;
    for (std::size_t j = 0; j < M; ++j) {
      const Uint128 total =
          static_cast<Uint128>(a.limb[i]) * b.limb[j] + product.limb[i + j] + carry;
      product.limb[i + j] = low_word(total);
      carry = high_word(total);
    }
    product.limb[i + M] = carry;
  }
  return product;
}

/// `bits` in 0..63.
template <std::size_t N>
constexpr Limbs<N> shift_left(const Limbs<N>& value, int bits) noexcept {
  if (bits == 0) return value;
  Limbs<N> result;
  for (std::size_t i = 0; i < N; ++i) {
    result.limb[i] = value.limb[i] << bits | (i > 0 ? value.limb[i - 1] >> (64 - bits) : 0);
  }
  return result;
}

/// `bits` in 0..63.
template <std::size_t N>
constexpr Limbs<N> shift_right(const Limbs<N>& value, int bits) noexcept {
  if (bits == 0) return value;
  Limbs<N> result;
  for (std::size_t i = 0; i < N; ++i) {
    result.limb[i] = value.limb[i] >> bits | (i + 1 < N ? value.limb[i + 1] << (64 - bits) : 0);
  }
  return result;
}

/// Divides in place; the remainder is returned. Precondition: divisor != 0.
template <std::size_t N>
constexpr std::uint64_t divide_by_word(Limbs<N>& value, std::uint64_t divisor) noexcept {
  std::uint64_t remainder = 0;
  for (std::size_t i = length(value); i-- > 0;) {
    const Uint128 part = static_cast<Uint128>(remainder) << 64 | value.limb[i];
    value.limb[i] = low_word(part / divisor);
    remainder = low_word(part) - value.limb[i] * divisor;
  }
  return remainder;
}

template <std::size_t N, std::size_t M>
struct Division {
  Limbs<N> quotient;
  Limbs<M> remainder;
};

namespace detail {

/// One digit of long division: estimates remainder[at .. at + count] / divisor, whose highest limb
/// has its top bit set, subtracts the multiple and returns the digit.
template <std::size_t N, std::size_t M>
constexpr std::uint64_t quotient_digit(Limbs<N>& remainder, const Limbs<M>& divisor, std::size_t at,
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
template <std::size_t N, std::size_t M>
constexpr Division<N, M> divide(const Limbs<N>& dividend, const Limbs<M>& divisor) noexcept {
  Division<N, M> result;
  const std::size_t count = length(divisor);
  if (count == 1) {
    result.quotient = dividend;
    result.remainder.limb[0] = divide_by_word(result.quotient, divisor.limb[0]);
    return result;
  }
  const std::size_t dividend_length = length(dividend);
  if (dividend_length < count) {
    result.remainder = slice<M>(dividend);
    return result;
  }
  const int shift = std::countl_zero(divisor.limb[count - 1]);
  const Limbs<M> scaled_divisor = shift_left(divisor, shift);
  Limbs<N + 1> remainder = shift_left(slice<N + 1>(dividend), shift);
  for (std::size_t at = dividend_length - count + 1; at-- > 0;) {
    result.quotient.limb[at] = detail::quotient_digit(remainder, scaled_divisor, at, count);
  }
  result.remainder = slice<M>(shift_right(remainder, shift));
  return result;
}

}  // namespace huice::number
