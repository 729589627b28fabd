// What is known about a number: the closed interval that it lies in.
#pragma once

#include <optional>

#include "value/value.hpp"

namespace huice::value {

/// An absent end is unbounded.
struct Interval {
  std::optional<Decimal> low;
  std::optional<Decimal> high;
};

/// Of a number [n, n], of an unknown number its bounds, of anything else nothing.
[[nodiscard]] std::optional<Interval> interval_of(const Value& value);

/// The number itself when the interval holds but one, else an unknown number.
[[nodiscard]] Value value_of(const Interval& interval);

[[nodiscard]] Interval sum(const Interval& a, const Interval& b);
[[nodiscard]] Interval negated(const Interval& a);
[[nodiscard]] Interval product(const Interval& a, const Interval& b);
/// Nothing when the divisor may be zero.
[[nodiscard]] std::optional<Interval> quotient(const Interval& a, const Interval& b);
/// The smallest interval around both.
[[nodiscard]] Interval hull(const Interval& a, const Interval& b);
[[nodiscard]] Interval smaller(const Interval& a, const Interval& b);
[[nodiscard]] Interval greater(const Interval& a, const Interval& b);

/// Is every number of `a` below every number of `b` (or equal to it)?
[[nodiscard]] bool all_below(const Interval& a, const Interval& b);
[[nodiscard]] bool all_at_most(const Interval& a, const Interval& b);

}  // namespace huice::value
