#include "value/property.hpp"

#include <optional>

#include "value/temporal.hpp"

namespace huice::value {

namespace {

constexpr std::int64_t seconds_per_hour = 3600;
constexpr std::int64_t seconds_per_minute = 60;

Value whole(std::int64_t number) { return Value(Decimal(number)); }

// Each of these gives nothing where there is no property of that name.

std::optional<Value> of_date(const Date& date, std::string_view name) {
  if (name == "year") return whole(date.year());
  if (name == "month") return whole(date.month());
  if (name == "day") return whole(date.day());
  if (name == "weekday") return whole(date.weekday());
  return std::nullopt;
}

Value offset_as_duration(const DateTime& t, const ZoneRules* zones) {
  if (t.time.zone.kind == Zone::Kind::none) return Value::null();
  const auto offset = offset_of(t, zones);
  return offset ? Value(DaysDuration{*offset, 0}) : Value::error();
}

std::optional<Value> of_time(const DateTime& t, std::string_view name, const ZoneRules* zones) {
  const Time& time = t.time;
  if (name == "hour") return whole(time.hour());
  if (name == "minute") return whole(time.minute());
  if (name == "second") return whole(time.second());
  if (name == "time offset") return offset_as_duration(t, zones);
  if (name == "timezone") {
    return time.zone.kind == Zone::Kind::named ? Value::string(time.zone.name) : Value::null();
  }
  return std::nullopt;
}

std::optional<Value> of_date_time(const DateTime& t, std::string_view name,
                                  const ZoneRules* zones) {
  auto found = of_date(t.date, name);
  return found ? found : of_time(t, name, zones);
}

// Of a negative duration every property is negative.
std::optional<Value> of_days(const DaysDuration& duration, std::string_view name) {
  const std::int64_t seconds =
      duration.seconds + (duration.seconds < 0 && duration.nanos != 0 ? 1 : 0);
  if (name == "days") return whole(seconds / seconds_per_day);
  if (name == "hours") return whole(seconds % seconds_per_day / seconds_per_hour);
  if (name == "minutes") return whole(seconds % seconds_per_hour / seconds_per_minute);
  if (name == "seconds") return whole(seconds % seconds_per_minute);
  return std::nullopt;
}

std::optional<Value> of_months(const MonthsDuration& duration, std::string_view name) {
  if (name == "years") return whole(duration.months / 12);
  if (name == "months") return whole(duration.months % 12);
  return std::nullopt;
}

std::optional<Value> of_range(const RangeObject& range, std::string_view name) {
  if (name == "start") return range.has_low ? range.low : Value::null();
  if (name == "end") return range.has_high ? range.high : Value::null();
  const bool is_interval = range.shape != RangeObject::Shape::other_than;
  if (name == "start included") return Value(is_interval && range.has_low && range.low_included);
  if (name == "end included") return Value(is_interval && range.has_high && range.high_included);
  return std::nullopt;
}

std::optional<Value> of_context(const ContextObject& context, std::string_view name) {
  const Value* entry = context.find(name);
  return entry != nullptr ? std::optional(*entry) : std::nullopt;
}

Value of_list(const ListObject& list, std::string_view name, const ZoneRules* zones) {
  std::vector<Value> items;
  items.reserve(list.items.size());
  for (const Value& item : list.items) {
    Value found = property(item, name, zones);
    items.push_back(found.is_error() ? Value::null() : std::move(found));
  }
  return make_list(std::move(items), list.maybe);
}

std::optional<Value> find(const Value& value, std::string_view name, const ZoneRules* zones) {
  switch (value.kind()) {
    case Kind::context:
      return of_context(value.context(), name);
    case Kind::list:
      return of_list(value.list(), name, zones);
    case Kind::date:
      return of_date(value.date(), name);
    case Kind::time:
      return of_time(DateTime{Date{}, value.time()}, name, zones);
    case Kind::date_time:
      return of_date_time(value.date_time(), name, zones);
    case Kind::days_duration:
      return of_days(value.days_duration(), name);
    case Kind::months_duration:
      return of_months(value.months_duration(), name);
    case Kind::range:
      return of_range(value.range(), name);
    case Kind::unknown:
      return value.bounds() == nullptr ? std::optional(Value::unknown()) : std::nullopt;
    default:
      return std::nullopt;
  }
}

}  // namespace

Value property(const Value& value, std::string_view name, const ZoneRules* zones) {
  auto found = find(value, name, zones);
  return found ? *std::move(found) : Value::error();
}

Value path(const Value& value, std::span<const std::string_view> names) {
  Value here = value;
  for (const std::string_view name : names) here = property(here, name);
  return here;
}

}  // namespace huice::value
