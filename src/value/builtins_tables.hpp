// The parts of the table of built-ins, by matter.
#pragma once

#include <vector>

#include "value/builtins.hpp"

namespace huice::value {

[[nodiscard]] std::vector<Builtin> boolean_builtins();
[[nodiscard]] std::vector<Builtin> context_builtins();
[[nodiscard]] std::vector<Builtin> conversion_builtins();
[[nodiscard]] std::vector<Builtin> list_builtins();
[[nodiscard]] std::vector<Builtin> aggregate_builtins();
[[nodiscard]] std::vector<Builtin> number_builtins();
[[nodiscard]] std::vector<Builtin> place_builtins();
[[nodiscard]] std::vector<Builtin> range_builtins();
[[nodiscard]] std::vector<Builtin> string_builtins();
[[nodiscard]] std::vector<Builtin> temporal_builtins();

}  // namespace huice::value
