// Contexts: reading, building and merging entries. Unknown values are passed on as they are.
#include <string>

#include "value/arguments.hpp"
#include "value/builtins_tables.hpp"

namespace huice::value {

namespace {

using Entries = std::vector<std::pair<std::string, Value>>;

void put(Entries& entries, const std::string& key, const Value& value) {
  for (auto& [name, old] : entries) {
    if (name == key) {
      old = value;
      return;
    }
  }
  entries.emplace_back(key, value);
}

Value get_value(Arguments arguments, const CallContext&) {
  if (arguments[0].is_unknown() || arguments[1].is_unknown()) return Value::unknown();
  const Value* found = arguments[0].context().find(arguments[1].string());
  return found != nullptr ? *found : Value::null();
}

Value get_entries(Arguments arguments, const CallContext&) {
  if (arguments[0].is_unknown()) return Value::unknown();
  std::vector<Value> entries;
  for (const auto& [key, value] : arguments[0].context().entries) {
    entries.push_back(make_context({{"key", Value::string(key)}, {"value", value}}));
  }
  return make_list(std::move(entries));
}

// --- context(entries) ---------------------------------------------------------------------------

enum class Added : std::uint8_t { yes, no, perhaps };

Added add_entry(Entries& entries, const Value& entry) {
  if ((possible_kinds(entry) & contexts) == 0) return Added::no;
  if (!entry.is_context()) return Added::perhaps;
  const Value* key = entry.context().find("key");
  const Value* value = entry.context().find("value");
  if (key == nullptr || value == nullptr || (possible_kinds(*key) & texts) == 0) return Added::no;
  if (!key->is_string()) return Added::perhaps;
  for (const auto& [name, other] : entries) {
    if (name == key->string()) return Added::no;
  }
  entries.emplace_back(key->string(), *value);
  return Added::yes;
}

Value context_of_entries(Arguments arguments, const CallContext&) {
  if (is_unknown_list(arguments)) return Value::unknown();
  const auto items = Items::of(arguments);
  if (!items || items->certainly_holds_other_than(contexts)) return Value::error();
  if (!items->certain()) return Value::unknown();
  Entries entries;
  bool certain = true;
  for (const Value& item : items->values()) {
    const Added added = add_entry(entries, item);
    if (added == Added::no) return Value::error();
    certain = certain && added == Added::yes;
  }
  return certain ? make_context(std::move(entries)) : Value::unknown();
}

// --- context put --------------------------------------------------------------------------------

// Along the keys every entry but the last must be a context already.
Value put_at(const Value& context, std::span<const Value> keys, const Value& value) {
  if (keys.empty() || (possible_kinds(context) & contexts) == 0) return Value::error();
  if ((possible_kinds(keys.front()) & texts) == 0) return Value::error();
  if (!context.is_context() || !keys.front().is_string()) return Value::unknown();
  const std::string& key = keys.front().string();
  Value inner = value;
  if (keys.size() > 1) {
    const Value* entry = context.context().find(key);
    if (entry == nullptr) return Value::error();
    inner = put_at(*entry, keys.subspan(1), value);
    if (inner.is_error() || inner.is_unknown()) return inner;
  }
  Entries entries = context.context().entries;
  put(entries, key, inner);
  return make_context(std::move(entries));
}

Value context_put(Arguments arguments, const CallContext&) {
  const Value& key = arguments[1];
  if (!key.is_list()) return put_at(arguments[0], arguments.subspan(1, 1), arguments[2]);
  if (!key.list().certain()) return Value::unknown();
  return put_at(arguments[0], key.list().items, arguments[2]);
}

// --- context merge ------------------------------------------------------------------------------

Value context_merge(Arguments arguments, const CallContext&) {
  if (is_unknown_list(arguments)) return Value::unknown();
  const auto items = Items::of(arguments);
  if (!items || items->certainly_holds_other_than(contexts)) return Value::error();
  if (!items->certain()) return Value::unknown();
  Entries entries;
  for (const Value& item : items->values()) {
    if (!item.is_context()) return Value::unknown();
    for (const auto& [key, value] : item.context().entries) put(entries, key, value);
  }
  return make_context(std::move(entries));
}

}  // namespace

std::vector<Builtin> context_builtins() {
  constexpr auto result = TypeKind::context;
  return {
      {"get value",
       {{{"m", "key"}}},
       partly_known<get_value, contexts, texts>,
       TypeKind::any,
       true},
      {"get entries", {{{"m"}}}, partly_known<get_entries, contexts>, TypeKind::list, true},
      {"context",
       {{{"entries"}}},
       partly_known < context_of_entries,
       lists | contexts >
       , result, true},
      {"context put",
       {{{"context", "key", "value"}, 0, false, "key"}, {{"context", "keys", "value"}}},
       partly_known < context_put,
       contexts,
       texts | lists,
       every_kind >
       , result, true},
      {"context merge",
       {{{"contexts"}}},
       partly_known < context_merge,
       lists | contexts >
       , result, true},
  };
}

}  // namespace huice::value
