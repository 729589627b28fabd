// Equality and order of FEEL values, with unknown.
#pragma once

#include "value/value.hpp"

namespace huice::value {

enum class Relation : std::uint8_t { less, less_equal, greater, greater_equal };

/// FEEL's `=` (10.3.2.13): true, false, null for different kinds, unknown.
[[nodiscard]] Value equal(const Value& a, const Value& b);

/// FEEL's < <= > >=: booleans, null where the kinds do not compare, unknown (decided by bounds where they suffice).
[[nodiscard]] Value compare(Relation relation, const Value& a, const Value& b);

/// FEEL's is(): the same value in the same lexical space; never null.
[[nodiscard]] Value identical(const Value& a, const Value& b);

/// Is `a` in the range? (boolean, null, unknown)
[[nodiscard]] Value in_range(const Value& a, const RangeObject& range);

/// FEEL's `in` with a value on the right: equal to it, a range holding it, or a list with such an element.
[[nodiscard]] Value in_test(const Value& a, const Value& test);

/// Plain equality of two fully known values of any kind (used for constants, tests and sets).
[[nodiscard]] bool same_value(const Value& a, const Value& b);

/// Does the value hold no unknown part?
[[nodiscard]] bool is_fully_known(const Value& value);

}  // namespace huice::value
