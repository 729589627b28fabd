#include "number/limbs.hpp"

#include <gtest/gtest.h>

#include <random>

#include "number/powers_of_ten.hpp"

namespace huice::number {
namespace {

/// Limbs that make long division carry: nothing, one, the top bit, all bits, and anything.
std::uint64_t hard_limb(std::mt19937_64& generator) {
  constexpr std::uint64_t top = std::uint64_t{1} << 63;
  const std::uint64_t any = generator();
  switch (any % 8) {
    case 0:
      return 0;
    case 1:
      return 1;
    case 2:
      return top;
    case 3:
      return top - 1;
    case 4:
      return ~std::uint64_t{0};
    case 5:
      return ~std::uint64_t{0} - 1;
    default:
      return generator();
  }
}

template <std::size_t n>
Limbs<n> hard_limbs(std::mt19937_64& generator) {
  Limbs<n> value;
  for (std::uint64_t& limb : value.limb) limb = hard_limb(generator);
  for (std::size_t length = generator() % (n + 1); length < n; ++length) value.limb[length] = 0;
  return value;
}

template <std::size_t n, std::size_t m>
void expect_division_to_be_the_inverse_of_multiplication() {
  std::mt19937_64 generator(7);
  for (int i = 0; i < 20000; ++i) {
    const Limbs<n> dividend = hard_limbs<n>(generator);
    const Limbs<m> divisor = hard_limbs<m>(generator);
    if (divisor.is_zero()) continue;
    const auto [quotient, remainder] = divide(dividend, divisor);
    EXPECT_LT(remainder, divisor);
    EXPECT_EQ(add(multiply(quotient, divisor), slice<n + m>(remainder)), slice<n + m>(dividend));
  }
}

TEST(Limbs, DivisionIsTheInverseOfMultiplication) {
  expect_division_to_be_the_inverse_of_multiplication<4, 2>();
  expect_division_to_be_the_inverse_of_multiplication<4, 4>();
  expect_division_to_be_the_inverse_of_multiplication<8, 4>();
  expect_division_to_be_the_inverse_of_multiplication<2, 3>();
}

TEST(Limbs, GivesTheDigitBackThatWasOneTooMany) {
  // The estimate from the two upper limbs of divisor and dividend is one too large here.
  const Limbs<4> dividend{{3, 0, std::uint64_t{1} << 63, (std::uint64_t{1} << 63) - 1}};
  const Limbs<3> divisor{{1, 0, std::uint64_t{1} << 63}};
  const auto [quotient, remainder] = divide(dividend, divisor);
  EXPECT_LT(remainder, divisor);
  EXPECT_EQ(add(multiply(quotient, divisor), slice<7>(remainder)), slice<7>(dividend));
}

TEST(Limbs, SubtractionUndoesAdditionAndShiftsUndoEachOther) {
  std::mt19937_64 generator(8);
  for (int i = 0; i < 20000; ++i) {
    const auto a = hard_limbs<6>(generator);
    const auto b = hard_limbs<6>(generator);
    EXPECT_EQ(subtract(add(a, b), b), a);
    const int bits = static_cast<int>(generator() % 64);
    EXPECT_EQ(shift_right(shift_left(slice<7>(a), bits), bits), slice<7>(a));
  }
}

TEST(PowersOfTen, HaveTheirDigitsCounted) {
  EXPECT_EQ(digit_count(Uint128{0}), 0);
  for (int n = 0; n < powers_in_256_bits; ++n) {
    const Limbs<4>& power = wide_power_of_ten(n);
    const Limbs<4> below = subtract(power, to_limbs<4>(1));
    EXPECT_EQ(digit_count(power), n + 1);
    EXPECT_EQ(digit_count(below), n);
    if (n >= powers_in_128_bits) continue;
    EXPECT_EQ(digit_count(power_of_ten(n)), n + 1);
    EXPECT_EQ(digit_count(power_of_ten(n) - 1), n);
  }
  for (int bits = 1; bits <= 256; ++bits) {
    Limbs<4> power;
    power.limb[static_cast<std::size_t>(bits - 1) / 64] = std::uint64_t{1} << (bits - 1) % 64;
    int digits = 0;
    while (digits < powers_in_256_bits && wide_power_of_ten(digits) <= power) ++digits;
    EXPECT_EQ(digit_count(power), digits) << bits;
  }
}

}  // namespace
}  // namespace huice::number
