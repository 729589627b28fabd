// Parts of dates, and the day of the case in place of a clock.
#include <array>
#include <string_view>

#include "value/arguments.hpp"
#include "value/builtins_tables.hpp"
#include "value/temporal.hpp"

namespace huice::value {

namespace {

constexpr std::array<std::string_view, 7> weekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                   "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

Date date_of(const Value& day) {
  return day.kind() == Kind::date ? day.date() : day.date_time().date;
}

Value whole(int number) { return Value(Decimal(number)); }

Value day_of_year(Arguments arguments, const CallContext&) {
  return whole(date_of(arguments[0]).day_of_year());
}

Value week_of_year(Arguments arguments, const CallContext&) {
  return whole(date_of(arguments[0]).week_of_year());
}

Value day_of_week(Arguments arguments, const CallContext&) {
  return Value::string(weekdays.at(static_cast<std::size_t>(date_of(arguments[0]).weekday() - 1)));
}

Value month_of_year(Arguments arguments, const CallContext&) {
  return Value::string(months.at(static_cast<std::size_t>(date_of(arguments[0]).month() - 1)));
}

Value today(Arguments, const CallContext& context) {
  return context.has_as_of ? Value(context.as_of) : Value::error();
}

Value now(Arguments, const CallContext& context) {
  return context.has_as_of ? Value::date_time(at_utc_midnight(context.as_of)) : Value::error();
}

Builtin of_day(std::string_view name, BuiltinBody body, TypeKind result) {
  return {name, {{{"date"}}}, body, result, true};
}

}  // namespace

std::vector<Builtin> temporal_builtins() {
  return {
      of_day("day of year", known<day_of_year, days>, TypeKind::number),
      of_day("week of year", known<week_of_year, days>, TypeKind::number),
      of_day("day of week", known<day_of_week, days>, TypeKind::string),
      of_day("month of year", known<month_of_year, days>, TypeKind::string),
      {"today", {Signature{}}, known<today>, TypeKind::date, true},
      {"now", {Signature{}}, known<now>, TypeKind::date_time, true},
  };
}

}  // namespace huice::value
