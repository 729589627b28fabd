// The functions of Java that models may name: a closed table of pure ones, done in decimals here.
#pragma once

#include <string_view>

#include "value/builtins.hpp"

namespace huice::dmn {

/// By class and method signature ("java.lang.Math", "max(double, double)"; blanks do not count), or
/// nullptr. No Java is run; no class outside of this table can be named.
[[nodiscard]] const value::Builtin* find_jdk_function(std::string_view class_name,
                                                      std::string_view signature);

}  // namespace huice::dmn
