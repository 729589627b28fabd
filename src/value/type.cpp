#include "value/type.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "value/builtins.hpp"
#include "value/kinds.hpp"
#include "value/logic.hpp"
#include "value/temporal.hpp"

namespace huice::value {

namespace {

struct Named {
  TypeKind kind;
  std::string_view name;
  Kind value;  // of the simple kinds
};

constexpr std::array names{
    Named{TypeKind::any, "Any", Kind::null},
    Named{TypeKind::null, "Null", Kind::null},
    Named{TypeKind::boolean, "boolean", Kind::boolean},
    Named{TypeKind::number, "number", Kind::number},
    Named{TypeKind::string, "string", Kind::string},
    Named{TypeKind::date, "date", Kind::date},
    Named{TypeKind::time, "time", Kind::time},
    Named{TypeKind::date_time, "date and time", Kind::date_time},
    Named{TypeKind::days_duration, "days and time duration", Kind::days_duration},
    Named{TypeKind::months_duration, "years and months duration", Kind::months_duration},
    Named{TypeKind::list, "list", Kind::list},
    Named{TypeKind::context, "context", Kind::context},
    Named{TypeKind::range, "range", Kind::range},
    Named{TypeKind::function, "function", Kind::function},
};

const Named& row_of(TypeKind kind) { return names[static_cast<std::size_t>(kind)]; }

bool is_any(const TypeRef& type) { return type == nullptr || type->kind == TypeKind::any; }

const Type& or_any(const TypeRef& type) { return type == nullptr ? *simple(TypeKind::any) : *type; }

TypeRef make(Type type) { return std::make_shared<const Type>(std::move(type)); }

const TypeRef* field(const Type& type, std::string_view key) {
  const auto found = std::find_if(type.fields.begin(), type.fields.end(),
                                  [&](const auto& entry) { return entry.first == key; });
  return found == type.fields.end() ? nullptr : &found->second;
}

std::string name_of_function(const Type& type) {
  std::string out = "function<";
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    if (i != 0) out += ", ";
    out += name(or_any(type.fields[i].second));
  }
  return out + ">->" + name(or_any(type.element));
}

std::string name_of_context(const Type& type) {
  if (type.fields.empty()) return "context";
  std::string out = "context<";
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    if (i != 0) out += ", ";
    out += type.fields[i].first + ": " + name(or_any(type.fields[i].second));
  }
  return out + ">";
}

bool context_conforms(const Type& from, const Type& to) {
  return std::all_of(to.fields.begin(), to.fields.end(), [&](const auto& wanted) {
    const TypeRef* given = field(from, wanted.first);
    return given != nullptr && conforms(or_any(*given), or_any(wanted.second));
  });
}

bool function_conforms(const Type& from, const Type& to) {
  if (from.fields.size() != to.fields.size()) return false;
  for (std::size_t i = 0; i < to.fields.size(); ++i) {
    if (!conforms(or_any(to.fields[i].second), or_any(from.fields[i].second))) return false;
  }
  return conforms(or_any(from.element), or_any(to.element));
}

TypeRef common_context(const Type& a, const Type& b) {
  std::vector<std::pair<std::string, TypeRef>> shared;
  for (const auto& [key, type] : a.fields) {
    if (const TypeRef* other = field(b, key)) shared.emplace_back(key, common(type, *other));
  }
  return context_of(std::move(shared));
}

// --- values -------------------------------------------------------------------------------------

Value instance_or_null(const Value& value, const TypeRef& type) {
  return value.is_null() ? Value(true) : instance_of(value, or_any(type));
}

Value list_instance(const ListObject& list, const TypeRef& element) {
  Value result(true);
  for (std::size_t i = 0; i < list.items.size() && !result.is_false(); ++i) {
    const Value here = instance_or_null(list.items[i], element);
    const bool may_be_absent = !list.certain() && list.maybe[i];
    result = conjunction(result, may_be_absent ? join(here, Value(true)) : here);
  }
  return result;
}

Value context_instance(const ContextObject& context, const Type& type) {
  Value result(true);
  for (const auto& [key, wanted] : type.fields) {
    const Value* found = context.find(key);
    if (found == nullptr) return Value(false);
    result = conjunction(result, instance_or_null(*found, wanted));
  }
  return result;
}

Value range_instance(const RangeObject& range, const TypeRef& element) {
  const Value low = range.has_low ? instance_or_null(range.low, element) : Value(true);
  return conjunction(low, range.has_high ? instance_or_null(range.high, element) : Value(true));
}

bool function_instance(const FunctionObject& function, const Type& type) {
  if (function.builtin == nullptr) return function.parameters.size() == type.fields.size();
  return std::any_of(function.builtin->signatures.begin(), function.builtin->signatures.end(),
                     [&](const Signature& signature) {
                       return signature.variadic ||
                              signature.parameters.size() == type.fields.size();
                     });
}

}  // namespace

TypeRef simple(TypeKind kind) {
  static const auto types = [] {
    std::array<TypeRef, names.size()> made;
    for (const Named& row : names) {
      const bool holds_items = row.kind == TypeKind::list || row.kind == TypeKind::range;
      const TypeRef element = holds_items ? made.front() : nullptr;  // `any` is the first
      made[static_cast<std::size_t>(row.kind)] = make(Type{row.kind, element, {}});
    }
    return made;
  }();
  return types[static_cast<std::size_t>(kind)];
}

TypeRef list_of(TypeRef element) { return make({TypeKind::list, std::move(element), {}}); }
TypeRef range_of(TypeRef element) { return make({TypeKind::range, std::move(element), {}}); }

TypeRef context_of(std::vector<std::pair<std::string, TypeRef>> fields) {
  return make({TypeKind::context, nullptr, std::move(fields)});
}

TypeRef function_of(std::vector<TypeRef> parameters, TypeRef result) {
  Type type{TypeKind::function, std::move(result), {}};
  for (TypeRef& parameter : parameters) {
    type.fields.emplace_back(std::string(), std::move(parameter));
  }
  return make(std::move(type));
}

TypeRef type_named(std::string_view wanted) {
  static constexpr std::array older{
      std::pair{std::string_view("dateTime"), TypeKind::date_time},
      std::pair{std::string_view("dayTimeDuration"), TypeKind::days_duration},
      std::pair{std::string_view("yearMonthDuration"), TypeKind::months_duration}};
  for (const auto& [spelling, kind] : older) {
    if (spelling == wanted) return simple(kind);
  }
  for (const Named& row : names) {
    if (row.name != wanted) continue;
    switch (row.kind) {
      case TypeKind::list:
        return list_of(simple(TypeKind::any));
      case TypeKind::context:
        return context_of({});
      case TypeKind::range:
        return range_of(simple(TypeKind::any));
      case TypeKind::function:
        return function_of({}, simple(TypeKind::any));
      default:
        return simple(row.kind);
    }
  }
  return nullptr;
}

std::string name(const Type& type) {
  switch (type.kind) {
    case TypeKind::list:
    case TypeKind::range:
      return std::string(row_of(type.kind).name) + "<" + name(or_any(type.element)) + ">";
    case TypeKind::context:
      return name_of_context(type);
    case TypeKind::function:
      return name_of_function(type);
    default:
      return std::string(row_of(type.kind).name);
  }
}

bool same(const Type& a, const Type& b) { return conforms(a, b) && conforms(b, a); }

bool conforms(const Type& from, const Type& to) {
  if (to.kind == TypeKind::any || from.kind == TypeKind::null) return true;
  if (from.kind != to.kind) return false;
  switch (from.kind) {
    case TypeKind::list:
    case TypeKind::range:
      return is_any(to.element) || conforms(or_any(from.element), *to.element);
    case TypeKind::context:
      return context_conforms(from, to);
    case TypeKind::function:
      return function_conforms(from, to);
    default:
      return true;
  }
}

TypeRef common(const TypeRef& a, const TypeRef& b) {
  if (a == nullptr || b == nullptr) return simple(TypeKind::any);
  if (conforms(*a, *b)) return b;
  if (conforms(*b, *a)) return a;
  if (a->kind != b->kind) return simple(TypeKind::any);
  switch (a->kind) {
    case TypeKind::list:
      return list_of(common(a->element, b->element));
    case TypeKind::range:
      return range_of(common(a->element, b->element));
    case TypeKind::context:
      return common_context(*a, *b);
    default:
      return simple(TypeKind::any);
  }
}

Value instance_of(const Value& value, const Type& type) {
  if (type.kind == TypeKind::null) {
    const bool may_be = (possible_kinds(value) & kinds_of(Kind::null)) != 0;
    return value.is_unknown() && may_be ? Value::unknown() : Value(may_be);
  }
  if (value.is_null()) return Value(false);
  if (value.is_unknown()) {
    const bool may_be_null = (possible_kinds(value) & kinds_of(Kind::null)) != 0;
    if (may_be_null) return Value::unknown();
    return Value(type.kind == TypeKind::any || type.kind == TypeKind::number);
  }
  if (type.kind == TypeKind::any) return Value(true);
  if (value.kind() != row_of(type.kind).value) return Value(false);
  switch (type.kind) {
    case TypeKind::list:
      return list_instance(value.list(), type.element);
    case TypeKind::context:
      return context_instance(value.context(), type);
    case TypeKind::range:
      return range_instance(value.range(), type.element);
    case TypeKind::function:
      return Value(function_instance(value.function(), type));
    default:
      return Value(true);
  }
}

bool is_instance(const Value& value, const Type& type) {
  return !instance_of(value, type).is_false();
}

namespace {

/// The value as it is, or a date as its midnight; nothing when it does not fit.
std::optional<Value> fitted(const Value& value, const Type& type) {
  if (value.kind() == Kind::date && type.kind == TypeKind::date_time)
    return Value::date_time(at_utc_midnight(value.date()));
  // Where a part is unknown the value is kept, as it may turn out to fit.
  if (instance_of(value, type).is_false()) return std::nullopt;
  return value;
}

}  // namespace

Value coerce(const Value& value, const Type& type) {
  if (value.is_null() || type.kind == TypeKind::any) return value;
  if (auto fits = fitted(value, type)) return std::move(*fits);
  const bool wants_list = type.kind == TypeKind::list;
  if (value.is_list() && !wants_list) {
    const ListObject& list = value.list();
    if (!list.certain()) return Value::unknown();
    if (list.items.size() != 1 || list.items.front().is_null()) return Value::error();
    return fitted(list.items.front(), type).value_or(Value::error());
  }
  if (!value.is_list() && wants_list && !value.is_unknown()) {
    if (auto item = fitted(value, or_any(type.element))) return make_list({std::move(*item)});
  }
  return Value::error();
}

}  // namespace huice::value
