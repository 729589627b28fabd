// Functions of texts. Positions and lengths count code points.
#include <string>
#include <string_view>

#include "text/utf8.hpp"
#include "value/arguments.hpp"
#include "value/builtins_tables.hpp"

namespace huice::value {

namespace {

Value text_from_to(std::string_view text, std::size_t first, std::size_t count) {
  const std::size_t from = text::skip_code_points(text, 0, first);
  const std::size_t to = text::skip_code_points(text, from, count);
  return Value::string(text.substr(from, to - from));
}

Value substring(Arguments arguments, const CallContext&) {
  const std::string& text = arguments[0].string();
  const std::size_t size = text::count_code_points(text);
  const auto first = index_of_position(arguments[1].number(), size);
  if (!first) return Value::error();
  if (arguments[2].is_null()) return text_from_to(text, *first, size - *first);
  const auto length = arguments[2].number().truncated_to_int64();
  if (!length || *length < 1) return Value::error();
  return text_from_to(text, *first, static_cast<std::size_t>(*length));
}

Value string_length(Arguments arguments, const CallContext&) {
  return whole_number(text::count_code_points(arguments[0].string()));
}

Value substring_before(Arguments arguments, const CallContext&) {
  const std::string_view text = arguments[0].string();
  const std::size_t at = text.find(arguments[1].string());
  return Value::string(at == std::string_view::npos ? std::string_view() : text.substr(0, at));
}

Value substring_after(Arguments arguments, const CallContext&) {
  const std::string_view text = arguments[0].string();
  const std::string_view match = arguments[1].string();
  const std::size_t at = text.find(match);
  return Value::string(at == std::string_view::npos ? std::string_view()
                                                    : text.substr(at + match.size()));
}

Value contains(Arguments arguments, const CallContext&) {
  return Value(arguments[0].string().find(arguments[1].string()) != std::string::npos);
}

Value starts_with(Arguments arguments, const CallContext&) {
  return Value(std::string_view(arguments[0].string()).starts_with(arguments[1].string()));
}

Value ends_with(Arguments arguments, const CallContext&) {
  return Value(std::string_view(arguments[0].string()).ends_with(arguments[1].string()));
}

// Skips nulls. A single text counts as a list of itself.
Value string_join(Arguments arguments, const CallContext&) {
  const auto items = Items::of(arguments.first(1));
  if (!items) return Value::error();
  if (!is_unknown_list(arguments.first(1)) &&
      items->certainly_holds_other_than(texts | null_kind)) {
    return Value::error();
  }
  if (!items->fully_known() || arguments[1].is_unknown()) return Value::unknown();
  std::string joined;
  bool first = true;
  for (const Value& item : items->values()) {
    if (item.is_null()) continue;
    if (!first && arguments[1].is_string()) joined += arguments[1].string();
    first = false;
    joined += item.string();
  }
  return Value::string(joined);
}

Builtin on_match(std::string_view name, BuiltinBody body, TypeKind result) {
  return {name, {{{"string", "match"}}}, body, result, true};
}

}  // namespace

std::vector<Builtin> string_builtins() {
  return {
      {"substring",
       {{{"string", "start position", "length"}, 1}},
       known < substring,
       texts,
       numbers,
       numbers | null_kind >
       , TypeKind::string, true},
      {"string length", {{{"string"}}}, known<string_length, texts>, TypeKind::number, true},
      on_match("substring before", known<substring_before, texts, texts>, TypeKind::string),
      on_match("substring after", known<substring_after, texts, texts>, TypeKind::string),
      on_match("contains", known<contains, texts, texts>, TypeKind::boolean),
      on_match("starts with", known<starts_with, texts, texts>, TypeKind::boolean),
      on_match("ends with", known<ends_with, texts, texts>, TypeKind::boolean),
      {"string join",
       {{{"list", "delimiter"}, 1}},
       partly_known < string_join,
       lists | texts,
       texts | null_kind >
       , TypeKind::string, true},
  };
}

}  // namespace huice::value
