#include "value/temporal.hpp"

namespace huice::value {

namespace {

constexpr std::int64_t nanos_per_day = seconds_per_day * nanos_per_second;

std::int64_t floor_divide(std::int64_t a, std::int64_t b) noexcept {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

std::optional<DaysDuration> between(const Instant& from, const Instant& to) noexcept {
  DaysDuration result{to.seconds - from.seconds, to.nanos - from.nanos};
  if (result.nanos < 0) {
    result.nanos += static_cast<std::int32_t>(nanos_per_second);
    --result.seconds;
  }
  return result;
}

Instant earlier_by(const Instant& t, std::int32_t seconds) noexcept {
  return {t.seconds - seconds, t.nanos};
}

bool is_local(const Time& time) noexcept { return time.zone.kind == Zone::Kind::none; }

// The two times of day on one line: local, or UTC. Nothing when they cannot be compared.
struct Pair {
  Instant a, b;
};

std::optional<Pair> on_one_line(const Time& a, const Time& b, const ZoneRules* zones) {
  const Instant local_a = local_instant(Date{}, a);
  const Instant local_b = local_instant(Date{}, b);
  if (a.zone == b.zone) return Pair{local_a, local_b};
  if (is_local(a) || is_local(b)) return std::nullopt;
  const auto offset_a = offset_of(a, zones);
  const auto offset_b = offset_of(b, zones);
  if (!offset_a || !offset_b) return std::nullopt;
  return Pair{earlier_by(local_a, *offset_a), earlier_by(local_b, *offset_b)};
}

std::optional<Pair> on_one_line(const DateTime& a, const DateTime& b, const ZoneRules* zones) {
  if (is_local(a.time) != is_local(b.time)) return std::nullopt;
  if (is_local(a.time)) return Pair{local_instant(a.date, a.time), local_instant(b.date, b.time)};
  const auto instant_a = instant_of(a, zones);
  const auto instant_b = instant_of(b, zones);
  if (!instant_a || !instant_b) return std::nullopt;
  return Pair{*instant_a, *instant_b};
}

}  // namespace

Zone utc() { return {Zone::Kind::offset, 0, {}}; }

Instant local_instant(const Date& date, const Time& time) noexcept {
  return {date.days() * seconds_per_day + whole_seconds(time),
          static_cast<std::int32_t>(time.nanos % nanos_per_second)};
}

std::optional<std::int32_t> offset_of(const Time& time, const ZoneRules* zones) {
  return offset_of(DateTime{Date{}, time}, zones);
}

std::optional<std::int32_t> offset_of(const DateTime& t, const ZoneRules* zones) {
  const Zone& zone = t.time.zone;
  if (zone.kind == Zone::Kind::offset) return zone.offset_seconds;
  if (zone.kind == Zone::Kind::none || zones == nullptr) return std::nullopt;
  return zones->offset(zone.name, t.date, t.time.nanos);
}

std::optional<Instant> instant_of(const DateTime& t, const ZoneRules* zones) {
  const auto offset = offset_of(t, zones);
  if (!offset) return std::nullopt;
  return earlier_by(local_instant(t.date, t.time), *offset);
}

bool is_valid(const Zone& zone, const ZoneRules* zones) {
  return zone.kind != Zone::Kind::named || (zones != nullptr && zones->knows(zone.name));
}

std::optional<std::strong_ordering> order(const Time& a, const Time& b, const ZoneRules* zones) {
  const auto pair = on_one_line(a, b, zones);
  if (!pair) return std::nullopt;
  return pair->a <=> pair->b;
}

std::optional<std::strong_ordering> order(const DateTime& a, const DateTime& b,
                                          const ZoneRules* zones) {
  const auto pair = on_one_line(a, b, zones);
  if (!pair) return std::nullopt;
  return pair->a <=> pair->b;
}

std::optional<DaysDuration> negated(const DaysDuration& a) noexcept {
  DaysDuration result;
  if (__builtin_sub_overflow(std::int64_t{0}, a.seconds, &result.seconds)) return std::nullopt;
  if (a.nanos == 0) return result;
  if (__builtin_sub_overflow(result.seconds, std::int64_t{1}, &result.seconds)) return std::nullopt;
  result.nanos = static_cast<std::int32_t>(nanos_per_second) - a.nanos;
  return result;
}

std::optional<DaysDuration> sum(const DaysDuration& a, const DaysDuration& b) noexcept {
  DaysDuration result;
  const std::int64_t nanos = std::int64_t{a.nanos} + b.nanos;
  if (__builtin_add_overflow(a.seconds, b.seconds, &result.seconds)) return std::nullopt;
  if (__builtin_add_overflow(result.seconds, nanos / nanos_per_second, &result.seconds)) {
    return std::nullopt;
  }
  result.nanos = static_cast<std::int32_t>(nanos % nanos_per_second);
  return result;
}

std::optional<MonthsDuration> negated(const MonthsDuration& a) noexcept {
  MonthsDuration result;
  if (__builtin_sub_overflow(std::int64_t{0}, a.months, &result.months)) return std::nullopt;
  return result;
}

std::optional<MonthsDuration> sum(const MonthsDuration& a, const MonthsDuration& b) noexcept {
  MonthsDuration result;
  if (__builtin_add_overflow(a.months, b.months, &result.months)) return std::nullopt;
  return result;
}

std::optional<Date> plus(const Date& date, const DaysDuration& duration) noexcept {
  return date.plus_days(floor_divide(duration.seconds, seconds_per_day));
}

std::optional<DateTime> plus(const DateTime& t, const DaysDuration& duration) {
  const std::int64_t days = floor_divide(duration.seconds, seconds_per_day);
  const std::int64_t nanos = t.time.nanos +
                             (duration.seconds - days * seconds_per_day) * nanos_per_second +
                             duration.nanos;
  const auto date = t.date.plus_days(days);
  if (!date) return std::nullopt;
  const auto carried = date->plus_days(nanos / nanos_per_day);
  if (!carried) return std::nullopt;
  return DateTime{*carried, Time{nanos % nanos_per_day, t.time.zone}};
}

std::optional<DateTime> plus(const DateTime& t, const MonthsDuration& duration) {
  const auto date = t.date.plus_months(duration.months);
  if (!date) return std::nullopt;
  return DateTime{*date, t.time};
}

Time plus(const Time& time, const DaysDuration& duration) {
  const std::int64_t days = floor_divide(duration.seconds, seconds_per_day);
  const std::int64_t nanos =
      time.nanos + (duration.seconds - days * seconds_per_day) * nanos_per_second + duration.nanos;
  return Time{nanos % nanos_per_day, time.zone};
}

std::optional<DaysDuration> difference(const DateTime& a, const DateTime& b,
                                       const ZoneRules* zones) {
  const auto pair = on_one_line(a, b, zones);
  return pair ? between(pair->b, pair->a) : std::nullopt;
}

std::optional<DaysDuration> difference(const Time& a, const Time& b, const ZoneRules* zones) {
  const auto pair = on_one_line(a, b, zones);
  return pair ? between(pair->b, pair->a) : std::nullopt;
}

DateTime at_utc_midnight(const Date& date) { return {date, Time{0, utc()}}; }

Decimal total_nanos(const DaysDuration& duration) noexcept {
  const Decimal seconds = Decimal(duration.seconds);
  // 19 digits times 10^9 and nine more digits: exact within 34.
  const auto whole = huice::multiply(seconds, Decimal(nanos_per_second));
  return *huice::add(*whole, Decimal(duration.nanos));
}

std::optional<DaysDuration> duration_of_nanos(const Decimal& nanos) noexcept {
  const auto whole = huice::round(nanos, 0, Rounding::down);
  if (!whole) return std::nullopt;
  const auto rest = huice::modulo(*whole, Decimal(nanos_per_second));
  if (!rest) return std::nullopt;
  const auto exact = huice::subtract(*whole, *rest);
  if (!exact) return std::nullopt;
  const auto quotient = huice::divide(*exact, Decimal(nanos_per_second));
  const auto seconds = quotient ? quotient->to_int64() : std::nullopt;
  const auto rest_nanos = rest->to_int64();
  if (!seconds || !rest_nanos) return std::nullopt;
  return DaysDuration{*seconds, static_cast<std::int32_t>(*rest_nanos)};
}

}  // namespace huice::value
