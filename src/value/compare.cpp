#include "value/compare.hpp"

#include <algorithm>

#include "value/interval.hpp"
#include "value/kinds.hpp"
#include "value/logic.hpp"
#include "value/outcomes.hpp"
#include "value/temporal.hpp"

namespace huice::value {

namespace {

bool holds(Relation relation, std::strong_ordering order) {
  switch (relation) {
    case Relation::less:
      return order < 0;
    case Relation::less_equal:
      return order <= 0;
    case Relation::greater:
      return order > 0;
    case Relation::greater_equal:
      return order >= 0;
  }
  return false;
}

std::strong_ordering order_of_texts(const std::string& a, const std::string& b) {
  return a.compare(b) <=> 0;  // UTF-8 by bytes is by code points
}

// Both of one kind. Nothing where their zones do not compare.
std::optional<std::strong_ordering> order_of(const Value& a, const Value& b,
                                             const ZoneRules* zones) {
  switch (a.kind()) {
    case Kind::number:
      return a.number() <=> b.number();
    case Kind::date:
      return a.date() <=> b.date();
    case Kind::string:
      return order_of_texts(a.string(), b.string());
    case Kind::days_duration:
      return a.days_duration() <=> b.days_duration();
    case Kind::months_duration:
      return a.months_duration() <=> b.months_duration();
    case Kind::time:
      return order(a.time(), b.time(), zones);
    case Kind::date_time:
      return order(a.date_time(), b.date_time(), zones);
    default:
      return std::nullopt;
  }
}

Value compare_intervals(Relation relation, const Interval& a, const Interval& b) {
  switch (relation) {
    case Relation::less:
      return all_below(a, b) ? Value(true) : all_at_most(b, a) ? Value(false) : Value::unknown();
    case Relation::less_equal:
      return all_at_most(a, b) ? Value(true) : all_below(b, a) ? Value(false) : Value::unknown();
    case Relation::greater:
      return compare_intervals(Relation::less, b, a);
    case Relation::greater_equal:
      return compare_intervals(Relation::less_equal, b, a);
  }
  return Value::unknown();
}

Value compare_others(Relation relation, const Value& a, const Value& b, const ZoneRules* zones) {
  if ((possible_kinds(a) & possible_kinds(b) & ordered_kinds) == 0) return Value::error();
  if (a.is_unknown() || b.is_unknown()) {
    const auto of_a = interval_of(a);
    const auto of_b = interval_of(b);
    return of_a && of_b ? compare_intervals(relation, *of_a, *of_b) : Value::unknown();
  }
  const auto order = order_of(a, b, zones);
  return order ? Value(holds(relation, *order)) : Value::error();
}

bool is_fully_known(const ListObject& list) {
  return list.certain() && std::all_of(list.items.begin(), list.items.end(),
                                       [](const Value& item) { return is_fully_known(item); });
}

// What one element of the list on the right of `in` says.
Value in_element(const Value& a, const Value& element, const ZoneRules* zones) {
  if (element.kind() == Kind::range && a.kind() != Kind::range) {
    return in_range(a, element.range(), zones);
  }
  if (element.is_unknown() && element.bounds() == nullptr) return Value::unknown();
  return value_of(match(a, element, zones));
}

Value in_list(const Value& a, const ListObject& list, const ZoneRules* zones) {
  Value result(false);
  for (std::size_t i = 0; i < list.items.size() && !result.is_true(); ++i) {
    Value here = in_element(a, list.items[i], zones);
    const bool may_be_absent = !list.certain() && list.maybe[i];
    result = disjunction(result, may_be_absent ? join(here, Value(false)) : here);
  }
  return result;
}

}  // namespace

Value equal(const Value& a, const Value& b, const ZoneRules* zones) {
  if (a.kind() == b.kind()) {
    if (a.is_string()) return Value(a.string() == b.string());
    if (a.is_boolean()) return Value(a.boolean() == b.boolean());
    if (a.is_number()) return Value(a.number() == b.number());
  }
  return value_of(sameness(a, b, Sense::equality, zones));
}

Value compare(Relation relation, const Value& a, const Value& b, const ZoneRules* zones) {
  if (a.is_number() && b.is_number()) return Value(holds(relation, a.number() <=> b.number()));
  if (a.kind() == Kind::date && b.kind() == Kind::date) {
    return Value(holds(relation, a.date() <=> b.date()));
  }
  return compare_others(relation, a, b, zones);
}

Value identical(const Value& a, const Value& b) {
  return value_of(sameness(a, b, Sense::identity, nullptr));
}

Value in_range(const Value& a, const RangeObject& range, const ZoneRules* zones) {
  if (range.shape == RangeObject::Shape::equal_to) return equal(a, range.low, zones);
  if (range.shape == RangeObject::Shape::other_than)
    return negate_truth(equal(a, range.low, zones));
  Value result(true);
  if (range.has_low) {
    const auto relation = range.low_included ? Relation::greater_equal : Relation::greater;
    result = compare(relation, a, range.low, zones);
  }
  if (range.has_high) {
    const auto relation = range.high_included ? Relation::less_equal : Relation::less;
    result = conjunction(result, compare(relation, a, range.high, zones));
  }
  return result;
}

Value in_test(const Value& a, const Value& test, const ZoneRules* zones) {
  switch (test.kind()) {
    case Kind::range:
      if (a.is_unknown() && a.bounds() == nullptr) return Value::unknown();
      return a.kind() == Kind::range ? equal(a, test, zones) : in_range(a, test.range(), zones);
    case Kind::list: {
      Value found = in_list(a, test.list(), zones);
      if ((possible_kinds(a) & kinds_of(Kind::list)) == 0) return found;
      return disjunction(found, value_of(match(a, test, zones)));
    }
    case Kind::unknown:
      return test.bounds() != nullptr ? equal(a, test, zones) : Value::unknown();
    default:
      // A test that errs is no test that fails.
      return test.is_error() ? Value::error() : equal(a, test, zones);
  }
}

bool same_value(const Value& a, const Value& b) {
  return sameness(a, b, Sense::identity, nullptr) == outcome::yes;
}

bool is_fully_known(const Value& value) {
  switch (value.kind()) {
    case Kind::unknown:
      return false;
    case Kind::list:
      return is_fully_known(value.list());
    case Kind::context:
      return std::all_of(value.context().entries.begin(), value.context().entries.end(),
                         [](const auto& entry) { return is_fully_known(entry.second); });
    case Kind::range:
      return is_fully_known(value.range().low) && is_fully_known(value.range().high);
    default:
      return true;
  }
}

}  // namespace huice::value
