// FEEL's built-in functions, and huice's own (docs/language.md), over values.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "value/type.hpp"
#include "value/value.hpp"
#include "value/zone_rules.hpp"

namespace huice::value {

/// What a built-in may need beyond its arguments: the date of the case and how to call a function
/// value.
struct CallContext {
  Date as_of;
  bool has_as_of = false;
  /// Calls a FEEL function value with arguments (sort's precedes); set by the evaluator.
  Value (*call)(void* evaluator, const Value& function, std::span<const Value> arguments) = nullptr;
  void* evaluator = nullptr;
  /// The rules of named zones; nullptr: there are none, and what needs them is an error.
  const ZoneRules* zones = nullptr;
};

using BuiltinBody = Value (*)(std::span<const Value> arguments, const CallContext& context);

/// One way to call a built-in: its parameters' names in order.
struct Signature {
  std::vector<std::string_view> parameters;
  std::size_t optional = 0;  ///< how many at the end may be left out
  bool variadic = false;     ///< the last parameter takes any number of arguments
  /// A parameter that takes no list when it is given by this name, as another form has the lists.
  std::string_view no_list = {};
};

struct Builtin {
  std::string_view name;
  std::vector<Signature> signatures;
  BuiltinBody
      body;  ///< arguments in the order of the first signature that fits; a left-out one is null
  TypeKind result = TypeKind::any;
  /// Unknown arguments: true when the body handles them itself; false: any unknown (part of an)
  /// argument gives unknown.
  bool handles_unknown = false;
};

/// The built-ins that need no library (src/feel/library.hpp has the rest: zones, regular
/// expressions, case mapping). Immutable.
[[nodiscard]] std::span<const Builtin> core_builtins();
/// One of them by name, or nullptr.
[[nodiscard]] const Builtin* find_core_builtin(std::string_view name);

}  // namespace huice::value
