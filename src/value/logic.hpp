// Three-valued logic with null: the tables of docs/language.md ("unknown and null").
#pragma once

#include "value/value.hpp"

namespace huice::value {

/// Of operands neither of which decides; one at least is no boolean.
[[nodiscard]] Value undecided_truth(const Value& a, const Value& b);
[[nodiscard]] Value negate_other(const Value& a);

[[nodiscard]] inline Value negate_truth(const Value& a) {
  return a.is_boolean() ? Value(!a.boolean()) : negate_other(a);
}

/// Non-booleans count as null (FEEL).
[[nodiscard]] inline Value conjunction(const Value& a, const Value& b) {
  if (a.is_false() || b.is_false()) return Value(false);
  if (a.is_true() && b.is_true()) return Value(true);
  return undecided_truth(a, b);
}

[[nodiscard]] inline Value disjunction(const Value& a, const Value& b) {
  if (a.is_true() || b.is_true()) return Value(true);
  if (a.is_false() && b.is_false()) return Value(false);
  return undecided_truth(a, b);
}

/// The value of `if condition then a else b` when the condition is unknown: the branches where they
/// are equal, else unknown (with bounds where both are numbers).
[[nodiscard]] Value join(const Value& a, const Value& b);

}  // namespace huice::value
