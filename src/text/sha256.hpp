// SHA-256 (FIPS 180-4), for content and replay hashes.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace huice::text {

class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  /// Adds the length first: fields cannot run into each other.
  void add_field(std::string_view bytes);
  /// The digest as 64 hexadecimal digits; the object is used up.
  [[nodiscard]] std::string finish();

 private:
  void block(const unsigned char* bytes);

  std::array<std::uint32_t, 8> state_;
  std::array<unsigned char, 64> pending_{};
  std::uint64_t length_ = 0;
};

}  // namespace huice::text
