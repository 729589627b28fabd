#include "dmn/jdk_functions.hpp"

#include <array>
#include <limits>
#include <string>

#include "text/utf8.hpp"
#include "value/arguments.hpp"
#include "value/text.hpp"

namespace huice::dmn {

using value::Arguments;
using value::CallContext;
using value::Value;

namespace {

// --- numbers -------------------------------------------------------------------------------------

template <class Integer>
bool fits(const Decimal& number) {
  const auto whole = number.to_int64();
  return whole && *whole >= std::numeric_limits<Integer>::min() &&
         *whole <= std::numeric_limits<Integer>::max();
}

bool any(const Decimal&) { return true; }

using Check = bool (*)(const Decimal&);

template <Check check>
Value largest(Arguments a, const CallContext&) {
  if (!check(a[0].number()) || !check(a[1].number())) return Value::error();
  return a[0].number() < a[1].number() ? a[1] : a[0];
}

template <Check check>
Value smallest(Arguments a, const CallContext&) {
  if (!check(a[0].number()) || !check(a[1].number())) return Value::error();
  return a[1].number() < a[0].number() ? a[1] : a[0];
}

template <Check check>
Value magnitude(Arguments a, const CallContext&) {
  return check(a[0].number()) ? Value(a[0].number().abs()) : Value::error();
}

template <Check check>
Value same_number(Arguments a, const CallContext&) {
  return check(a[0].number()) ? a[0] : Value::error();
}

template <Check check>
Value parsed(Arguments a, const CallContext&) {
  const auto number = Decimal::parse(a[0].string());
  return number && check(*number) ? Value(*number) : Value::error();
}

// --- angles --------------------------------------------------------------------------------------

/// Beyond it the remainder of a division by pi has too few digits left.
constexpr std::int64_t widest_angle = 1'000'000'000'000'000;
constexpr int most_terms = 60;

/// x - 2 pi n, with n the nearest whole number.
std::optional<Decimal> within_one_turn(const Decimal& x) {
  static const Decimal turn = *Decimal::parse("6.283185307179586476925286766559006");
  if (x.abs() > Decimal(widest_angle)) return std::nullopt;
  const auto turns = divide(x, turn);
  if (!turns) return std::nullopt;
  const auto whole = huice::round(*turns, 0, Rounding::half_even);
  const auto off = whole ? multiply(*whole, turn) : std::nullopt;
  return off ? subtract(x, *off) : std::nullopt;
}

/// The series of cosine (first = 0) or sine (first = 1).
Value series(const Decimal& angle, int first) {
  const auto x = within_one_turn(angle);
  if (!x) return Value::error();
  const auto square = multiply(*x, *x);
  Decimal term = first == 0 ? Decimal(1) : *x;
  Decimal sum = term;
  for (int n = first; n < most_terms && square; n += 2) {
    const auto grown = multiply(-term, *square);
    const auto next =
        grown ? divide(*grown, Decimal((std::int64_t{n} + 1) * (n + 2))) : std::nullopt;
    const auto total = next ? add(sum, *next) : std::nullopt;
    if (!total) return Value::error();
    term = *next;
    sum = *total;
  }
  return Value(sum);
}

Value cosine(Arguments a, const CallContext&) { return series(a[0].number(), 0); }
Value sine(Arguments a, const CallContext&) { return series(a[0].number(), 1); }

// --- texts ---------------------------------------------------------------------------------------

Value character(Arguments a, const CallContext&) {
  return text::count_code_points(a[0].string()) == 1 ? a[0] : Value::error();
}

/// %s, %d and %% of java.util.Formatter; anything else is an error.
Value format(Arguments a, const CallContext&) {
  if (a.empty() || !a[0].is_string()) return Value::error();
  const std::string& pattern = a[0].string();
  std::string out;
  std::size_t next = 1;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') {
      out += pattern[i];
      continue;
    }
    const char kind = ++i < pattern.size() ? pattern[i] : '\0';
    if (kind == '%') {
      out += '%';
      continue;
    }
    if ((kind != 's' && kind != 'd') || next == a.size()) return Value::error();
    const Value& argument = a[next++];
    if (kind == 'd' && (!argument.is_number() || !argument.number().is_integer()))
      return Value::error();
    out += value::to_text(argument);
  }
  return Value::string(out);
}

// --- the table -----------------------------------------------------------------------------------

template <value::BuiltinBody body>
constexpr value::BuiltinBody number = value::known<body, value::numbers>;
template <value::BuiltinBody body>
constexpr value::BuiltinBody two_numbers = value::known<body, value::numbers, value::numbers>;
template <value::BuiltinBody body>
constexpr value::BuiltinBody text = value::known<body, value::texts>;

struct Row {
  std::string_view class_name;
  value::Builtin function;  // named by its signature, without blanks
};

value::Builtin one(std::string_view signature, value::BuiltinBody body) {
  return {signature, {{{"a"}}}, body};
}
value::Builtin two(std::string_view signature, value::BuiltinBody body) {
  return {signature, {{{"a", "b"}}}, body};
}

const auto& table() {
  static constexpr std::string_view math = "java.lang.Math";
  static const std::array rows{
      Row{math, two("max(int,int)", two_numbers<largest<fits<std::int32_t>>>)},
      Row{math, two("max(long,long)", two_numbers<largest<fits<std::int64_t>>>)},
      Row{math, two("max(float,float)", two_numbers<largest<any>>)},
      Row{math, two("max(double,double)", two_numbers<largest<any>>)},
      Row{math, two("min(int,int)", two_numbers<smallest<fits<std::int32_t>>>)},
      Row{math, two("min(long,long)", two_numbers<smallest<fits<std::int64_t>>>)},
      Row{math, two("min(float,float)", two_numbers<smallest<any>>)},
      Row{math, two("min(double,double)", two_numbers<smallest<any>>)},
      Row{math, one("abs(int)", number<magnitude<fits<std::int32_t>>>)},
      Row{math, one("abs(long)", number<magnitude<fits<std::int64_t>>>)},
      Row{math, one("abs(float)", number<magnitude<any>>)},
      Row{math, one("abs(double)", number<magnitude<any>>)},
      Row{math, one("cos(double)", number<cosine>)},
      Row{math, one("sin(double)", number<sine>)},
      Row{"java.lang.Byte", one("valueOf(byte)", number<same_number<fits<std::int8_t>>>)},
      Row{"java.lang.Short", one("valueOf(short)", number<same_number<fits<std::int16_t>>>)},
      Row{"java.lang.Integer", one("valueOf(int)", number<same_number<fits<std::int32_t>>>)},
      Row{"java.lang.Long", one("valueOf(long)", number<same_number<fits<std::int64_t>>>)},
      Row{"java.lang.Float", one("valueOf(float)", number<same_number<any>>)},
      Row{"java.lang.Double", one("valueOf(double)", number<same_number<any>>)},
      Row{"java.lang.Byte", one("valueOf(java.lang.String)", text<parsed<fits<std::int8_t>>>)},
      Row{"java.lang.Short", one("valueOf(java.lang.String)", text<parsed<fits<std::int16_t>>>)},
      Row{"java.lang.Integer", one("valueOf(java.lang.String)", text<parsed<fits<std::int32_t>>>)},
      Row{"java.lang.Long", one("valueOf(java.lang.String)", text<parsed<fits<std::int64_t>>>)},
      Row{"java.lang.Float", one("valueOf(java.lang.String)", text<parsed<any>>)},
      Row{"java.lang.Double", one("valueOf(java.lang.String)", text<parsed<any>>)},
      Row{"java.lang.String", one("valueOf(char)", text<character>)},
      Row{"java.lang.String",
          {"format(java.lang.String,[Ljava.lang.Object;)",
           {{{"format", "args"}, 1, true}},
           format}},
  };
  return rows;
}

}  // namespace

const value::Builtin* find_jdk_function(std::string_view class_name, std::string_view signature) {
  std::string wanted;
  for (const char c : signature) {
    if (c != ' ') wanted += c;
  }
  for (const Row& row : table()) {
    if (row.class_name == class_name && row.function.name == wanted) return &row.function;
  }
  return nullptr;
}

}  // namespace huice::dmn
