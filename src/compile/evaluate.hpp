// One FEEL expression on its own: for conformance, tests of the language and tools.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "exec/machine.hpp"
#include "text/report.hpp"
#include "value/type.hpp"
#include "value/value.hpp"

namespace huice::compile {

/// Parses, compiles and runs an expression as DMN does: what is wrong by its types is null when it
/// runs, not an error at load. `variables` are the names that it sees. Syntax errors go to the
/// report and give an error value. With a `type`, the result is coerced to it. The value stands on
/// its own.
[[nodiscard]] value::Value evaluate(
    std::string_view expression, const std::vector<std::pair<std::string, value::Value>>& variables,
    Date as_of, text::Report& report, const value::TypeRef& type = nullptr,
    const exec::Limits& limits = {});

}  // namespace huice::compile
