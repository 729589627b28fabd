// Rounding and other functions of numbers.
#include "value/arguments.hpp"
#include "value/builtins_tables.hpp"
#include "value/temporal.hpp"

namespace huice::value {

namespace {

// Every rounding is monotone: the bounds of an unknown number are rounded with it.
Value rounded(const Value& number, const Value& scale, Rounding mode) {
  if (scale.is_unknown()) return Value::unknown();
  const auto digits = scale.number().truncated_to_int64();
  if (!digits || !huice::round(Decimal(0), *digits, mode)) return Value::error();
  if (number.is_number()) return value_or_error(huice::round(number.number(), *digits, mode));
  const auto interval = interval_of(number);
  if (!interval) return Value::unknown();
  Interval result;
  if (interval->low) result.low = huice::round(*interval->low, *digits, mode);
  if (interval->high) result.high = huice::round(*interval->high, *digits, mode);
  return value_of(result);
}

template <Rounding mode>
Value to_scale(Arguments arguments, const CallContext&) {
  return rounded(arguments[0], arguments[1], mode);
}

template <Rounding mode>
Value to_whole(Arguments arguments, const CallContext&) {
  return rounded(arguments[0], Value(Decimal(0)), mode);
}

// floor(n), floor(n, scale): a null given as the scale is not the same as none.
template <Rounding mode>
Value to_whole_or_scale(Arguments arguments, const CallContext& context) {
  return arguments.size() == 1 ? partly_known<to_whole<mode>, numbers>(arguments, context)
                               : partly_known<to_scale<mode>, numbers, numbers>(arguments, context);
}

using Function = std::optional<Decimal> (*)(const Decimal&) noexcept;

template <Function function>
Value monotone(Arguments arguments, const CallContext&) {
  const Value& x = arguments[0];
  if (x.is_number()) return value_or_error(function(x.number()));
  const auto interval = interval_of(x);
  // Where the lowest number has no result the others may have none either.
  if (!interval || !interval->low) return Value::unknown();
  Interval result;
  result.low = function(*interval->low);
  if (!result.low) return Value::unknown();
  if (interval->high) result.high = function(*interval->high);
  return value_of(result);
}

Value exponential_of(Arguments arguments, const CallContext&) {
  const Value& x = arguments[0];
  return x.is_number() ? value_or_error(exponential(x.number())) : Value::unknown();
}

Value modulo_of(Arguments arguments, const CallContext&) {
  if (arguments[1].is_number() && arguments[1].number().is_zero()) return Value::error();
  if (!arguments[0].is_number() || !arguments[1].is_number()) return Value::unknown();
  return value_or_error(modulo(arguments[0].number(), arguments[1].number()));
}

Value absolute_of_unknown(const Value& x) {
  const auto interval = interval_of(x);
  if (!interval) return Value::unknown();
  const Interval zero{Decimal(0), Decimal(0)};
  return value_of(greater(*interval, greater(negated(*interval), zero)));
}

Value absolute(Arguments arguments, const CallContext&) {
  const Value& x = arguments[0];
  switch (x.kind()) {
    case Kind::number:
      return Value(x.number().abs());
    case Kind::days_duration: {
      if (x.days_duration() >= DaysDuration{}) return x;
      const auto opposite = negated(x.days_duration());
      return opposite ? Value(*opposite) : Value::error();
    }
    case Kind::months_duration: {
      if (x.months_duration() >= MonthsDuration{}) return x;
      const auto opposite = negated(x.months_duration());
      return opposite ? Value(*opposite) : Value::error();
    }
    default:
      return absolute_of_unknown(x);
  }
}

template <int rest>
Value has_rest(Arguments arguments, const CallContext&) {
  const auto remainder = modulo(arguments[0].number(), Decimal(2));
  return remainder ? Value(*remainder == Decimal(rest)) : Value::error();
}

constexpr auto number_type = TypeKind::number;

Builtin rounding(std::string_view name, BuiltinBody body) {
  return {name, {{{"n", "scale"}}}, body, number_type, true};
}

Builtin flooring(std::string_view name, BuiltinBody body) {
  return {name, {{{"n"}}, {{"n", "scale"}}}, body, number_type, true};
}

Builtin of_number(std::string_view name, BuiltinBody body, TypeKind result = number_type) {
  return {name, {{{"number"}}}, body, result, true};
}

}  // namespace

std::vector<Builtin> number_builtins() {
  return {
      rounding("decimal", partly_known<to_scale<Rounding::half_even>, numbers, numbers>),
      rounding("round up", partly_known<to_scale<Rounding::up>, numbers, numbers>),
      rounding("round down", partly_known<to_scale<Rounding::down>, numbers, numbers>),
      rounding("round half up", partly_known<to_scale<Rounding::half_up>, numbers, numbers>),
      rounding("round half down", partly_known<to_scale<Rounding::half_down>, numbers, numbers>),
      flooring("floor", to_whole_or_scale<Rounding::floor>),
      flooring("ceiling", to_whole_or_scale<Rounding::ceiling>),
      {"abs", {{{"n"}}}, partly_known < absolute, numbers | spans_of_time >, TypeKind::any, true},
      {"modulo",
       {{{"dividend", "divisor"}}},
       partly_known<modulo_of, numbers, numbers>,
       number_type,
       true},
      of_number("sqrt", partly_known<monotone<square_root>, numbers>),
      of_number("log", partly_known<monotone<natural_logarithm>, numbers>),
      of_number("exp", partly_known<exponential_of, numbers>),
      of_number("odd", known<has_rest<1>, numbers>, TypeKind::boolean),
      of_number("even", known<has_rest<0>, numbers>, TypeKind::boolean),
  };
}

}  // namespace huice::value
