#include "compile/parameter_value.hpp"

#include <algorithm>
#include <vector>

namespace huice::compile {

using pack::ValueType;
using value::simple;
using value::TypeKind;
using value::Value;

namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string_view unquote(std::string_view text) {
  const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return quoted ? text.substr(1, text.size() - 2) : text;
}

bool is_code(std::string_view text) {
  return text.size() == 6 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

value::TypeRef feel_type(ValueType type) {
  switch (type) {
    case ValueType::boolean:
      return simple(TypeKind::boolean);
    case ValueType::integer:
    case ValueType::number:
    case ValueType::money:
      return simple(TypeKind::number);
    case ValueType::duration:
      return simple(TypeKind::months_duration);
    case ValueType::date:
      return simple(TypeKind::date);
    case ValueType::text:
    case ValueType::code:
      return simple(TypeKind::string);
    case ValueType::any:
      break;
  }
  return simple(TypeKind::any);
}

std::optional<Value> read_plain(ValueType type, std::string_view text) {
  switch (type) {
    case ValueType::boolean:
      if (text == "true") return Value(true);
      if (text == "false") return Value(false);
      return std::nullopt;
    case ValueType::integer:
    case ValueType::number:
    case ValueType::money: {
      const auto number = Decimal::parse(text);
      if (!number) return std::nullopt;
      if (type == ValueType::integer && !number->is_integer()) return std::nullopt;
      if (type == ValueType::money && !number->to_scaled_int64(2)) return std::nullopt;
      return Value(*number);
    }
    case ValueType::duration: {
      if (const auto months = MonthsDuration::parse(text)) return Value(*months);
      if (const auto days = DaysDuration::parse(text)) return Value(*days);
      return std::nullopt;
    }
    case ValueType::date: {
      const auto date = Date::parse(text);
      return date ? std::optional<Value>(Value(*date)) : std::nullopt;
    }
    case ValueType::code:
      return is_code(text) ? std::optional<Value>(Value::string(text)) : std::nullopt;
    case ValueType::text:
      return Value::string(text);
    case ValueType::any:
      break;
  }
  return std::nullopt;
}

std::optional<Value> read_setting(const pack::Parameter& parameter, std::string_view text) {
  text = trim(text);
  switch (parameter.kind) {
    case pack::ParameterKind::value:
      return read_plain(parameter.type, unquote(text));
    case pack::ParameterKind::terms:
      return read_plain(ValueType::boolean, text);
    case pack::ParameterKind::table:
      return std::nullopt;
    case pack::ParameterKind::set:
      break;
  }
  if (text.size() >= 2 && text.front() == '[' && text.back() == ']')
    text = trim(text.substr(1, text.size() - 2));
  std::vector<Value> items;
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    const std::string_view item = unquote(trim(text.substr(0, comma)));
    auto read = read_plain(parameter.type, item);
    if (!read) return std::nullopt;
    items.push_back(std::move(*read));
    if (comma == std::string_view::npos) break;
    text = trim(text.substr(comma + 1));
  }
  return value::make_list(std::move(items));
}

}  // namespace huice::compile
