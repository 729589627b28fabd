// Lists: looking for items, taking lists apart and putting them together. Unknown items are passed
// on as they are, also those that may be absent, where their places do not matter.
#include <algorithm>

#include "value/arguments.hpp"
#include "value/builtins_tables.hpp"
#include "value/compare.hpp"
#include "value/logic.hpp"
#include "value/outcomes.hpp"

namespace huice::value {

namespace {

/// A list under construction, items that may be absent included.
class ListBuilder {
 public:
  void add(const Value& item, bool may_be_absent = false) {
    items_.push_back(item);
    maybe_.push_back(may_be_absent);
  }
  void add(const ListObject& list) {
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      add(list.items[i], !list.certain() && list.maybe[i]);
    }
  }
  [[nodiscard]] Value take() { return make_list(std::move(items_), std::move(maybe_)); }

 private:
  std::vector<Value> items_;
  std::vector<bool> maybe_;
};

/// Where the items of a list are by position; nothing while a position may shift.
const std::vector<Value>* positioned(const Value& list) {
  return list.is_list() && list.list().certain() ? &list.list().items : nullptr;
}

// --- looking for items --------------------------------------------------------------------------

Value list_contains(Arguments arguments, const CallContext& context) {
  if (!arguments[0].is_list()) return Value::unknown();
  const Items items(arguments[0].list());
  bool possible = false;
  for (std::size_t i = 0; i < items.values().size(); ++i) {
    const Outcomes found = match(items.values()[i], arguments[1], context.zones);
    if (found == outcome::yes && !items.may_be_absent(i)) return Value(true);
    possible = possible || found != outcome::no;
  }
  return possible ? Value::unknown() : Value(false);
}

// An item that may match gives a position that may be absent.
Value index_of(Arguments arguments, const CallContext& context) {
  if (!arguments[0].is_list()) return Value::unknown();
  const ListObject& list = arguments[0].list();
  ListBuilder positions;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const Outcomes found = match(list.items[i], arguments[1], context.zones);
    if (found == outcome::no) continue;
    if (!list.certain()) return Value::unknown();
    positions.add(whole_number(i + 1), found != outcome::yes);
  }
  return positions.take();
}

bool occurs(const std::vector<Value>& items, const Value& item, const ZoneRules* zones) {
  return std::any_of(items.begin(), items.end(),
                     [&](const Value& other) { return match(item, other, zones) == outcome::yes; });
}

std::vector<Value> distinct(std::span<const Value> items, const ZoneRules* zones) {
  std::vector<Value> result;
  for (const Value& item : items) {
    if (!occurs(result, item, zones)) result.push_back(item);
  }
  return result;
}

Value distinct_values(Arguments arguments, const CallContext& context) {
  return make_list(distinct(arguments[0].list().items, context.zones));
}

Value duplicate_values(Arguments arguments, const CallContext& context) {
  std::vector<Value> seen;
  std::vector<Value> twice;
  for (const Value& item : arguments[0].list().items) {
    if (!occurs(seen, item, context.zones)) {
      seen.push_back(item);
    } else if (!occurs(twice, item, context.zones)) {
      twice.push_back(item);
    }
  }
  return make_list(std::move(twice));
}

// --- putting lists together ---------------------------------------------------------------------

bool all_may_be_lists(Arguments arguments) {
  return !arguments.empty() && std::all_of(arguments.begin(), arguments.end(), [](const Value& a) {
    return (possible_kinds(a) & lists) != 0;
  });
}

bool all_are_lists(Arguments arguments) {
  return std::all_of(arguments.begin(), arguments.end(),
                     [](const Value& a) { return a.is_list(); });
}

Value concatenate(Arguments arguments, const CallContext&) {
  if (!all_may_be_lists(arguments)) return Value::error();
  if (!all_are_lists(arguments)) return Value::unknown();
  ListBuilder result;
  for (const Value& list : arguments) result.add(list.list());
  return result.take();
}

Value union_of(Arguments arguments, const CallContext& context) {
  Value all = concatenate(arguments, context);
  if (!all.is_list()) return all;
  if (!is_fully_known(all)) return Value::unknown();
  return make_list(distinct(all.list().items, context.zones));
}

Value append(Arguments arguments, const CallContext&) {
  if (arguments.empty() || (possible_kinds(arguments[0]) & lists) == 0) return Value::error();
  if (!arguments[0].is_list()) return Value::unknown();
  ListBuilder result;
  result.add(arguments[0].list());
  for (const Value& item : arguments.subspan(1)) result.add(item);
  return result.take();
}

Value reverse(Arguments arguments, const CallContext&) {
  if (!arguments[0].is_list()) return Value::unknown();
  const Items items(arguments[0].list());
  ListBuilder result;
  for (std::size_t i = items.values().size(); i-- > 0;) {
    result.add(items.values()[i], items.may_be_absent(i));
  }
  return result.take();
}

// False when an item may turn out to be a list itself. Items of a list that may be absent may each
// be absent: that says less than is known, but nothing false.
bool flatten_into(const ListObject& list, bool may_be_absent, ListBuilder& result) {
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const Value& item = list.items[i];
    const bool absent = may_be_absent || (!list.certain() && list.maybe[i]);
    if (item.is_list()) {
      if (!flatten_into(item.list(), absent, result)) return false;
    } else if ((possible_kinds(item) & lists) != 0) {
      return false;
    } else {
      result.add(item, absent);
    }
  }
  return true;
}

Value flatten(Arguments arguments, const CallContext&) {
  if (!arguments[0].is_list()) return Value::unknown();
  ListBuilder result;
  return flatten_into(arguments[0].list(), false, result) ? result.take() : Value::unknown();
}

// --- by position --------------------------------------------------------------------------------

// Is there no position in any list that the number may be?
bool is_no_position(const Value& position) {
  if (!position.is_number()) return false;
  const auto whole = position.number().truncated_to_int64();
  return !whole || *whole == 0;
}

Value sublist(Arguments arguments, const CallContext&) {
  const Value& length = arguments[2];
  if (is_no_position(arguments[1])) return Value::error();
  if (length.is_number() && length.number() <= Decimal(-1)) return Value::error();
  const auto* items = positioned(arguments[0]);
  if (items == nullptr || !arguments[1].is_number() || length.is_unknown()) {
    return Value::unknown();
  }
  const auto first = index_of_position(arguments[1].number(), items->size());
  if (!first) return Value::error();
  std::size_t count = items->size() - *first;
  if (length.is_number()) {
    const auto wanted = length.number().truncated_to_int64();
    if (!wanted || static_cast<std::uint64_t>(*wanted) > count) return Value::error();
    count = static_cast<std::size_t>(*wanted);
  }
  const auto from = items->begin() + static_cast<std::ptrdiff_t>(*first);
  return make_list(std::vector<Value>(from, from + static_cast<std::ptrdiff_t>(count)));
}

using Edit = void (*)(std::vector<Value>& items, std::size_t at, const Value& item);

Value edited(const Value& list, const Value& position, const Value& item, Edit edit) {
  if (is_no_position(position)) return Value::error();
  const auto* items = positioned(list);
  if (items == nullptr || !position.is_number()) return Value::unknown();
  const auto at = index_of_position(position.number(), items->size());
  if (!at) return Value::error();
  std::vector<Value> result = *items;
  edit(result, *at, item);
  return make_list(std::move(result));
}

void insert_at(std::vector<Value>& items, std::size_t at, const Value& item) {
  items.insert(items.begin() + static_cast<std::ptrdiff_t>(at), item);
}

void remove_at(std::vector<Value>& items, std::size_t at, const Value&) {
  items.erase(items.begin() + static_cast<std::ptrdiff_t>(at));
}

void replace_at(std::vector<Value>& items, std::size_t at, const Value& item) { items[at] = item; }

Value insert_before(Arguments arguments, const CallContext&) {
  return edited(arguments[0], arguments[1], arguments[2], insert_at);
}

Value remove(Arguments arguments, const CallContext&) {
  return edited(arguments[0], arguments[1], Value::null(), remove_at);
}

// --- list replace -------------------------------------------------------------------------------

Value call(const CallContext& context, const Value& function, const Value& a, const Value& b) {
  if (context.call == nullptr) return Value::error();
  const std::array arguments{a, b};
  return context.call(context.evaluator, function, arguments);
}

Value replace_matches(const ListObject& list, const Value& matches, const Value& item,
                      const CallContext& context) {
  ListBuilder result;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const Value replaces = call(context, matches, list.items[i], item);
    const bool absent = !list.certain() && list.maybe[i];
    if (replaces.is_boolean()) {
      result.add(replaces.boolean() ? item : list.items[i], absent);
    } else if (replaces.is_unknown() || absent) {
      return Value::unknown();
    } else {
      return Value::error();
    }
  }
  return result.take();
}

Value list_replace(Arguments arguments, const CallContext& context) {
  const Value& place = arguments[1];
  const Value list = arguments[0].is_list() || arguments[0].is_unknown()
                         ? arguments[0]
                         : make_list({arguments[0]});
  if (place.kind() != Kind::function) return edited(list, place, arguments[2], replace_at);
  if (!list.is_list()) return Value::unknown();
  return replace_matches(list.list(), place, arguments[2], context);
}

// --- sort ---------------------------------------------------------------------------------------

/// Merge sort, stable. `precedes` is the author's and need not be an order at all: every step is
/// bounded whatever it answers.
class Sorting {
 public:
  Sorting(std::vector<Value> items, const Value& precedes, const CallContext& context)
      : items_(std::move(items)), merged_(items_.size()), precedes_(precedes), context_(context) {}

  Value run() {
    const std::size_t size = items_.size();
    for (std::size_t width = 1; width < size && !failure_; width *= 2) {
      for (std::size_t low = 0; low < size; low += 2 * width) {
        merge(low, std::min(low + width, size), std::min(low + 2 * width, size));
      }
      items_.swap(merged_);
    }
    return failure_ ? *failure_ : make_list(std::move(items_));
  }

 private:
  void merge(std::size_t low, std::size_t middle, std::size_t high) {
    std::size_t left = low;
    std::size_t right = middle;
    for (std::size_t at = low; at < high; ++at) {
      const bool take_right =
          right < high && (left == middle || right_precedes(items_[right], items_[left]));
      merged_[at] = items_[take_right ? right++ : left++];
    }
  }

  // An item of the right run goes first only when it must.
  bool right_precedes(const Value& right, const Value& left) {
    if (failure_) return false;
    const Value answer = call(context_, precedes_, right, left);
    if (answer.is_boolean()) return answer.boolean();
    failure_ = answer.is_unknown() ? Value::unknown() : Value::error();
    return false;
  }

  std::vector<Value> items_;
  std::vector<Value> merged_;
  const Value& precedes_;
  const CallContext& context_;
  std::optional<Value> failure_;  // an answer that was no boolean
};

Value sort(Arguments arguments, const CallContext& context) {
  return Sorting(arguments[0].list().items, arguments[1], context).run();
}

}  // namespace

std::vector<Builtin> list_builtins() {
  constexpr auto list = TypeKind::list;
  return {
      {"list contains",
       {{{"list", "element"}}},
       partly_known<list_contains, lists, every_kind>,
       TypeKind::boolean,
       true},
      {"index of", {{{"list", "match"}}}, partly_known<index_of, lists, every_kind>, list, true},
      {"distinct values", {{{"list"}}}, known<distinct_values, lists>, list, true},
      {"duplicate values", {{{"list"}}}, known<duplicate_values, lists>, list, true},
      {"concatenate", {{{"list"}, 0, true}}, concatenate, list, true},
      {"union", {{{"list"}, 0, true}}, union_of, list, true},
      {"append", {{{"list", "item"}, 0, true}}, append, list, true},
      {"reverse", {{{"list"}}}, partly_known<reverse, lists>, list, true},
      {"flatten", {{{"list"}}}, partly_known<flatten, lists>, list, true},
      {"sublist",
       {{{"list", "start position", "length"}, 1}},
       partly_known < sublist,
       lists,
       numbers,
       numbers | null_kind >
       , list, true},
      {"insert before",
       {{{"list", "position", "newItem"}}},
       partly_known<insert_before, lists, numbers, every_kind>,
       list,
       true},
      {"remove", {{{"list", "position"}}}, partly_known<remove, lists, numbers>, list, true},
      {"list replace",
       {{{"list", "position", "newItem"}}, {{"list", "match", "newItem"}}},
       partly_known < list_replace,
       every_kind & ~null_kind,
       numbers | functions,
       every_kind >
       , list, true},
      {"sort", {{{"list", "precedes"}}}, known<sort, lists, functions>, list, true},
  };
}

}  // namespace huice::value
