#include "value/logic.hpp"

#include "value/compare.hpp"
#include "value/interval.hpp"

namespace huice::value {

namespace {

bool may_be_boolean(const Value& a) { return a.is_unknown() && a.bounds() == nullptr; }

// What a value that is neither true, false nor may become one counts as.
Value as_null(const Value& a) {
  return a.is_null() && !a.is_error() ? Value::null() : Value::error();
}

}  // namespace

Value undecided_truth(const Value& a, const Value& b) {
  if (may_be_boolean(a) || may_be_boolean(b)) return Value::unknown();
  const bool a_errs = !a.is_boolean() && as_null(a).is_error();
  const bool b_errs = !b.is_boolean() && as_null(b).is_error();
  return a_errs || b_errs ? Value::error() : Value::null();
}

Value negate_other(const Value& a) { return may_be_boolean(a) ? Value::unknown() : as_null(a); }

Value join(const Value& a, const Value& b) {
  if (a.is_null() && b.is_null()) return a.is_error() ? a : b;
  if (is_fully_known(a) && is_fully_known(b) && same_value(a, b)) return a;
  const auto of_a = interval_of(a);
  const auto of_b = interval_of(b);
  return of_a && of_b ? value_of(hull(*of_a, *of_b)) : Value::unknown();
}

}  // namespace huice::value
