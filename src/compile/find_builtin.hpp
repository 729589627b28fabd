// Which built-in functions an expression can call.
#pragma once

#include <string>
#include <string_view>

#include "value/builtins.hpp"

namespace huice::compile {

/// By name, among the core's and the library-backed ones; nullptr when this build has none of that
/// name.
[[nodiscard]] const value::Builtin* find_builtin(std::string_view name);

/// The ways to call it, for hints: "write `floor(n[, scale])`", "write `max(list)` or `max(a,
/// ...)`".
[[nodiscard]] std::string how_to_call(const value::Builtin& builtin);

}  // namespace huice::compile
