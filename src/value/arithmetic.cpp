#include "value/arithmetic.hpp"

#include <array>

#include "value/interval.hpp"
#include "value/kinds.hpp"
#include "value/temporal.hpp"

namespace huice::value {

namespace {

constexpr std::size_t kind_count = static_cast<std::size_t>(Kind::bounds) + 1;
/// By the kind of the left operand, the kinds that the right one may have.
using Operands = std::array<Kinds, kind_count>;

struct Row {
  Kind left;
  Kinds right;
};

template <std::size_t n>
constexpr Operands operands(const std::array<Row, n>& rows) {
  Operands table{};
  for (const Row& row : rows) table[static_cast<std::size_t>(row.left)] = row.right;
  return table;
}

constexpr Kinds durations = kinds_of(Kind::days_duration, Kind::months_duration);

constexpr Operands addition = operands(std::array{
    Row{Kind::number, kinds_of(Kind::number)},
    Row{Kind::string, kinds_of(Kind::string)},
    Row{Kind::date, durations},
    Row{Kind::date_time, durations},
    Row{Kind::time, kinds_of(Kind::days_duration)},
    Row{Kind::days_duration,
        kinds_of(Kind::days_duration, Kind::date, Kind::date_time, Kind::time)},
    Row{Kind::months_duration, kinds_of(Kind::months_duration, Kind::date, Kind::date_time)},
});
constexpr Operands subtraction = operands(std::array{
    Row{Kind::number, kinds_of(Kind::number)},
    Row{Kind::date, durations | kinds_of(Kind::date, Kind::date_time)},
    Row{Kind::date_time, durations | kinds_of(Kind::date, Kind::date_time)},
    Row{Kind::time, kinds_of(Kind::time, Kind::days_duration)},
    Row{Kind::days_duration, kinds_of(Kind::days_duration)},
    Row{Kind::months_duration, kinds_of(Kind::months_duration)},
});
constexpr Operands multiplication = operands(std::array{
    Row{Kind::number, durations | kinds_of(Kind::number)},
    Row{Kind::days_duration, kinds_of(Kind::number)},
    Row{Kind::months_duration, kinds_of(Kind::number)},
});
constexpr Operands division = operands(std::array{
    Row{Kind::number, kinds_of(Kind::number)},
    Row{Kind::days_duration, kinds_of(Kind::number, Kind::days_duration)},
    Row{Kind::months_duration, kinds_of(Kind::number, Kind::months_duration)},
});
constexpr Operands exponentiation = operands(std::array{Row{Kind::number, kinds_of(Kind::number)}});

constexpr Kinds negatable = durations | kinds_of(Kind::number);

bool may_apply(const Operands& table, const Value& a, const Value& b) {
  const Kinds left = possible_kinds(a);
  const Kinds right = possible_kinds(b);
  for (std::size_t kind = 0; kind < kind_count; ++kind) {
    if ((left & kinds_of(static_cast<Kind>(kind))) != 0 && (table[kind] & right) != 0) return true;
  }
  return false;
}

Value number_or_error(const std::optional<Decimal>& number) {
  return number ? Value(*number) : Value::error();
}

template <class T>
Value value_or_error(const std::optional<T>& result) {
  return result ? Value(*result) : Value::error();
}

Value date_time_or_error(std::optional<DateTime> result) {
  return result ? Value::date_time(*std::move(result)) : Value::error();
}

DateTime zoned(const Value& point) {
  return point.kind() == Kind::date ? at_utc_midnight(point.date()) : point.date_time();
}

// --- addition -----------------------------------------------------------------------------------

Value add_duration(const Value& point, const DaysDuration& duration) {
  switch (point.kind()) {
    case Kind::date:
      return value_or_error(plus(point.date(), duration));
    case Kind::date_time:
      return date_time_or_error(plus(point.date_time(), duration));
    case Kind::time:
      return Value::time(plus(point.time(), duration));
    case Kind::days_duration:
      return value_or_error(sum(point.days_duration(), duration));
    default:
      return Value::error();
  }
}

Value add_duration(const Value& point, const MonthsDuration& duration) {
  switch (point.kind()) {
    case Kind::date:
      return value_or_error(point.date().plus_months(duration.months));
    case Kind::date_time:
      return date_time_or_error(plus(point.date_time(), duration));
    case Kind::months_duration:
      return value_or_error(sum(point.months_duration(), duration));
    default:
      return Value::error();
  }
}

Value add_others(const Value& a, const Value& b) {
  if (!may_apply(addition, a, b)) return Value::error();
  if (a.is_unknown() || b.is_unknown()) {
    const auto of_a = interval_of(a);
    const auto of_b = interval_of(b);
    return of_a && of_b ? value_of(sum(*of_a, *of_b)) : Value::unknown();
  }
  if (a.is_string()) return Value::string(a.string() + b.string());
  if (b.kind() == Kind::days_duration) return add_duration(a, b.days_duration());
  if (b.kind() == Kind::months_duration) return add_duration(a, b.months_duration());
  return a.kind() == Kind::days_duration ? add_duration(b, a.days_duration())
                                         : add_duration(b, a.months_duration());
}

// --- subtraction --------------------------------------------------------------------------------

Value subtract_points(const Value& a, const Value& b, const ZoneRules* zones) {
  if (a.kind() == Kind::time) return value_or_error(difference(a.time(), b.time(), zones));
  return value_or_error(difference(zoned(a), zoned(b), zones));
}

Value subtract_others(const Value& a, const Value& b, const ZoneRules* zones) {
  if (!may_apply(subtraction, a, b)) return Value::error();
  if (a.is_unknown() || b.is_unknown()) {
    const auto of_a = interval_of(a);
    const auto of_b = interval_of(b);
    return of_a && of_b ? value_of(sum(*of_a, negated(*of_b))) : Value::unknown();
  }
  if (b.kind() == Kind::days_duration) {
    const auto back = negated(b.days_duration());
    return back ? add_duration(a, *back) : Value::error();
  }
  if (b.kind() == Kind::months_duration) {
    const auto back = negated(b.months_duration());
    return back ? add_duration(a, *back) : Value::error();
  }
  return subtract_points(a, b, zones);
}

// --- multiplication and division ----------------------------------------------------------------

// Nanoseconds, or months.
Decimal total(const Value& duration) {
  return duration.kind() == Kind::days_duration ? total_nanos(duration.days_duration())
                                                : Decimal(duration.months_duration().months);
}

// The inverse; parts of a nanosecond and of a month are dropped.
Value duration_of(Kind kind, const std::optional<Decimal>& amount) {
  if (!amount) return Value::error();
  if (kind == Kind::days_duration) return value_or_error(duration_of_nanos(*amount));
  const auto months = amount->truncated_to_int64();
  return months ? Value(MonthsDuration{*months}) : Value::error();
}

Value multiply_others(const Value& a, const Value& b) {
  if (!may_apply(multiplication, a, b)) return Value::error();
  if (a.is_unknown() || b.is_unknown()) {
    const auto of_a = interval_of(a);
    const auto of_b = interval_of(b);
    return of_a && of_b ? value_of(product(*of_a, *of_b)) : Value::unknown();
  }
  return a.is_number() ? duration_of(b.kind(), huice::multiply(a.number(), total(b)))
                       : duration_of(a.kind(), huice::multiply(total(a), b.number()));
}

bool is_zero(const Value& divisor) {
  switch (divisor.kind()) {
    case Kind::number:
      return divisor.number().is_zero();
    case Kind::days_duration:
      return divisor.days_duration() == DaysDuration{};
    case Kind::months_duration:
      return divisor.months_duration() == MonthsDuration{};
    default:
      return false;
  }
}

Value divide_others(const Value& a, const Value& b) {
  if (!may_apply(division, a, b) || is_zero(b)) return Value::error();
  if (a.is_unknown() || b.is_unknown()) {
    const auto of_a = interval_of(a);
    const auto of_b = interval_of(b);
    const auto result = of_a && of_b ? quotient(*of_a, *of_b) : std::nullopt;
    return result ? value_of(*result) : Value::unknown();
  }
  if (b.is_number()) return duration_of(a.kind(), huice::divide(total(a), b.number()));
  return number_or_error(huice::divide(total(a), total(b)));
}

}  // namespace

Value add(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) return number_or_error(huice::add(a.number(), b.number()));
  if (a.kind() == Kind::date && b.kind() == Kind::months_duration) {
    return value_or_error(a.date().plus_months(b.months_duration().months));
  }
  return add_others(a, b);
}

Value subtract(const Value& a, const Value& b, const ZoneRules* zones) {
  if (a.is_number() && b.is_number()) {
    return number_or_error(huice::subtract(a.number(), b.number()));
  }
  return subtract_others(a, b, zones);
}

Value multiply(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) {
    return number_or_error(huice::multiply(a.number(), b.number()));
  }
  return multiply_others(a, b);
}

Value divide(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) return number_or_error(huice::divide(a.number(), b.number()));
  return divide_others(a, b);
}

Value power(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) return number_or_error(huice::power(a.number(), b.number()));
  return may_apply(exponentiation, a, b) ? Value::unknown() : Value::error();
}

Value negate(const Value& a) {
  switch (a.kind()) {
    case Kind::number:
      return Value(-a.number());
    case Kind::days_duration:
      return value_or_error(negated(a.days_duration()));
    case Kind::months_duration:
      return value_or_error(negated(a.months_duration()));
    default:
      break;
  }
  if ((possible_kinds(a) & negatable) == 0) return Value::error();
  const auto interval = interval_of(a);
  return interval ? value_of(negated(*interval)) : Value::unknown();
}

}  // namespace huice::value
