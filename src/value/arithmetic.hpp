// + - * / ** and unary minus over FEEL values (DMN 1.5, tables 54 to 59), with unknown.
#pragma once

#include "value/value.hpp"
#include "value/zone_rules.hpp"

namespace huice::value {

/// Numbers, strings (+), dates and durations. Wrong kinds give an error (null); an unknown operand
/// gives unknown (numbers: with bounds where they follow), unless the other operand makes every
/// result an error.
[[nodiscard]] Value add(const Value& a, const Value& b);
[[nodiscard]] Value subtract(const Value& a, const Value& b, const ZoneRules* zones);
[[nodiscard]] inline Value subtract(const Value& a, const Value& b) {
  return subtract(a, b, nullptr);
}
[[nodiscard]] Value multiply(const Value& a, const Value& b);
[[nodiscard]] Value divide(const Value& a, const Value& b);
[[nodiscard]] Value power(const Value& a, const Value& b);
[[nodiscard]] Value negate(const Value& a);

}  // namespace huice::value
