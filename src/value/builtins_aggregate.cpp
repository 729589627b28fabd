// Functions that make one value of a list, or of many arguments: over partly known lists they give
// what is certain, and bounds.
#include <algorithm>

#include "value/arguments.hpp"
#include "value/arithmetic.hpp"
#include "value/builtins_tables.hpp"
#include "value/compare.hpp"
#include "value/logic.hpp"
#include "value/outcomes.hpp"

namespace huice::value {

namespace {

// --- count --------------------------------------------------------------------------------------

Value count(Arguments arguments, const CallContext&) {
  if (!arguments[0].is_list()) return Value::unknown();
  const Items items(arguments[0].list());
  std::size_t certain = 0;
  for (std::size_t i = 0; i < items.values().size(); ++i) {
    if (!items.may_be_absent(i)) ++certain;
  }
  return value_of(Interval{Decimal(static_cast<std::int64_t>(certain)),
                           Decimal(static_cast<std::int64_t>(items.values().size()))});
}

// --- sum, product, mean -------------------------------------------------------------------------

using Operation = Value (*)(const Value& a, const Value& b);

// An absent item counts as the neutral number. Items are numbers or may turn out to be.
Value fold(const Items& items, const Value& neutral, Operation operation) {
  Value result = neutral;
  for (std::size_t i = 0; i < items.values().size(); ++i) {
    const Value& item = items.values()[i];
    const bool may_err = (possible_kinds(item) & ~numbers) != 0;
    if (may_err) return Value::unknown();
    result = operation(result, items.may_be_absent(i) ? join(item, neutral) : item);
    if (result.is_error()) return result;
  }
  return result;
}

// An empty list gives null; one that may be empty is not a number for certain.
Value folded(Arguments arguments, const Value& neutral, Operation operation) {
  if (is_unknown_list(arguments)) return Value::unknown();
  const auto items = Items::of(arguments);
  if (!items || items->certainly_holds_other_than(numbers)) return Value::error();
  if (items->empty()) return Value::null();
  return items->some_certain() ? fold(*items, neutral, operation) : Value::unknown();
}

Value sum_of(Arguments arguments, const CallContext&) {
  return folded(arguments, Value(Decimal(0)), add);
}

Value product_of(Arguments arguments, const CallContext&) {
  return folded(arguments, Value(Decimal(1)), multiply);
}

Value mean(Arguments arguments, const CallContext& context) {
  Value sum = sum_of(arguments, context);
  if (!sum.is_number() && sum.bounds() == nullptr) return sum;
  const auto items = Items::of(arguments);
  if (!items->certain()) return Value::unknown();
  return divide(sum, whole_number(items->values().size()));
}

// --- min, max -----------------------------------------------------------------------------------

// The extreme number of a list whose items are numbers, some within bounds or perhaps absent.
Value extreme_of_intervals(const Items& items, bool least) {
  std::optional<Interval> certain;
  std::optional<Interval> possible;
  const auto narrow = least ? smaller : greater;
  for (std::size_t i = 0; i < items.values().size(); ++i) {
    const auto interval = interval_of(items.values()[i]);
    if (!interval) return Value::unknown();
    possible = possible ? narrow(*possible, *interval) : *interval;
    if (!items.may_be_absent(i)) certain = certain ? narrow(*certain, *interval) : *interval;
  }
  if (!certain) return Value::unknown();
  return value_of(least ? Interval{possible->low, certain->high}
                        : Interval{certain->low, possible->high});
}

Value extreme_of_known(const Items& items, Relation better, const ZoneRules* zones) {
  Value best = items.values().front();
  for (const Value& item : items.values().subspan(1)) {
    const Value replaces = compare(better, item, best, zones);
    if (!replaces.is_boolean()) return Value::error();
    if (replaces.is_true()) best = item;
  }
  return best;
}

Value extreme(Arguments arguments, const CallContext& context, bool least) {
  if (is_unknown_list(arguments)) return Value::unknown();
  const auto items = Items::of(arguments);
  if (!items || items->certainly_holds_other_than(ordered_kinds)) return Value::error();
  if (items->empty()) return Value::null();
  if (!items->fully_known()) return extreme_of_intervals(*items, least);
  return extreme_of_known(*items, least ? Relation::less : Relation::greater, context.zones);
}

Value min(Arguments arguments, const CallContext& context) {
  return extreme(arguments, context, true);
}

Value max(Arguments arguments, const CallContext& context) {
  return extreme(arguments, context, false);
}

// --- all, any -----------------------------------------------------------------------------------

Value quantified(Arguments arguments, bool neutral, Operation operation) {
  if (is_unknown_list(arguments)) return Value::unknown();
  const auto items = Items::of(arguments);
  if (!items) return Value::error();
  Value result(neutral);
  for (std::size_t i = 0; i < items->values().size(); ++i) {
    const Value& item = items->values()[i];
    const Value counted = items->may_be_absent(i) ? join(item, Value(neutral)) : item;
    result = operation(result, counted);
  }
  return result;
}

Value all(Arguments arguments, const CallContext&) {
  return quantified(arguments, true, conjunction);
}

Value any(Arguments arguments, const CallContext&) {
  return quantified(arguments, false, disjunction);
}

// --- statistics ---------------------------------------------------------------------------------

using Numbers = std::vector<Decimal>;
using Statistic = Value (*)(Numbers numbers);

Value statistic(Arguments arguments, Statistic of) {
  if (is_unknown_list(arguments)) return Value::unknown();
  const auto items = Items::of(arguments);
  if (!items || items->certainly_holds_other_than(numbers)) return Value::error();
  if (!items->fully_known()) return Value::unknown();
  Numbers known_numbers;
  for (const Value& item : items->values()) known_numbers.push_back(item.number());
  return of(std::move(known_numbers));
}

std::optional<Decimal> mean_of(const Numbers& numbers) {
  Decimal sum(0);
  for (const Decimal& number : numbers) {
    const auto next = huice::add(sum, number);
    if (!next) return std::nullopt;
    sum = *next;
  }
  return huice::divide(sum, Decimal(static_cast<std::int64_t>(numbers.size())));
}

Value median_of(Numbers numbers) {
  if (numbers.empty()) return Value::null();
  std::sort(numbers.begin(), numbers.end());
  const std::size_t middle = numbers.size() / 2;
  if (numbers.size() % 2 == 1) return Value(numbers[middle]);
  return value_or_error(mean_of({numbers[middle - 1], numbers[middle]}));
}

// Of the sample: the squares are divided by one less than their number.
// NOLINTNEXTLINE(performance-unnecessary-value-param): as other statistics, which sort
Value standard_deviation_of(Numbers numbers) {
  if (numbers.size() < 2) return Value::null();
  const auto center = mean_of(numbers);
  if (!center) return Value::error();
  Decimal squares(0);
  for (const Decimal& number : numbers) {
    const auto distance = huice::subtract(number, *center);
    const auto square = distance ? huice::multiply(*distance, *distance) : std::nullopt;
    const auto next = square ? huice::add(squares, *square) : std::nullopt;
    if (!next) return Value::error();
    squares = *next;
  }
  const auto variance =
      huice::divide(squares, Decimal(static_cast<std::int64_t>(numbers.size()) - 1));
  return value_or_error(variance ? huice::square_root(*variance) : std::nullopt);
}

// The numbers that occur most often, in ascending order.
Value modes_of(Numbers numbers) {
  std::sort(numbers.begin(), numbers.end());
  std::vector<Value> modes;
  std::size_t most = 0;
  for (auto run = numbers.begin(); run != numbers.end();) {
    const auto end = std::upper_bound(run, numbers.end(), *run);
    const auto length = static_cast<std::size_t>(end - run);
    if (length > most) modes.clear();
    most = std::max(most, length);
    if (length == most) modes.emplace_back(*run);
    run = end;
  }
  return make_list(std::move(modes));
}

Value median(Arguments arguments, const CallContext&) { return statistic(arguments, median_of); }

Value standard_deviation(Arguments arguments, const CallContext&) {
  return statistic(arguments, standard_deviation_of);
}

Value mode(Arguments arguments, const CallContext&) { return statistic(arguments, modes_of); }

Builtin of_list(std::string_view name, BuiltinBody body, TypeKind result) {
  return {name, {{{"list"}, 0, true}}, body, result, true};
}

}  // namespace

std::vector<Builtin> aggregate_builtins() {
  return {
      {"count", {{{"list"}}}, partly_known<count, lists>, TypeKind::number, true},
      of_list("sum", sum_of, TypeKind::number),
      of_list("product", product_of, TypeKind::number),
      of_list("mean", mean, TypeKind::number),
      of_list("min", min, TypeKind::any),
      of_list("max", max, TypeKind::any),
      of_list("all", all, TypeKind::boolean),
      of_list("any", any, TypeKind::boolean),
      of_list("median", median, TypeKind::number),
      of_list("stddev", standard_deviation, TypeKind::number),
      of_list("mode", mode, TypeKind::list),
  };
}

}  // namespace huice::value
