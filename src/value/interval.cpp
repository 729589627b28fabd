#include "value/interval.hpp"

#include <array>
#include <span>

namespace huice::value {

namespace {

// An end of an interval on the extended line; a result too large for a decimal is beyond any bound.
struct End {
  int infinite = 0;  // -1, 0 or 1
  Decimal finite;
};

End low_end(const Interval& a) { return a.low ? End{0, *a.low} : End{-1, {}}; }
End high_end(const Interval& a) { return a.high ? End{0, *a.high} : End{1, {}}; }

int sign(const End& end) {
  if (end.infinite != 0) return end.infinite;
  if (end.finite.is_zero()) return 0;
  return end.finite.is_negative() ? -1 : 1;
}

bool below(const End& a, const End& b) {
  if (a.infinite != b.infinite) return a.infinite < b.infinite;
  return a.infinite == 0 && a.finite < b.finite;
}

End times(const End& a, const End& b) {
  const int s = sign(a) * sign(b);
  if (s == 0) return {};
  if (a.infinite != 0 || b.infinite != 0) return {s, {}};
  const auto exact = huice::multiply(a.finite, b.finite);
  return exact ? End{0, *exact} : End{s, {}};
}

// The divisor is not zero. An infinite divisor stands for arbitrarily small quotients.
End over(const End& a, const End& b) {
  const int s = sign(a) * sign(b);
  if (s == 0 || b.infinite != 0) return {};
  if (a.infinite != 0) return {s, {}};
  const auto exact = huice::divide(a.finite, b.finite);
  return exact ? End{0, *exact} : End{s, {}};
}

Interval around(std::span<const End> ends) {
  End low = ends.front();
  End high = ends.front();
  for (const End& end : ends) {
    if (below(end, low)) low = end;
    if (below(high, end)) high = end;
  }
  Interval result;
  if (low.infinite == 0) result.low = low.finite;
  if (high.infinite == 0) result.high = high.finite;
  return result;
}

std::optional<Decimal> sum_of_ends(const std::optional<Decimal>& a,
                                   const std::optional<Decimal>& b) {
  return a && b ? huice::add(*a, *b) : std::nullopt;
}

std::optional<Decimal> negated_end(const std::optional<Decimal>& a) {
  return a ? std::optional(-*a) : std::nullopt;
}

}  // namespace

std::optional<Interval> interval_of(const Value& value) {
  if (value.is_number()) return Interval{value.number(), value.number()};
  const BoundsObject* bounds = value.bounds();
  if (bounds == nullptr) return std::nullopt;
  Interval result;
  if (bounds->has_low) result.low = bounds->low;
  if (bounds->has_high) result.high = bounds->high;
  return result;
}

Value value_of(const Interval& interval) {
  if (interval.low && interval.high && *interval.low == *interval.high) return Value(*interval.low);
  return Value::unknown_between(interval.low ? &*interval.low : nullptr,
                                interval.high ? &*interval.high : nullptr);
}

Interval sum(const Interval& a, const Interval& b) {
  return {sum_of_ends(a.low, b.low), sum_of_ends(a.high, b.high)};
}

Interval negated(const Interval& a) { return {negated_end(a.high), negated_end(a.low)}; }

Interval product(const Interval& a, const Interval& b) {
  const std::array ends{times(low_end(a), low_end(b)), times(low_end(a), high_end(b)),
                        times(high_end(a), low_end(b)), times(high_end(a), high_end(b))};
  return around(ends);
}

std::optional<Interval> quotient(const Interval& a, const Interval& b) {
  if (sign(low_end(b)) * sign(high_end(b)) <= 0) return std::nullopt;
  const std::array ends{over(low_end(a), low_end(b)), over(low_end(a), high_end(b)),
                        over(high_end(a), low_end(b)), over(high_end(a), high_end(b))};
  return around(ends);
}

Interval hull(const Interval& a, const Interval& b) {
  const std::array ends{low_end(a), high_end(a), low_end(b), high_end(b)};
  return around(ends);
}

Interval smaller(const Interval& a, const Interval& b) {
  Interval result;
  if (a.low && b.low) result.low = *a.low < *b.low ? a.low : b.low;
  result.high = below(high_end(a), high_end(b)) ? a.high : b.high;
  return result;
}

Interval greater(const Interval& a, const Interval& b) {
  return negated(smaller(negated(a), negated(b)));
}

bool all_below(const Interval& a, const Interval& b) { return a.high && b.low && *a.high < *b.low; }

bool all_at_most(const Interval& a, const Interval& b) {
  return a.high && b.low && *a.high <= *b.low;
}

}  // namespace huice::value
