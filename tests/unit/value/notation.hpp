// A notation of values and calls for tests: FEEL's literals, and what FEEL cannot write.
//
//   ?            unknown                      ?[0..5]      an unknown number, 0 to 5; also ?[0..]
//   ?[..5] error        null that came from an error [1, maybe 2] a list whose second item may be
//   absent 1 2.5 -3 "a" true null [1, "a"] {a: 1, "b c": 2} [1..5) (<5) (>=5) (=5) (!=5)
//   @"2026-03-10" @"10:30:00" @"2026-03-10T10:30:00" @"P1Y" @"PT1H" @"10:30:00@Here/There"
//   &name        a function: a built-in, or one of the test's own (see notation.cpp)
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "value/builtins.hpp"
#include "value/value.hpp"

namespace huice::value::test {

/// Nothing where the text is no value.
[[nodiscard]] std::optional<Value> read(std::string_view text);
/// Precondition: the text is a value.
[[nodiscard]] Value value_of(std::string_view text);
/// The notation of a value, the same for equal ones.
[[nodiscard]] std::string write(const Value& value);

/// The context of calls: 2026-03-10, two zones (Test/East +08:00, Test/West -05:00, an hour more
/// from 2026-04-01), function values called.
[[nodiscard]] const CallContext& context();

/// An operator or a built-in of a number of arguments.
struct Callable {
  std::string name;
  std::size_t least = 0;
  std::size_t most = 0;
  Value (*operation)(std::span<const Value> arguments) = nullptr;  // of an operator
  const Builtin* builtin = nullptr;

  [[nodiscard]] Value operator()(std::span<const Value> arguments) const {
    return builtin != nullptr ? builtin->body(arguments, context()) : operation(arguments);
  }
};

[[nodiscard]] const std::vector<Callable>& callables();

/// Evaluates "a + b", "not(a)", "sort([2, 1], &less)", "@\"P1Y\".years": one operation on values.
/// Nothing where the text is none.
[[nodiscard]] std::optional<Value> evaluate(std::string_view text);

}  // namespace huice::value::test
