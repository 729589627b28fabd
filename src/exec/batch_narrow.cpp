#include "exec/batch_narrow.hpp"

#include <cstring>

#include "exec/batch_kernels.hpp"

namespace huice::exec {

namespace {

template <class T>
bool narrow_to(std::size_t n, const void* wide, const std::uint8_t* unknown, T* out) noexcept {
  constexpr std::size_t width = 16;
  constexpr int sign = 63;
  const auto* bytes = static_cast<const unsigned char*>(wide);
  // What is left of the bits that a value of its own width would repeat.
  std::int64_t lost = 0;
  const auto each = [&](auto is_known) {
    for (std::size_t i = 0; i < n; ++i) {
      std::int64_t halves[2];
      std::memcpy(halves, bytes + i * width, width);
      const std::int64_t mask = is_known(i) ? -1 : 0;
      const auto value = static_cast<T>(halves[0] & mask);
      lost |= (halves[1] ^ halves[0] >> sign) & mask;
      lost |= (halves[0] & mask) ^ std::int64_t{value};
      out[i] = value;
    }
  };
  if (unknown == nullptr) {
    each([](std::size_t) { return true; });
  } else {
    each([&](std::size_t i) { return unknown[i] == 0; });
  }
  return lost == 0;
}

}  // namespace

bool narrow(std::size_t n, const void* wide, const std::uint8_t* unknown,
            std::int64_t* out) noexcept {
  return narrow_to(n, wide, unknown, out);
}

bool narrow(std::size_t n, const void* wide, const std::uint8_t* unknown,
            std::int32_t* out) noexcept {
  return narrow_to(n, wide, unknown, out);
}

void truth_of_bits(std::size_t n, const std::uint8_t* bits, std::size_t offset, std::uint8_t* out) {
  static_assert(truth_yes + 1 == truth_no);
  bytes_of_bits(n, bits, offset, 1, out);
  for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<std::uint8_t>(out[i] + truth_yes);
}

}  // namespace huice::exec
