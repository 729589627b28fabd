// Values from texts and from one another.
#include <string>
#include <string_view>

#include "value/arguments.hpp"
#include "value/builtins_tables.hpp"
#include "value/temporal.hpp"
#include "value/text.hpp"

namespace huice::value {

namespace {

Value string_of(Arguments arguments, const CallContext&) {
  return arguments[0].is_null() ? arguments[0] : Value::string(to_text(arguments[0]));
}

// --- numbers ------------------------------------------------------------------------------------

bool is_one_of(const Value& separator, std::string_view allowed) {
  return separator.is_null() || (separator.string().size() == 1 &&
                                 allowed.find(separator.string()) != std::string_view::npos);
}

Value number_of(Arguments arguments, const CallContext&) {
  const Value& grouping = arguments[1];
  const Value& decimal = arguments[2];
  if (!is_one_of(grouping, " .,") || !is_one_of(decimal, ".,")) return Value::error();
  if (!grouping.is_null() && !decimal.is_null() && grouping.string() == decimal.string()) {
    return Value::error();
  }
  const char group = grouping.is_null() ? '\0' : grouping.string().front();
  const char point = decimal.is_null() ? '.' : decimal.string().front();
  std::string plain;
  for (const char c : arguments[0].string()) {
    if (c == group && group != '\0') continue;
    if (c == '.' && point != '.') return Value::error();
    plain += c == point ? '.' : c;
  }
  return value_or_error(Decimal::parse(plain));
}

// --- dates and times ----------------------------------------------------------------------------

Value date_from(Arguments arguments, const CallContext&) {
  const Value& from = arguments[0];
  if (from.kind() == Kind::date) return from;
  if (from.kind() == Kind::date_time) return Value(from.date_time().date);
  const auto date = Date::parse(from.string());
  return date ? Value(*date) : Value::error();
}

Value date_of_parts(Arguments arguments, const CallContext&) {
  const auto year = arguments[0].number().to_int64();
  const auto month = arguments[1].number().to_int64();
  const auto day = arguments[2].number().to_int64();
  if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1 || *day > 31) {
    return Value::error();
  }
  const auto date = Date::of(*year, static_cast<int>(*month), static_cast<int>(*day));
  return date ? Value(*date) : Value::error();
}

Value date(Arguments arguments, const CallContext& context) {
  return arguments.size() == 1
         ? known < date_from,
         days | texts > (arguments, context)
         : known<date_of_parts, numbers, numbers, numbers>(arguments, context);
}

Value time_if_valid(std::optional<Time> time, const ZoneRules* zones) {
  return time && is_valid(time->zone, zones) ? Value::time(*std::move(time)) : Value::error();
}

Value time_from(Arguments arguments, const CallContext& context) {
  const Value& from = arguments[0];
  switch (from.kind()) {
    case Kind::time:
      return from;
    case Kind::date_time:
      return Value::time(from.date_time().time);
    case Kind::date:
      return Value::time(at_utc_midnight(from.date()).time);
    default:
      return time_if_valid(Time::parse(from.string()), context.zones);
  }
}

std::optional<Zone> zone_of_offset(const Value& offset) {
  if (offset.is_null()) return Zone{};
  constexpr std::int64_t most = std::int64_t{18} * 3600;
  const DaysDuration duration = offset.days_duration();
  if (duration.nanos != 0 || duration.seconds < -most || duration.seconds > most) {
    return std::nullopt;
  }
  return Zone{Zone::Kind::offset, static_cast<std::int32_t>(duration.seconds), {}};
}

Value time_of_parts(Arguments arguments, const CallContext&) {
  const auto hour = arguments[0].number().to_int64();
  const auto minute = arguments[1].number().to_int64();
  const auto second = huice::round(arguments[2].number(), 9, Rounding::down);
  const auto nanos = second ? second->to_scaled_int64(9) : std::nullopt;
  auto zone = zone_of_offset(arguments[3]);
  if (!hour || !minute || !nanos || !zone || *hour < 0 || *hour > 23 || *minute < 0 ||
      *minute > 59 || *nanos < 0 || *nanos >= 60 * nanos_per_second) {
    return Value::error();
  }
  auto time =
      Time::of(static_cast<int>(*hour), static_cast<int>(*minute), *nanos, *std::move(zone));
  return time ? Value::time(*std::move(time)) : Value::error();
}

Value time(Arguments arguments, const CallContext& context) {
  if (arguments.size() == 1) {
    return known < time_from, days | texts | kinds_of(Kind::time) > (arguments, context);
  }
  return known < time_of_parts, numbers, numbers, numbers,
         kinds_of(Kind::days_duration) | null_kind > (arguments, context);
}

Value date_time_from(Arguments arguments, const CallContext& context) {
  const Value& from = arguments[0];
  if (from.kind() == Kind::date_time) return from;
  if (from.kind() == Kind::date) return Value::date_time(at_utc_midnight(from.date()));
  if (const auto date = Date::parse(from.string())) return Value::date_time({*date, Time{}});
  auto parsed = DateTime::parse(from.string());
  if (!parsed || !is_valid(parsed->time.zone, context.zones)) return Value::error();
  return Value::date_time(*std::move(parsed));
}

Value date_time_of_parts(Arguments arguments, const CallContext&) {
  const Value& day = arguments[0];
  const Date date = day.kind() == Kind::date ? day.date() : day.date_time().date;
  return Value::date_time({date, arguments[1].time()});
}

Value date_and_time(Arguments arguments, const CallContext& context) {
  return arguments.size() == 1
         ? known < date_time_from,
         days | texts > (arguments, context)
         : known<date_time_of_parts, days, kinds_of(Kind::time)>(arguments, context);
}

// --- durations ----------------------------------------------------------------------------------

Value duration(Arguments arguments, const CallContext&) {
  const std::string& text = arguments[0].string();
  if (const auto months = MonthsDuration::parse(text)) return Value(*months);
  const auto days_and_time = DaysDuration::parse(text);
  return days_and_time ? Value(*days_and_time) : Value::error();
}

Date date_of(const Value& day) {
  return day.kind() == Kind::date ? day.date() : day.date_time().date;
}

Value years_and_months(Arguments arguments, const CallContext&) {
  return Value(MonthsDuration{months_between(date_of(arguments[0]), date_of(arguments[1]))});
}

}  // namespace

std::vector<Builtin> conversion_builtins() {
  return {
      {"string", {{{"from"}}}, known<string_of, every_kind>, TypeKind::string, true},
      {"number",
       {{{"from", "grouping separator", "decimal separator"}}},
       known < number_of,
       texts,
       texts | null_kind,
       texts | null_kind >
       , TypeKind::number, true},
      {"date", {{{"from"}}, {{"year", "month", "day"}}}, date, TypeKind::date, true},
      {"time",
       {{{"from"}}, {{"hour", "minute", "second", "offset"}, 1}},
       time,
       TypeKind::time,
       true},
      {"date and time", {{{"from"}}, {{"date", "time"}}}, date_and_time, TypeKind::date_time, true},
      {"duration", {{{"from"}}}, known<duration, texts>, TypeKind::any, true},
      {"years and months duration",
       {{{"from", "to"}}},
       known<years_and_months, days, days>,
       TypeKind::months_duration,
       true},
  };
}

}  // namespace huice::value
