#include "exec/batch_kernels.hpp"

#include <cstring>
#include <limits>
#include <type_traits>

// One copy for any machine and one for those with wide registers, chosen when the program starts.
#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
#define HUICE_KERNEL __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define HUICE_KERNEL
#endif
#define HUICE_INLINE __attribute__((always_inline)) inline

namespace huice::exec {

namespace {

template <class T, class F>
HUICE_INLINE void each(std::size_t n, const T* __restrict a, const T* __restrict b,
                       T* __restrict out, F f) {
  for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<T>(f(a[i], b[i]));
}

// Without what changes nothing. Unsigned, for what passes the range on the way to the result.
template <bool has_least, bool has_most, bool has_factor, class T, class Out>
HUICE_INLINE void ramp_of(std::size_t n, const T* __restrict a, Out least, Out most, Out factor,
                          Out constant, Out* __restrict out) {
  using Bits = std::make_unsigned_t<Out>;
  for (std::size_t i = 0; i < n; ++i) {
    Out x = a[i];
    if constexpr (has_least) x = x > least ? x : least;
    if constexpr (has_most) x = x < most ? x : most;
    Bits y = static_cast<Bits>(x);
    if constexpr (has_factor) y *= static_cast<Bits>(factor);
    out[i] = static_cast<Out>(y + static_cast<Bits>(constant));
  }
}

template <class T, class Out>
HUICE_INLINE void ramp_any(std::size_t n, const T* a, Out least, Out most, Out factor, Out constant,
                           Out* out) {
  const bool has_least = least != std::numeric_limits<Out>::min();
  const bool has_most = most != std::numeric_limits<Out>::max();
  const bool has_factor = factor != 1;
  switch ((has_least ? 4 : 0) + (has_most ? 2 : 0) + (has_factor ? 1 : 0)) {
    case 0:
      return ramp_of<false, false, false>(n, a, least, most, factor, constant, out);
    case 1:
      return ramp_of<false, false, true>(n, a, least, most, factor, constant, out);
    case 2:
      return ramp_of<false, true, false>(n, a, least, most, factor, constant, out);
    case 3:
      return ramp_of<false, true, true>(n, a, least, most, factor, constant, out);
    case 4:
      return ramp_of<true, false, false>(n, a, least, most, factor, constant, out);
    case 5:
      return ramp_of<true, false, true>(n, a, least, most, factor, constant, out);
    case 6:
      return ramp_of<true, true, false>(n, a, least, most, factor, constant, out);
    default:
      return ramp_of<true, true, true>(n, a, least, most, factor, constant, out);
  }
}

template <class T, class F>
HUICE_INLINE void test(std::size_t n, const T* __restrict a, const T* __restrict b,
                       std::uint8_t* __restrict out, F f) {
  for (std::size_t i = 0; i < n; ++i)
    out[i] = static_cast<std::uint8_t>(2 - static_cast<int>(f(a[i], b[i])));
}
template <class T, class F>
HUICE_INLINE void test(std::size_t n, const T* __restrict a, T b, std::uint8_t* __restrict out,
                       F f) {
  for (std::size_t i = 0; i < n; ++i)
    out[i] = static_cast<std::uint8_t>(2 - static_cast<int>(f(a[i], b)));
}

template <class T, class B>
HUICE_INLINE void compare_any(Compare how, std::size_t n, const T* a, B b, std::uint8_t* out) {
  switch (how) {
    case Compare::less:
      return test(n, a, b, out, [](T x, T y) { return x < y; });
    case Compare::less_equal:
      return test(n, a, b, out, [](T x, T y) { return x <= y; });
    case Compare::equal:
      return test(n, a, b, out, [](T x, T y) { return x == y; });
    case Compare::not_equal:
      return test(n, a, b, out, [](T x, T y) { return x != y; });
    case Compare::greater_equal:
      return test(n, a, b, out, [](T x, T y) { return x >= y; });
    case Compare::greater:
      return test(n, a, b, out, [](T x, T y) { return x > y; });
  }
}

// The kernels of a type: free functions, so that each can be compiled for several machines.
// NOLINTBEGIN(bugprone-macro-parentheses): a type does not stand in parentheses
#define HUICE_NUMBER_KERNELS(T, suffix)                                                           \
  HUICE_KERNEL void add_##suffix(std::size_t n, const T* a, const T* b, T* out) {                 \
    each(n, a, b, out, [](T x, T y) { return x + y; });                                           \
  }                                                                                               \
  HUICE_KERNEL void subtract_##suffix(std::size_t n, const T* a, const T* b, T* out) {            \
    each(n, a, b, out, [](T x, T y) { return x - y; });                                           \
  }                                                                                               \
  HUICE_KERNEL void multiply_##suffix(std::size_t n, const T* a, const T* b, T* out) {            \
    each(n, a, b, out, [](T x, T y) { return x * y; });                                           \
  }                                                                                               \
  HUICE_KERNEL void smaller_##suffix(std::size_t n, const T* a, const T* b, T* out) {             \
    each(n, a, b, out, [](T x, T y) { return x < y ? x : y; });                                   \
  }                                                                                               \
  HUICE_KERNEL void greater_##suffix(std::size_t n, const T* a, const T* b, T* out) {             \
    each(n, a, b, out, [](T x, T y) { return x > y ? x : y; });                                   \
  }                                                                                               \
  HUICE_KERNEL void ramp_##suffix(std::size_t n, const T* a, T least, T most, T factor,           \
                                  T constant, T* out) {                                           \
    ramp_any(n, a, least, most, factor, constant, out);                                           \
  }                                                                                               \
  HUICE_KERNEL void choose_##suffix(std::size_t n, const std::uint8_t* __restrict truth,          \
                                    const T* __restrict a, const T* __restrict b,                 \
                                    T* __restrict out) {                                          \
    for (std::size_t i = 0; i < n; ++i) out[i] = truth[i] == truth_yes ? a[i] : b[i];             \
  }                                                                                               \
  HUICE_KERNEL void choose_constant_##suffix(std::size_t n, const std::uint8_t* __restrict truth, \
                                             T a, T b, T* __restrict out) {                       \
    for (std::size_t i = 0; i < n; ++i) out[i] = truth[i] == truth_yes ? a : b;                   \
  }                                                                                               \
  HUICE_KERNEL void compare_##suffix(Compare how, std::size_t n, const T* a, const T* b,          \
                                     std::uint8_t* out) {                                         \
    compare_any(how, n, a, b, out);                                                               \
  }                                                                                               \
  HUICE_KERNEL void compare_constant_##suffix(Compare how, std::size_t n, const T* a, T b,        \
                                              std::uint8_t* out) {                                \
    compare_any(how, n, a, b, out);                                                               \
  }                                                                                               \
  constexpr NumberKernels<T> all_##suffix{&add_##suffix,      &subtract_##suffix,                 \
                                          &multiply_##suffix, &smaller_##suffix,                  \
                                          &greater_##suffix,  &ramp_##suffix,                     \
                                          &choose_##suffix,   &choose_constant_##suffix,          \
                                          &compare_##suffix,  &compare_constant_##suffix};
// NOLINTEND(bugprone-macro-parentheses)

HUICE_NUMBER_KERNELS(std::int32_t, 32)
HUICE_NUMBER_KERNELS(std::int64_t, 64)

#undef HUICE_NUMBER_KERNELS

template <class T>
HUICE_INLINE bool outside(std::size_t n, const T* __restrict a, T low, T high) {
  T least = low;
  T most = low;
  for (std::size_t i = 0; i < n; ++i) {
    least = a[i] < least ? a[i] : least;
    most = a[i] > most ? a[i] : most;
  }
  return least < low || most > high;
}

}  // namespace

const NumberKernels<std::int32_t>& kernels_32() noexcept { return all_32; }
const NumberKernels<std::int64_t>& kernels_64() noexcept { return all_64; }

HUICE_KERNEL void truth_and(std::size_t n, const std::uint8_t* __restrict a,
                            const std::uint8_t* __restrict b, std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i)
    out[i] = static_cast<std::uint8_t>((a[i] & b[i] & 1U) | ((a[i] | b[i]) & 2U));
}

HUICE_KERNEL void truth_or(std::size_t n, const std::uint8_t* __restrict a,
                           const std::uint8_t* __restrict b, std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i)
    out[i] = static_cast<std::uint8_t>(((a[i] | b[i]) & 1U) | (a[i] & b[i] & 2U));
}

HUICE_KERNEL void truth_not(std::size_t n, const std::uint8_t* __restrict a,
                            std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i)
    out[i] = static_cast<std::uint8_t>((a[i] >> 1U) | ((a[i] & 1U) << 1U));
}

HUICE_KERNEL void truth_of_bytes(std::size_t n, const std::uint8_t* __restrict bytes,
                                 std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = bytes[i] != 0 ? truth_yes : truth_no;
}

HUICE_KERNEL void byte_max(std::size_t n, const std::uint8_t* __restrict a,
                           const std::uint8_t* __restrict b, std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = a[i] > b[i] ? a[i] : b[i];
}

HUICE_KERNEL void choose_bytes(std::size_t n, const std::uint8_t* __restrict truth,
                               const std::uint8_t* __restrict a, const std::uint8_t* __restrict b,
                               std::uint8_t open, std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint8_t chosen = truth[i] == truth_yes ? a[i] : b[i];
    out[i] = truth[i] == truth_open ? open : chosen;
  }
}

HUICE_KERNEL void bytes_of_bits(std::size_t n, const std::uint8_t* bits, std::size_t offset,
                                std::uint8_t otherwise, std::uint8_t* __restrict out) {
  std::size_t i = 0;
  for (; i < n && (offset + i) % 8 != 0; ++i)
    out[i] = (bits[(offset + i) / 8] >> ((offset + i) % 8) & 1U) != 0 ? 0 : otherwise;
  const std::uint8_t* whole = bits + (offset + i) / 8;
  for (; i + 8 <= n; i += 8, ++whole) {
    for (unsigned k = 0; k < 8; ++k) out[i + k] = (*whole >> k & 1U) != 0 ? 0 : otherwise;
  }
  for (unsigned k = 0; i < n; ++i, ++k) out[i] = (*whole >> k & 1U) != 0 ? 0 : otherwise;
}

HUICE_KERNEL void keep_known(std::size_t n, const std::int32_t* __restrict a,
                             const std::uint8_t* __restrict unknown, std::int32_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = unknown[i] == 0 ? a[i] : 0;
}

HUICE_KERNEL void keep_known(std::size_t n, const std::int64_t* __restrict a,
                             const std::uint8_t* __restrict unknown, std::int64_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = unknown[i] == 0 ? a[i] : 0;
}

HUICE_KERNEL void open_unknown(std::size_t n, const std::uint8_t* __restrict unknown,
                               std::uint8_t* __restrict truth) {
  for (std::size_t i = 0; i < n; ++i) truth[i] = unknown[i] != 0 ? truth_open : truth[i];
}

HUICE_KERNEL void grant(std::size_t n, const std::uint8_t* __restrict truth,
                        const std::int32_t* __restrict amounts, std::int64_t factor,
                        std::int64_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i)
    out[i] = truth[i] == truth_yes ? std::int64_t{amounts[i]} * factor : 0;
}

HUICE_KERNEL void grant(std::size_t n, const std::uint8_t* __restrict truth,
                        const std::int64_t* __restrict amounts, std::int64_t factor,
                        std::int64_t* __restrict out) {
  if (factor == 1) {
    for (std::size_t i = 0; i < n; ++i) out[i] = truth[i] == truth_yes ? amounts[i] : 0;
    return;
  }
  for (std::size_t i = 0; i < n; ++i) out[i] = truth[i] == truth_yes ? amounts[i] * factor : 0;
}

HUICE_KERNEL void hide_unknown(std::size_t n, const std::uint8_t* __restrict truth,
                               const std::uint8_t* __restrict unknown,
                               std::int64_t* __restrict amounts,
                               std::uint8_t* __restrict is_known) {
  for (std::size_t i = 0; i < n; ++i)
    is_known[i] = static_cast<std::uint8_t>((truth[i] != truth_yes) | (unknown[i] == 0));
  for (std::size_t i = 0; i < n; ++i) amounts[i] = is_known[i] != 0 ? amounts[i] : 0;
}

HUICE_KERNEL void widen(std::size_t n, const std::int64_t* __restrict a, void* __restrict out) {
  auto* bytes = static_cast<unsigned char*>(out);
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t halves[] = {a[i], a[i] >> 63};
    std::memcpy(bytes + i * sizeof halves, halves, sizeof halves);
  }
}

HUICE_KERNEL void open_keys(std::size_t n, const std::int32_t* __restrict keys,
                            std::uint8_t* __restrict truth) {
  for (std::size_t i = 0; i < n; ++i) truth[i] = keys[i] < 0 ? truth_open : truth[i];
}

HUICE_KERNEL void map_truths(std::size_t n, const std::uint8_t* __restrict truth,
                             const std::uint8_t* table, std::uint8_t* __restrict out) {
  const std::uint8_t yes = table[truth_yes];
  const std::uint8_t no = table[truth_no];
  const std::uint8_t open = table[truth_open];
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint8_t decided = truth[i] == truth_yes ? yes : no;
    out[i] = truth[i] == truth_open ? open : decided;
  }
}

HUICE_KERNEL bool any_open(std::size_t n, const std::uint8_t* __restrict truth) {
  std::uint8_t open = 0;
  for (std::size_t i = 0; i < n; ++i)
    open = static_cast<std::uint8_t>(open | (truth[i] == truth_open ? 1 : 0));
  return open != 0;
}

HUICE_KERNEL void sums(std::size_t n, const std::int32_t* __restrict a,
                       std::uint64_t* __restrict out) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < n; ++i) {
    out[i] = sum;
    sum += static_cast<std::uint64_t>(std::int64_t{a[i]});
  }
  out[n] = sum;
}

HUICE_KERNEL void sums(std::size_t n, const std::int64_t* __restrict a,
                       std::uint64_t* __restrict out) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < n; ++i) {
    out[i] = sum;
    sum += static_cast<std::uint64_t>(a[i]);
  }
  out[n] = sum;
}

HUICE_KERNEL void truth_counts(std::size_t n, const std::uint8_t* __restrict truth,
                               std::uint64_t* __restrict out) {
  constexpr std::uint64_t open = std::uint64_t{1} << 32;
  static constexpr std::uint64_t weights[4] = {0, 1, 0, open};
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < n; ++i) {
    out[i] = count;
    count += weights[truth[i]];
  }
  out[n] = count;
}

HUICE_KERNEL void wide_ramp(std::size_t n, const std::int32_t* a, std::int64_t least,
                            std::int64_t most, std::int64_t factor, std::int64_t constant,
                            std::int64_t* out) {
  ramp_any(n, a, least, most, factor, constant, out);
}

HUICE_KERNEL std::int32_t rebase(std::size_t lists, const std::int32_t* __restrict offsets,
                                 std::int32_t* __restrict out) {
  std::int32_t longest = 0;
  const std::int32_t first = offsets[0];
  for (std::size_t i = 0; i < lists; ++i) {
    out[i] = offsets[i] - first;
    const std::int32_t length = offsets[i + 1] - offsets[i];
    longest = length > longest ? length : longest;
  }
  out[lists] = offsets[lists] - first;
  return longest;
}

// Lists are short: eight places are written whether or not the list has them, the next list writes
// over what is not its own.
HUICE_KERNEL void own(std::size_t lists, const std::int32_t* __restrict offsets,
                      std::int32_t* __restrict owner) {
  constexpr std::int32_t usual = 8;
  const std::int32_t end = offsets[lists];
  for (std::size_t list = 0; list < lists; ++list) {
    const std::int32_t begin = offsets[list];
    const auto number = static_cast<std::int32_t>(list);
    std::int32_t* out = owner + begin;
    const bool is_usual = offsets[list + 1] - begin <= usual && begin + usual <= end;
    const std::int32_t length = is_usual ? usual : offsets[list + 1] - begin;
    if (is_usual) {
      for (std::int32_t i = 0; i < usual; ++i) out[i] = number;
    } else {
      for (std::int32_t i = 0; i < length; ++i) out[i] = number;
    }
  }
}

HUICE_KERNEL void gather(std::size_t n, const std::uint8_t* __restrict a,
                         const std::int32_t* __restrict at, std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = a[at[i]];
}
HUICE_KERNEL void gather(std::size_t n, const std::int32_t* __restrict a,
                         const std::int32_t* __restrict at, std::int32_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = a[at[i]];
}
HUICE_KERNEL void gather(std::size_t n, const std::int64_t* __restrict a,
                         const std::int32_t* __restrict at, std::int64_t* __restrict out) {
  for (std::size_t i = 0; i < n; ++i) out[i] = a[at[i]];
}

namespace {

// Division by multiplication (Granlund and Montgomery): exact for dividends within 2^62.
class Divisor {
 public:
  explicit Divisor(std::int64_t by) noexcept : by_(by) {
    unsigned bits = 0;
    while ((std::int64_t{1} << bits) < by) ++bits;
    shift_ = 62 + bits;
    inverse_ = static_cast<std::uint64_t>(
        (static_cast<Product>(1) << shift_) / static_cast<Product>(by) + 1);
  }
  [[nodiscard]] HUICE_INLINE std::int64_t floor(std::int64_t value) const noexcept {
    // Rounded down, -1 - x is -1 less the quotient of x.
    const std::int64_t sign = value >> 63;
    const auto size = static_cast<std::uint64_t>(value ^ sign);
    return static_cast<std::int64_t>(static_cast<Product>(size) * inverse_ >> shift_) ^ sign;
  }
  [[nodiscard]] HUICE_INLINE std::int64_t half_even(std::int64_t value) const noexcept {
    const std::int64_t quotient = floor(value);
    const std::int64_t twice = 2 * (value - quotient * by_);
    const bool is_up = (twice > by_) | ((twice == by_) & ((quotient & 1) != 0));
    return quotient + (is_up ? 1 : 0);
  }

 private:
  __extension__ typedef unsigned __int128 Product;
  std::int64_t by_;
  unsigned shift_ = 0;
  std::uint64_t inverse_ = 0;
};

template <class T>
HUICE_INLINE void grant_quotients_of(std::size_t n, const std::uint8_t* __restrict truth,
                                     const T* __restrict amounts, std::int64_t factor,
                                     std::int64_t by, std::int64_t* __restrict out) {
  const Divisor divisor(by);
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t quotient = divisor.half_even(std::int64_t{amounts[i]} * factor);
    out[i] = truth[i] == truth_yes ? quotient : 0;
  }
}

}  // namespace

HUICE_KERNEL void floor_quotients(std::size_t n, const std::int64_t* __restrict a, std::int64_t by,
                                  std::int64_t* __restrict out) {
  const Divisor divisor(by);
  for (std::size_t i = 0; i < n; ++i) out[i] = divisor.floor(a[i]);
}

HUICE_KERNEL void grant_quotients(std::size_t n, const std::uint8_t* truth,
                                  const std::int32_t* amounts, std::int64_t factor, std::int64_t by,
                                  std::int64_t* out) {
  grant_quotients_of(n, truth, amounts, factor, by, out);
}
HUICE_KERNEL void grant_quotients(std::size_t n, const std::uint8_t* truth,
                                  const std::int64_t* amounts, std::int64_t factor, std::int64_t by,
                                  std::int64_t* out) {
  grant_quotients_of(n, truth, amounts, factor, by, out);
}

namespace {

// One after another: the last that is written for a list is right.
template <class T, class Pick>
HUICE_INLINE void extremes_by(std::size_t n, const T* __restrict a,
                              const std::int32_t* __restrict owner, T* __restrict out, Pick pick) {
  std::int32_t before = -1;
  T best = 0;
  for (std::size_t i = 0; i < n; ++i) {
    best = owner[i] == before ? pick(best, a[i]) : a[i];
    before = owner[i];
    out[before] = best;
  }
}

template <class T>
HUICE_INLINE void extremes_of(std::size_t n, const T* a, const std::int32_t* owner, bool least,
                              T* out) {
  if (least) return extremes_by(n, a, owner, out, [](T x, T y) { return x < y ? x : y; });
  extremes_by(n, a, owner, out, [](T x, T y) { return x > y ? x : y; });
}

}  // namespace

HUICE_KERNEL void extremes(std::size_t n, const std::int32_t* a, const std::int32_t* owner,
                           bool least, std::int32_t* out) {
  extremes_of(n, a, owner, least, out);
}
HUICE_KERNEL void extremes(std::size_t n, const std::int64_t* a, const std::int32_t* owner,
                           bool least, std::int64_t* out) {
  extremes_of(n, a, owner, least, out);
}

HUICE_KERNEL bool any_set(std::size_t n, const std::uint8_t* __restrict bytes, std::uint8_t bits) {
  std::uint8_t all = 0;
  for (std::size_t i = 0; i < n; ++i) all = static_cast<std::uint8_t>(all | bytes[i]);
  return (all & bits) != 0;
}

HUICE_KERNEL bool any_outside(std::size_t n, const std::int32_t* a, std::int32_t low,
                              std::int32_t high) {
  return outside(n, a, low, high);
}
HUICE_KERNEL bool any_outside(std::size_t n, const std::int64_t* a, std::int64_t low,
                              std::int64_t high) {
  return outside(n, a, low, high);
}

}  // namespace huice::exec
