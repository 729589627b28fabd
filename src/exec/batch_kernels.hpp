// Loops over columns, one for each operation and type. Truths are bytes: bit 0 says that yes is
// possible, bit 1 that no is. Nothing here looks at overflow: the plan has proved that there is
// none.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace huice::exec {

inline constexpr std::uint8_t truth_yes = 1;
inline constexpr std::uint8_t truth_no = 2;
inline constexpr std::uint8_t truth_open = 3;

enum class Compare : std::uint8_t { less, less_equal, equal, not_equal, greater_equal, greater };

/// The kernels of one type of numbers.
template <class T>
struct NumberKernels {
  void (*add)(std::size_t n, const T* a, const T* b, T* out);
  void (*subtract)(std::size_t n, const T* a, const T* b, T* out);
  void (*multiply)(std::size_t n, const T* a, const T* b, T* out);
  void (*smaller)(std::size_t n, const T* a, const T* b, T* out);
  void (*greater)(std::size_t n, const T* a, const T* b, T* out);
  /// a kept between `least` and `most` (the ends of T where there are none), times `factor`, plus
  /// `constant`. Only the result has to fit.
  void (*ramp)(std::size_t n, const T* a, T least, T most, T factor, T constant, T* out);
  void (*choose)(std::size_t n, const std::uint8_t* truth, const T* a, const T* b, T* out);
  void (*choose_constant)(std::size_t n, const std::uint8_t* truth, T a, T b, T* out);
  void (*compare)(Compare how, std::size_t n, const T* a, const T* b, std::uint8_t* out);
  void (*compare_constant)(Compare how, std::size_t n, const T* a, T b, std::uint8_t* out);
};

[[nodiscard]] const NumberKernels<std::int32_t>& kernels_32() noexcept;
[[nodiscard]] const NumberKernels<std::int64_t>& kernels_64() noexcept;

// Bytes.
void truth_and(std::size_t n, const std::uint8_t* a, const std::uint8_t* b, std::uint8_t* out);
void truth_or(std::size_t n, const std::uint8_t* a, const std::uint8_t* b, std::uint8_t* out);
void truth_not(std::size_t n, const std::uint8_t* a, std::uint8_t* out);
void truth_of_bytes(std::size_t n, const std::uint8_t* bytes, std::uint8_t* out);
/// The greater of each: of how well numbers are known.
void byte_max(std::size_t n, const std::uint8_t* a, const std::uint8_t* b, std::uint8_t* out);
/// By truth the byte of a, of b or `open`.
void choose_bytes(std::size_t n, const std::uint8_t* truth, const std::uint8_t* a,
                  const std::uint8_t* b, std::uint8_t open, std::uint8_t* out);
/// Opens the truths of which a number is not known.
void open_unknown(std::size_t n, const std::uint8_t* unknown, std::uint8_t* truth);
/// What a column of truths grants: the amount times the factor where it is yes, else 0.
void grant(std::size_t n, const std::uint8_t* truth, const std::int32_t* amounts,
           std::int64_t factor, std::int64_t* out);
void grant(std::size_t n, const std::uint8_t* truth, const std::int64_t* amounts,
           std::int64_t factor, std::int64_t* out);
/// The same with the amount times the factor, divided by `by` and rounded half to even. `by` is at
/// least 1 and at most 2^60, the amounts times the factor are within 2^62.
void grant_quotients(std::size_t n, const std::uint8_t* truth, const std::int32_t* amounts,
                     std::int64_t factor, std::int64_t by, std::int64_t* out);
void grant_quotients(std::size_t n, const std::uint8_t* truth, const std::int64_t* amounts,
                     std::int64_t factor, std::int64_t by, std::int64_t* out);
/// Takes back amounts that are granted and not known; tells which are.
void hide_unknown(std::size_t n, const std::uint8_t* truth, const std::uint8_t* unknown,
                  std::int64_t* amounts, std::uint8_t* is_known);
/// The values in 128 bits each, the low half first.
void widen(std::size_t n, const std::int64_t* a, void* out);
/// Opens the truths of keys below 0.
void open_keys(std::size_t n, const std::int32_t* keys, std::uint8_t* truth);
/// `table` has an entry for each truth, 0 to 3.
void map_truths(std::size_t n, const std::uint8_t* truth, const std::uint8_t* table,
                std::uint8_t* out);
/// Sums up to each item, the first being 0: n + 1 of them. They may wrap round; differences do not.
void sums(std::size_t n, const std::int32_t* a, std::uint64_t* out);
void sums(std::size_t n, const std::int64_t* a, std::uint64_t* out);
/// How many are yes (and, times 2^32, how many are open) up to each item.
void truth_counts(std::size_t n, const std::uint8_t* truth, std::uint64_t* out);
void wide_ramp(std::size_t n, const std::int32_t* a, std::int64_t least, std::int64_t most,
               std::int64_t factor, std::int64_t constant, std::int64_t* out);
[[nodiscard]] bool any_set(std::size_t n, const std::uint8_t* bytes, std::uint8_t bits);
/// From the bits of a validity map, from the bit `offset` on: 0 where set, else `otherwise`.
void bytes_of_bits(std::size_t n, const std::uint8_t* bits, std::size_t offset,
                   std::uint8_t otherwise, std::uint8_t* out);
/// The values whose byte is 0; 0 where it is not.
void keep_known(std::size_t n, const std::int32_t* a, const std::uint8_t* unknown,
                std::int32_t* out);
void keep_known(std::size_t n, const std::int64_t* a, const std::uint8_t* unknown,
                std::int64_t* out);

/// Offsets from their first one; gives the length of the longest list.
[[nodiscard]] std::int32_t rebase(std::size_t lists, const std::int32_t* offsets,
                                  std::int32_t* out);
/// The list of each item.
void own(std::size_t lists, const std::int32_t* offsets, std::int32_t* owner);
/// a[at[i]].
void gather(std::size_t n, const std::uint8_t* a, const std::int32_t* at, std::uint8_t* out);
void gather(std::size_t n, const std::int32_t* a, const std::int32_t* at, std::int32_t* out);
void gather(std::size_t n, const std::int64_t* a, const std::int32_t* at, std::int64_t* out);
/// Rounds a / by down; `by` is at least 1 and the values are within 2^62.
void floor_quotients(std::size_t n, const std::int64_t* a, std::int64_t by, std::int64_t* out);
/// The least (or greatest) item of each list; lists without items keep what is there.
void extremes(std::size_t n, const std::int32_t* a, const std::int32_t* owner, bool least,
              std::int32_t* out);
void extremes(std::size_t n, const std::int64_t* a, const std::int32_t* owner, bool least,
              std::int64_t* out);
/// Bits of eight bytes, the first byte's lowest; each byte is 0 or 1.
inline std::uint64_t bits_of_bytes(std::uint64_t bytes) noexcept {
  return bytes * 0x0102040810204080 >> 56;
}
/// Visits the positions whose byte `test` finds in a word of eight: it leaves 1 in such a byte and
/// 0 in others. Sixty-four rows at a time, so that which rows they are costs few wrong guesses.
template <class Test, class Visit>
void each_found(std::size_t n, const std::uint8_t* bytes, Test&& test, Visit&& visit) {
  constexpr std::size_t many = 64;
  for (std::size_t begin = 0; begin < n; begin += many) {
    std::uint64_t found = 0;
    const std::size_t rows = n - begin < many ? n - begin : many;
    std::size_t k = 0;
    for (; k + 8 <= rows; k += 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes + begin + k, 8);
      found |= bits_of_bytes(test(word)) << k;
    }
    if (k < rows) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes + begin + k, rows - k);
      found |= bits_of_bytes(test(word)) << k;
    }
    for (; found != 0; found &= found - 1)
      visit(begin + static_cast<std::size_t>(std::countr_zero(found)));
  }
}
inline constexpr std::uint64_t lowest_bits = 0x0101010101010101;
/// Visits the positions of bytes that have one of the two lowest bits set, as `bits` says.
template <class Visit>
void each_set(std::size_t n, const std::uint8_t* bytes, std::uint8_t bits, Visit&& visit) {
  const std::uint64_t first = (bits & 1U) != 0 ? lowest_bits : 0;
  const std::uint64_t second = (bits & 2U) != 0 ? lowest_bits : 0;
  const auto test = [&](std::uint64_t word) { return (word & first) | (word >> 1 & second); };
  each_found(n, bytes, test, visit);
}
/// Visits the positions of truths that are open.
template <class Visit>
void each_open(std::size_t n, const std::uint8_t* truth, Visit&& visit) {
  each_found(n, truth, [](std::uint64_t word) { return word & word >> 1 & lowest_bits; }, visit);
}
/// Visits the positions of truths that are yes.
template <class Visit>
void each_yes(std::size_t n, const std::uint8_t* truth, Visit&& visit) {
  each_found(n, truth, [](std::uint64_t word) { return word & ~(word >> 1) & lowest_bits; }, visit);
}
/// Is some truth open?
[[nodiscard]] bool any_open(std::size_t n, const std::uint8_t* truth);
/// Is some value outside [low, high]?
[[nodiscard]] bool any_outside(std::size_t n, const std::int32_t* a, std::int32_t low,
                               std::int32_t high);
[[nodiscard]] bool any_outside(std::size_t n, const std::int64_t* a, std::int64_t low,
                               std::int64_t high);

}  // namespace huice::exec
