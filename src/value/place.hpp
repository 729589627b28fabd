// Places by their codes (GB/T 2260): a province is xx0000, a prefecture xxxx00, a county any other
// code; 000000 is the nation.
#pragma once

#include <cstddef>
#include <string_view>

namespace huice::value {

inline constexpr std::size_t place_code_length = 6;
inline constexpr std::size_t province_digits = 2;
inline constexpr std::size_t prefecture_digits = 4;
inline constexpr std::size_t county_digits = 6;

/// The digits that name a place; the levels below are 00. All of what is no code.
constexpr std::size_t significant_digits(std::string_view code) noexcept {
  if (code.size() != place_code_length || code[4] != '0' || code[5] != '0') return county_digits;
  if (code[2] != '0' || code[3] != '0') return prefecture_digits;
  return code[0] != '0' || code[1] != '0' ? province_digits : 0;
}

/// Does the area hold the place? Every area holds itself.
constexpr bool holds(std::string_view area, std::string_view code) noexcept {
  const std::size_t digits = significant_digits(area);
  if (code.size() < digits || area.size() < digits) return code == area;
  for (std::size_t i = 0; i < digits; ++i) {
    if (code[i] != area[i]) return false;
  }
  return true;
}

}  // namespace huice::value
