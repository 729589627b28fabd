// huice's own: places by their codes. Aliases of counties are resolved before values get here.
#include <algorithm>
#include <string_view>

#include "value/arguments.hpp"
#include "value/builtins_tables.hpp"
#include "value/place.hpp"

namespace huice::value {

namespace {

bool is_code(std::string_view text) {
  return text.size() == place_code_length &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A place known only coarsely lies inside a finer area, or beside it.
Value within(Arguments arguments, const CallContext&) {
  if (arguments[0].is_string() && !is_code(arguments[0].string())) return Value::error();
  if (arguments[1].is_string() && !is_code(arguments[1].string())) return Value::error();
  if (!arguments[0].is_string() || !arguments[1].is_string()) return Value::unknown();
  const std::string_view code = arguments[0].string();
  const std::string_view area = arguments[1].string();
  const std::size_t code_digits = significant_digits(code);
  const std::size_t area_digits = significant_digits(area);
  const std::size_t shared = std::min(code_digits, area_digits);
  if (code.substr(0, shared) != area.substr(0, shared)) return Value(false);
  return code_digits < area_digits ? Value::unknown() : Value(true);
}

template <std::size_t digits>
Value level(Arguments arguments, const CallContext&) {
  const std::string_view code = arguments[0].string();
  if (!is_code(code)) return Value::error();
  if (significant_digits(code) < digits) return Value::unknown();
  std::string result(code.substr(0, digits));
  result.resize(place_code_length, '0');
  return Value::string(result);
}

Builtin level_of(std::string_view name, BuiltinBody body) {
  return {name, {{{"code"}}}, body, TypeKind::string, true};
}

}  // namespace

std::vector<Builtin> place_builtins() {
  return {
      {"within", {{{"code", "area"}}}, partly_known<within, texts, texts>, TypeKind::boolean, true},
      level_of("province", known<level<province_digits>, texts>),
      level_of("prefecture", known<level<prefecture_digits>, texts>),
      level_of("county", known<level<county_digits>, texts>),
  };
}

}  // namespace huice::value
