// Three-valued logic with null: the tables of docs/language.md ("unknown and null").
#pragma once

#include "value/value.hpp"

namespace huice::value {

[[nodiscard]] Value negate_truth(const Value& a);
/// Non-booleans count as null (FEEL).
[[nodiscard]] Value conjunction(const Value& a, const Value& b);
[[nodiscard]] Value disjunction(const Value& a, const Value& b);

/// The value of `if condition then a else b` when the condition is unknown: the branches where they
/// are equal, else unknown (with bounds where both are numbers).
[[nodiscard]] Value join(const Value& a, const Value& b);

}  // namespace huice::value
