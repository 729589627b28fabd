// What a comparison may come to, over every completion of its unknowns.
#pragma once

#include <cstdint>

#include "value/value.hpp"
#include "value/zone_rules.hpp"

namespace huice::value {

/// A set of truth values. The order of the bits is the order of conjunction: the greatest of the
/// operands' values wins.
using Outcomes = std::uint8_t;
namespace outcome {
inline constexpr Outcomes yes = 1;
inline constexpr Outcomes null = 2;
inline constexpr Outcomes error = 4;
inline constexpr Outcomes no = 8;
}  // namespace outcome

/// The outcomes of `p and q`, for each p of one set and q of the other.
[[nodiscard]] Outcomes conjunction_of(Outcomes p, Outcomes q) noexcept;

/// The one outcome as a value, else unknown.
[[nodiscard]] Value value_of(Outcomes outcomes) noexcept;

/// The two senses in which values are the same.
enum class Sense : std::uint8_t {
  equality,  ///< FEEL's =: different kinds err, times of day by the second, zones by the instant
  identity,  ///< FEEL's is(): different kinds differ, everything to the last digit
};
[[nodiscard]] Outcomes sameness(const Value& a, const Value& b, Sense sense,
                                const ZoneRules* zones);

/// Does `a` occur as `b` for list contains, index of, distinct values ...: `=`, where an error is a
/// no. Gives yes, no or both.
[[nodiscard]] Outcomes match(const Value& a, const Value& b, const ZoneRules* zones);

}  // namespace huice::value
