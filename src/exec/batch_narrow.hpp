// Columns as Arrow has them, brought to what kernels read.
#pragma once

#include <cstddef>
#include <cstdint>

namespace huice::exec {

/// Whole numbers of 128 bits, the low half first. False where a known one does not fit: then `out`
/// counts for nothing. `unknown` is 0 where a value is known, nullptr: all are; unknown values
/// become 0.
[[nodiscard]] bool narrow(std::size_t n, const void* wide, const std::uint8_t* unknown,
                          std::int64_t* out) noexcept;
[[nodiscard]] bool narrow(std::size_t n, const void* wide, const std::uint8_t* unknown,
                          std::int32_t* out) noexcept;

/// A bit for each truth, from the bit `offset` on.
void truth_of_bits(std::size_t n, const std::uint8_t* bits, std::size_t offset, std::uint8_t* out);

}  // namespace huice::exec
