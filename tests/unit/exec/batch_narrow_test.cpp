// Arrow's wide numbers and bits, as kernels read them.
#include "exec/batch_narrow.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "exec/batch_kernels.hpp"

namespace huice::exec {

namespace {

/// The low half first, as in memory.
using Halves = std::array<std::int64_t, 2>;

constexpr Halves of(std::int64_t value) { return {value, value < 0 ? -1 : 0}; }

template <class T>
std::vector<T> narrowed(const std::vector<Halves>& wide, const std::vector<std::uint8_t>& unknown) {
  std::vector<T> out(wide.size());
  if (!narrow(wide.size(), wide.data(), unknown.empty() ? nullptr : unknown.data(), out.data()))
    out.clear();
  return out;
}

TEST(BatchNarrow, NumbersThatFit) {
  const std::vector<Halves> wide{of(0), of(-1), of(INT32_MAX), of(INT32_MIN)};
  EXPECT_EQ(narrowed<std::int32_t>(wide, {}),
            (std::vector<std::int32_t>{0, -1, INT32_MAX, INT32_MIN}));
  EXPECT_EQ(narrowed<std::int64_t>({of(INT64_MAX), of(INT64_MIN)}, {}),
            (std::vector<std::int64_t>{INT64_MAX, INT64_MIN}));
  EXPECT_TRUE(narrowed<std::int64_t>({}, {}).empty());
}

TEST(BatchNarrow, NumbersThatDoNot) {
  for (const std::int64_t value : {INT32_MAX + std::int64_t{1}, INT32_MIN - std::int64_t{1}})
    EXPECT_TRUE(narrowed<std::int32_t>({of(1), of(value)}, {}).empty()) << value;
  // 2^63, -2^63 - 1, 2^64 and 2^127 - 1.
  for (const Halves& value :
       {Halves{INT64_MIN, 0}, Halves{INT64_MAX, -1}, Halves{0, 1}, Halves{-1, INT64_MAX}}) {
    EXPECT_TRUE(narrowed<std::int64_t>({of(1), value}, {}).empty());
    EXPECT_TRUE(narrowed<std::int32_t>({of(1), value}, {}).empty());
  }
}

TEST(BatchNarrow, WhatLiesWhereAValueIsUnknownCountsForNothing) {
  const std::vector<Halves> wide{of(7), {0, 1}, {-5, INT64_MAX}, of(-8)};
  EXPECT_EQ(narrowed<std::int32_t>(wide, {0, 1, 3, 0}), (std::vector<std::int32_t>{7, 0, 0, -8}));
  EXPECT_TRUE(narrowed<std::int64_t>(wide, {0, 0, 1, 0}).empty());
}

TEST(BatchNarrow, TruthsOfBitsFromAnywhere) {
  const std::vector<std::uint8_t> bits{0b1010'0110, 0b0011'1100, 0b1000'0001};
  for (std::size_t offset = 0; offset < 24; ++offset) {
    std::vector<std::uint8_t> truths(24 - offset);
    truth_of_bits(truths.size(), bits.data(), offset, truths.data());
    for (std::size_t i = 0; i < truths.size(); ++i) {
      const std::size_t at = offset + i;
      const bool is_set = (bits[at / 8] >> (at % 8) & 1U) != 0;
      EXPECT_EQ(truths[i], is_set ? truth_yes : truth_no) << offset << " " << i;
    }
  }
}

}  // namespace

}  // namespace huice::exec
