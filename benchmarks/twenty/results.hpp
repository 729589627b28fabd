// What an engine answers on the twenty rules, and the check against expected.json.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "population.hpp"

namespace twenty {

enum Rule : std::size_t {
  e01,
  e02,
  e03,
  e04,
  e05,
  e06,
  e07,
  e08,
  e09,
  e10,
  e11,
  e12,
  e13,
  e14,
  e15,
  e16,
  e17,
  e18,
  e19,
  e20
};
inline constexpr std::size_t rule_count = 20;

/// Digits after the point with which an exact amount is kept; e02 is rounded, flags have none.
inline constexpr std::array<int, rule_count> places{3, 8, 5, 2, 2, 2, 2, 4, 4, 3,
                                                    0, 3, 3, 3, 4, 2, 6, 0, 0, 4};
[[nodiscard]] constexpr bool is_flag(std::size_t rule) {
  return rule == e11 || rule == e18 || rule == e19;
}
[[nodiscard]] constexpr bool is_of_person(std::size_t rule) {
  return rule == e02 || rule == e04 || rule == e05 || rule == e06 || rule == e07 || rule == e10 ||
         rule == e13 || rule == e14 || rule == e15 || rule == e18 || rule == e19;
}

/// The columns of the rules; amounts scaled by `places`. Kept between runs, so that a second run
/// writes into warm pages.
struct ExactResults {
  std::array<std::vector<std::int64_t>, rule_count> amounts;
  std::array<std::vector<std::uint8_t>, rule_count> flags;
  void resize(const Population& population);
};
struct FloatResults {
  std::array<std::vector<double>, rule_count> amounts;
  std::array<std::vector<std::uint8_t>, rule_count> flags;
  void resize(const Population& population);
};

void decide_exact(const Population& population, ExactResults& results);
void decide_float(const Population& population, FloatResults& results);

/// SHA-256 of a rule's column as expected.json has it: amounts half-even to two places, flags as
/// true and false, a line each.
[[nodiscard]] std::string column_hash(const ExactResults& results, std::size_t rule);

}  // namespace twenty
