#include "value/structure.hpp"

#include "value/kinds.hpp"

namespace huice::value {

namespace {

Value by_position(const Value& list, const Decimal& position) {
  const auto index = position.truncated_to_int64();
  if (!index || *index == 0) return Value::error();
  if (!list.is_list()) return *index == 1 || *index == -1 ? list : Value::null();
  const ListObject& items = list.list();
  if (!items.certain()) return Value::unknown();
  const auto size = static_cast<std::int64_t>(items.items.size());
  const std::int64_t at = *index > 0 ? *index - 1 : size + *index;
  if (at < 0 || at >= size) return Value::null();
  return items.items[static_cast<std::size_t>(at)];
}

}  // namespace

Value element(const Value& list, const Value& selector) {
  if (list.is_unknown() || selector.is_unknown()) return Value::unknown();
  if (selector.is_number()) return by_position(list, selector.number());
  if (selector.is_boolean()) {
    if (!selector.boolean()) return make_list({});
    if (list.is_list()) return list;
    return make_list({list});
  }
  return Value::error();
}

Value sequence(const Value& low, const Value& high, std::size_t most) {
  if (low.is_unknown() || high.is_unknown()) return Value::unknown();
  std::int64_t from = 0;
  std::int64_t to = 0;
  const bool dates = low.kind() == Kind::date && high.kind() == Kind::date;
  if (dates) {
    from = low.date().days();
    to = high.date().days();
  } else if (low.is_number() && high.is_number()) {
    const auto a = low.number().to_int64();
    const auto b = high.number().to_int64();
    if (!a || !b) return Value::error();
    from = *a;
    to = *b;
  } else {
    return Value::error();
  }
  const auto size = from <= to ? static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from)
                               : static_cast<std::uint64_t>(from) - static_cast<std::uint64_t>(to);
  if (size >= most) return Value::error();
  std::vector<Value> items;
  items.reserve(size + 1);
  const std::int64_t step = from <= to ? 1 : -1;
  for (std::int64_t i = from;; i += step) {
    items.push_back(dates ? Value(*Date::from_days(i)) : Value(Decimal(i)));
    if (i == to) break;
  }
  return make_list(std::move(items));
}

Value checked_range(Value low, bool low_included, Value high, bool high_included, bool has_low,
                    bool has_high) {
  // A null end makes no range of another kind: what is asked of it is null.
  const auto settled = [](const Value& end) { return !end.is_null() && !end.is_unknown(); };
  const auto ordered = [](const Value& end) {
    return end.is_null() || (possible_kinds(end) & ordered_kinds) != 0;
  };
  if ((has_low && !ordered(low)) || (has_high && !ordered(high))) return Value::error();
  if (has_low && has_high && settled(low) && settled(high) && low.kind() != high.kind()) {
    return Value::error();
  }
  return make_range(std::move(low), low_included, std::move(high), high_included, has_low,
                    has_high);
}

}  // namespace huice::value
