// Equality and order of FEEL values, with unknown.
#pragma once

#include "value/value.hpp"
#include "value/zone_rules.hpp"

namespace huice::value {

// Each function that may meet a named zone has a second form with the zones' rules; the first knows
// none.

enum class Relation : std::uint8_t { less, less_equal, greater, greater_equal };

/// FEEL's `=` (10.3.2.13): true, false, null for different kinds, unknown.
[[nodiscard]] Value equal(const Value& a, const Value& b, const ZoneRules* zones);
[[nodiscard]] inline Value equal(const Value& a, const Value& b) { return equal(a, b, nullptr); }

/// FEEL's < <= > >=: booleans, null where the kinds do not compare, unknown (decided by bounds
/// where they suffice).
[[nodiscard]] Value compare(Relation relation, const Value& a, const Value& b,
                            const ZoneRules* zones);
[[nodiscard]] inline Value compare(Relation relation, const Value& a, const Value& b) {
  return compare(relation, a, b, nullptr);
}

/// FEEL's is(): the same value in the same lexical space; never null.
[[nodiscard]] Value identical(const Value& a, const Value& b);

/// Is `a` in the range? (boolean, null, unknown)
[[nodiscard]] Value in_range(const Value& a, const RangeObject& range, const ZoneRules* zones);
[[nodiscard]] inline Value in_range(const Value& a, const RangeObject& range) {
  return in_range(a, range, nullptr);
}

/// FEEL's `in` with a value on the right: equal to it, a range holding it, or a list with such an
/// element.
[[nodiscard]] Value in_test(const Value& a, const Value& test, const ZoneRules* zones);
[[nodiscard]] inline Value in_test(const Value& a, const Value& test) {
  return in_test(a, test, nullptr);
}

/// Plain equality of two fully known values of any kind (used for constants, tests and sets).
[[nodiscard]] bool same_value(const Value& a, const Value& b);

/// Does the value hold no unknown part?
[[nodiscard]] bool is_fully_known(const Value& value);

}  // namespace huice::value
