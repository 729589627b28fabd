#include "unit/value/notation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "value/arithmetic.hpp"
#include "value/compare.hpp"
#include "value/logic.hpp"
#include "value/property.hpp"
#include "value/text.hpp"

namespace huice::value::test {

namespace {

class TestZones final : public ZoneRules {
 public:
  bool knows(std::string_view zone) const noexcept override { return base(zone).has_value(); }
  std::optional<std::int32_t> offset(std::string_view zone, const Date& date,
                                     std::int64_t) const noexcept override {
    const auto found = base(zone);
    const bool summer = date >= *Date::of(2026, 4, 1);
    return found ? std::optional(*found + (summer ? 3600 : 0)) : std::nullopt;
  }

 private:
  static std::optional<std::int32_t> base(std::string_view zone) noexcept {
    if (zone == "Test/East") return 8 * 3600;
    if (zone == "Test/West") return -5 * 3600;
    return std::nullopt;
  }
};

// --- functions for sort and list replace
// ----------------------------------------------------------

Value less(std::span<const Value> a, const CallContext& c) {
  return compare(Relation::less, a[0], a[1], c.zones);
}
Value by_tens(std::span<const Value> a, const CallContext& c) {
  const auto ten = [](const Value& n) {
    return Value(*huice::round(n.number(), -1, Rounding::down));
  };
  return compare(Relation::less, ten(a[0]), ten(a[1]), c.zones);
}
Value always(std::span<const Value>, const CallContext&) { return Value(true); }
Value undecided(std::span<const Value>, const CallContext&) { return Value::unknown(); }
Value first(std::span<const Value> a, const CallContext&) { return a[0]; }

const std::array own_functions{
    Builtin{"less", {{{"a", "b"}}}, less, TypeKind::boolean, true},
    Builtin{"by tens", {{{"a", "b"}}}, by_tens, TypeKind::boolean, true},
    Builtin{"always", {{{"a", "b"}}}, always, TypeKind::boolean, true},
    Builtin{"undecided", {{{"a", "b"}}}, undecided, TypeKind::boolean, true},
    Builtin{"first", {{{"a", "b"}}}, first, TypeKind::any, true},
};

const Builtin* function_named(std::string_view name) {
  for (const Builtin& builtin : own_functions) {
    if (builtin.name == name) return &builtin;
  }
  return find_core_builtin(name);
}

Value call_function(void*, const Value& function, std::span<const Value> arguments) {
  return function.function().builtin->body(arguments, context());
}

// --- reading
// --------------------------------------------------------------------------------------

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<Value> whole() {
    auto value = next();
    return value && rest().empty() ? value : std::nullopt;
  }

  std::string_view rest() {
    blanks();
    return text_.substr(at_);
  }

  bool take(std::string_view word) {
    blanks();
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  std::optional<Value> next() {
    blanks();
    if (at_ == text_.size()) return std::nullopt;
    switch (text_[at_]) {
      case '?':
        return unknown();
      case '"':
        return Value::string(quoted());
      case '@':
        ++at_;
        return at_literal(quoted());
      case '{':
        return context_value();
      case '[':
      case '(':
        return list_or_range();
      case '&':
        return function();
      default:
        return word_or_number();
    }
  }

 private:
  void blanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  std::string quoted() {
    std::string out;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') ++at_;
      out += text_[at_];
    }
    ++at_;
    return out;
  }

  std::optional<Value> at_literal(const std::string& text) {
    if (const auto date = Date::parse(text)) return Value(*date);
    if (const auto time = Time::parse(text)) return Value::time(*time);
    if (const auto date_time = DateTime::parse(text)) return Value::date_time(*date_time);
    if (const auto months = MonthsDuration::parse(text)) return Value(*months);
    if (const auto days = DaysDuration::parse(text)) return Value(*days);
    return std::nullopt;
  }

  std::optional<Value> word_or_number() {
    for (const auto& [word, value] : {std::pair{"true", Value(true)},
                                      {"false", Value(false)},
                                      {"null", Value::null()},
                                      {"error", Value::error()}}) {
      if (take(word)) return value;
    }
    const auto number = plain_number();
    return number ? std::optional(Value(*number)) : std::nullopt;
  }

  std::optional<Decimal> plain_number() {
    blanks();
    std::size_t end = at_;
    if (end < text_.size() && text_[end] == '-') ++end;
    while (end < text_.size() && (std::isdigit(static_cast<unsigned char>(text_[end])) != 0 ||
                                  (text_[end] == '.' && text_.substr(end, 2) != ".."))) {
      ++end;
    }
    if (text_.substr(end, 2) == "E+" || text_.substr(end, 2) == "E-") {
      end += 2;
      while (end < text_.size() && std::isdigit(static_cast<unsigned char>(text_[end])) != 0) ++end;
    }
    const auto number = Decimal::parse(text_.substr(at_, end - at_));
    if (number) at_ = end;
    return number;
  }

  std::optional<Value> unknown() {
    ++at_;
    if (text_.substr(at_, 1) != "[") return Value::unknown();
    ++at_;
    const auto low = plain_number();
    if (!take("..")) return std::nullopt;
    const auto high = plain_number();
    if (!take("]")) return std::nullopt;
    return Value::unknown_between(low ? &*low : nullptr, high ? &*high : nullptr);
  }

  std::optional<Value> function() {
    const std::size_t from = ++at_;
    while (at_ < text_.size() &&
           std::string_view(",)]}").find(text_[at_]) == std::string_view::npos) {
      ++at_;
    }
    const Builtin* builtin = function_named(text_.substr(from, at_ - from));
    return builtin != nullptr ? std::optional(make_function(*builtin)) : std::nullopt;
  }

  std::optional<Value> context_value() {
    ++at_;
    std::vector<std::pair<std::string, Value>> entries;
    while (!take("}")) {
      if (!entries.empty() && !take(",")) return std::nullopt;
      blanks();
      std::string key;
      if (text_.substr(at_, 1) == "\"") {
        key = quoted();
      } else {
        while (at_ < text_.size() && text_[at_] != ':') key += text_[at_++];
      }
      if (!take(":")) return std::nullopt;
      auto value = next();
      if (!value) return std::nullopt;
      entries.emplace_back(std::move(key), *std::move(value));
    }
    return make_context(std::move(entries));
  }

  std::optional<Value> open_range() {
    using Shape = RangeObject::Shape;
    for (const std::string_view sign : {"<=", "<", ">=", ">", "!=", "="}) {
      if (!take(sign)) continue;
      auto end = next();
      if (!end || !take(")")) return std::nullopt;
      if (sign == "=") return make_point_range(*end, Shape::equal_to);
      if (sign == "!=") return make_point_range(*end, Shape::other_than);
      const bool included = sign.size() == 2;
      const bool is_low = sign[0] == '>';
      return make_range(is_low ? *end : Value(), is_low && included, is_low ? Value() : *end,
                        !is_low && included, is_low, !is_low);
    }
    return std::nullopt;
  }

  std::optional<Value> list_or_range() {
    const char open = text_[at_++];
    if (open == '(') {
      if (auto range = open_range()) return range;
    }
    std::vector<Value> items;
    std::vector<bool> maybe;
    while (!take("]")) {
      if (!items.empty() && !take(",")) return std::nullopt;
      maybe.push_back(take("maybe "));
      auto item = next();
      if (!item) return std::nullopt;
      if (take("..")) return range_from(open, *item);
      items.push_back(*std::move(item));
    }
    return make_list(std::move(items), std::move(maybe));
  }

  std::optional<Value> range_from(char open, const Value& low) {
    auto high = next();
    if (!high) return std::nullopt;
    const bool closed = take("]");
    if (!closed && !take(")")) return std::nullopt;
    return make_range(low, open == '[', *high, closed);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

// --- operators
// ------------------------------------------------------------------------------------

template <Relation relation>
Value related(std::span<const Value> a) {
  return compare(relation, a[0], a[1], context().zones);
}

const std::array operators{
    Callable{"**", 2, 2, [](std::span<const Value> a) { return power(a[0], a[1]); }},
    Callable{"+", 2, 2, [](std::span<const Value> a) { return add(a[0], a[1]); }},
    Callable{"-", 2, 2,
             [](std::span<const Value> a) { return subtract(a[0], a[1], context().zones); }},
    Callable{"*", 2, 2, [](std::span<const Value> a) { return multiply(a[0], a[1]); }},
    Callable{"/", 2, 2, [](std::span<const Value> a) { return divide(a[0], a[1]); }},
    Callable{"=", 2, 2,
             [](std::span<const Value> a) { return equal(a[0], a[1], context().zones); }},
    Callable{
        "!=", 2, 2,
        [](std::span<const Value> a) { return negate_truth(equal(a[0], a[1], context().zones)); }},
    Callable{"<=", 2, 2, related<Relation::less_equal>},
    Callable{"<", 2, 2, related<Relation::less>},
    Callable{">=", 2, 2, related<Relation::greater_equal>},
    Callable{">", 2, 2, related<Relation::greater>},
    Callable{"and", 2, 2, [](std::span<const Value> a) { return conjunction(a[0], a[1]); }},
    Callable{"or", 2, 2, [](std::span<const Value> a) { return disjunction(a[0], a[1]); }},
    Callable{"in", 2, 2,
             [](std::span<const Value> a) { return in_test(a[0], a[1], context().zones); }},
    Callable{"join", 2, 2, [](std::span<const Value> a) { return join(a[0], a[1]); }},
    Callable{"minus", 1, 1, [](std::span<const Value> a) { return negate(a[0]); }},
};

const Callable* find(std::string_view name) {
  const auto& all = callables();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Callable& c) { return c.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::optional<Value> evaluate_call(const Callable& callable, Reader& reader) {
  std::vector<Value> arguments;
  while (!reader.take(")")) {
    if (!arguments.empty() && !reader.take(",")) return std::nullopt;
    auto argument = reader.next();
    if (!argument) return std::nullopt;
    arguments.push_back(*std::move(argument));
  }
  return reader.rest().empty() ? std::optional(callable(arguments)) : std::nullopt;
}

std::optional<Value> evaluate_infix(std::string_view text) {
  Reader reader(text);
  const auto left = reader.next();
  if (!left) return std::nullopt;
  if (reader.take(".")) return property(*left, reader.rest(), context().zones);
  for (const Callable& callable : operators) {
    if (!reader.take(callable.name + " ")) continue;
    const auto right = reader.next();
    if (!right || !reader.rest().empty()) return std::nullopt;
    return callable(std::array{*left, *right});
  }
  return std::nullopt;
}

// --- writing
// --------------------------------------------------------------------------------------

std::string write_bounds(const BoundsObject& bounds) {
  return "?[" + (bounds.has_low ? bounds.low.to_string() : "") + ".." +
         (bounds.has_high ? bounds.high.to_string() : "") + "]";
}

std::string write_range(const RangeObject& range) {
  const std::string low = write(range.low);
  const std::string high = write(range.high);
  if (range.shape == RangeObject::Shape::equal_to) return "(=" + low + ")";
  if (range.shape == RangeObject::Shape::other_than) return "(!=" + low + ")";
  if (!range.has_low) return (range.high_included ? "(<=" : "(<") + high + ")";
  if (!range.has_high) return (range.low_included ? "(>=" : "(>") + low + ")";
  return (range.low_included ? "[" : "(") + low + ".." + high + (range.high_included ? "]" : ")");
}

std::string write_list(const ListObject& list) {
  std::string out = "[";
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    if (i != 0) out += ", ";
    if (!list.certain() && list.maybe[i]) out += "maybe ";
    out += write(list.items[i]);
  }
  return out + "]";
}

std::string write_context(const ContextObject& context) {
  std::string out = "{";
  for (const auto& [key, value] : context.entries) {
    if (out.size() > 1) out += ", ";
    out += "\"" + key + "\": " + write(value);
  }
  return out + "}";
}

}  // namespace

std::optional<Value> read(std::string_view text) { return Reader(text).whole(); }

Value value_of(std::string_view text) {
  auto value = read(text);
  if (!value) ADD_FAILURE() << "not a value: " << text;
  return value.value_or(Value::error());
}

std::string write(const Value& value) {
  switch (value.kind()) {
    case Kind::unknown:
      return value.bounds() != nullptr ? write_bounds(*value.bounds()) : "?";
    case Kind::null:
      return value.is_error() ? "error" : "null";
    case Kind::list:
      return write_list(value.list());
    case Kind::context:
      return write_context(value.context());
    case Kind::range:
      return write_range(value.range());
    case Kind::string:
    case Kind::boolean:
    case Kind::number:
      return to_literal(value);
    default:
      return "@\"" + to_text(value) + "\"";
  }
}

const CallContext& context() {
  static const TestZones zones;
  static const CallContext context{*Date::of(2026, 3, 10), true, call_function, nullptr, &zones};
  return context;
}

const std::vector<Callable>& callables() {
  static const std::vector<Callable> all = [] {
    std::vector<Callable> result(operators.begin(), operators.end());
    for (const Builtin& builtin : core_builtins()) {
      Callable callable{std::string(builtin.name), 4, 0, nullptr, &builtin};
      for (const Signature& signature : builtin.signatures) {
        const std::size_t most = signature.parameters.size();
        callable.least = std::min(callable.least, most - signature.optional);
        callable.most = std::max(callable.most, signature.variadic ? most + 1 : most);
      }
      result.push_back(std::move(callable));
    }
    return result;
  }();
  return all;
}

std::optional<Value> evaluate(std::string_view text) {
  const std::size_t open = text.find('(');
  if (open != std::string_view::npos && open > 0) {
    if (const Callable* callable = find(text.substr(0, open))) {
      Reader reader(text.substr(open + 1));
      return evaluate_call(*callable, reader);
    }
  }
  return evaluate_infix(text);
}

}  // namespace huice::value::test
