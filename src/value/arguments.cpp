#include "value/arguments.hpp"

#include <algorithm>

#include "value/compare.hpp"

namespace huice::value {

namespace {

constexpr std::size_t most_parameters = 4;

bool may_fit(const Value& value, Kinds accepted) { return (possible_kinds(value) & accepted) != 0; }

// A list of one item becomes its item where the parameter takes no list.
bool is_singleton_for(const Value& argument, Kinds accepted) {
  return argument.is_list() && argument.list().certain() && argument.list().items.size() == 1 &&
         may_fit(argument.list().items.front(), accepted);
}

// The same of a list of which some items may be absent.
bool may_be_singleton_for(const Value& argument, Kinds accepted) {
  if (!argument.is_list() || argument.list().certain()) return false;
  const ListObject& list = argument.list();
  const auto certain = std::count(list.maybe.begin(), list.maybe.end(), false);
  if (certain > 1) return false;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    if ((certain == 0 || !list.maybe[i]) && may_fit(list.items[i], accepted)) return true;
  }
  return false;
}

}  // namespace

Value call_with(Arguments arguments, std::span<const Kinds> accepted, const CallContext& context,
                Unknowns unknowns, BuiltinBody body) {
  if (arguments.size() > accepted.size() || accepted.size() > most_parameters) {
    return Value::error();
  }
  // The caller holds the arguments: the copies need not count.
  std::array<Value, most_parameters> prepared;
  std::transform(arguments.begin(), arguments.end(), prepared.begin(),
                 [](const Value& argument) { return argument.borrowed(); });
  bool settled = true;
  for (std::size_t i = 0; i < accepted.size(); ++i) {
    if (!may_fit(prepared[i], accepted[i])) {
      if (may_be_singleton_for(prepared[i], accepted[i])) {
        settled = false;
      } else if (is_singleton_for(prepared[i], accepted[i])) {
        prepared[i] = prepared[i].list().items.front().borrowed();
      } else {
        return Value::error();
      }
    }
    settled = settled && (unknowns == Unknowns::passed || is_fully_known(prepared[i]));
  }
  if (!settled) return Value::unknown();
  return body(Arguments(prepared.data(), accepted.size()), context).owned();
}

std::optional<Items> Items::of(Arguments arguments) {
  if (arguments.empty()) return std::nullopt;
  if (arguments.size() > 1) return Items(arguments);
  if (arguments.front().is_null()) return std::nullopt;
  if (arguments.front().is_list()) return Items(arguments.front().list());
  return Items(arguments);
}

bool Items::some_certain() const noexcept {
  for (std::size_t i = 0; i < values_.size(); ++i) {
    if (!may_be_absent(i)) return true;
  }
  return false;
}

bool Items::fully_known() const {
  return certain() && std::all_of(values_.begin(), values_.end(),
                                  [](const Value& item) { return is_fully_known(item); });
}

bool Items::certainly_holds_other_than(Kinds kinds) const noexcept {
  for (std::size_t i = 0; i < values_.size(); ++i) {
    if (!may_be_absent(i) && (possible_kinds(values_[i]) & kinds) == 0) return true;
  }
  return false;
}

bool is_unknown_list(Arguments arguments) noexcept {
  return arguments.size() == 1 && arguments.front().is_unknown() &&
         arguments.front().bounds() == nullptr;
}

std::optional<std::size_t> index_of_position(const Decimal& position, std::size_t size) noexcept {
  const auto whole = position.truncated_to_int64();
  const auto last = static_cast<std::int64_t>(size);
  if (!whole || *whole == 0 || *whole > last || *whole < -last) return std::nullopt;
  return static_cast<std::size_t>(*whole > 0 ? *whole - 1 : last + *whole);
}

}  // namespace huice::value
