#include "decide/grid.hpp"

namespace huice::deciding {

using program::Domain;
using value::Kind;
using value::Value;

Value Grid::at(std::int64_t step) const {
  switch (domain) {
    case Domain::date:
      return Value(Date::from_days(step).value_or(Date()));
    case Domain::duration:
      return Value(MonthsDuration{step});
    case Domain::money:
      return Value(Decimal::scaled(step, -2));
    case Domain::number:
      return Value(Decimal::scaled(step, -6));
    default:
      return Value(Decimal(step));
  }
}

std::optional<std::int64_t> Grid::step_of(const Value& value) const {
  if (value.kind() == Kind::date) return value.date().days();
  if (value.kind() == Kind::months_duration) return value.months_duration().months;
  if (!value.is_number()) return std::nullopt;
  const int scale = domain == Domain::money ? 2 : domain == Domain::number ? 6 : 0;
  const auto rounded = round(value.number(), scale, Rounding::floor);
  return rounded ? rounded->to_scaled_int64(scale) : std::nullopt;
}

bool is_ordered(Domain domain) noexcept {
  return domain == Domain::date || domain == Domain::duration || domain == Domain::money ||
         domain == Domain::number || domain == Domain::integer;
}

Grid grid_of(Domain domain, const Value& low, const Value& high) {
  Grid grid;
  grid.domain = domain;
  switch (domain) {
    case Domain::date:
      grid.first = Date::of(1800, 1, 1)->days();
      grid.last = Date::of(2300, 12, 31)->days();
      break;
    case Domain::duration:
      grid.first = -12'000;
      grid.last = 12'000;
      break;
    case Domain::money:
    case Domain::integer:
      grid.first = -1'000'000'000'000'000;
      grid.last = 1'000'000'000'000'000;
      break;
    default:
      grid.first = -1'000'000'000'000'000'000;
      grid.last = 1'000'000'000'000'000'000;
      break;
  }
  if (const auto step = grid.step_of(low)) grid.first = *step;
  if (const auto step = grid.step_of(high)) grid.last = *step;
  return grid;
}

}  // namespace huice::deciding
