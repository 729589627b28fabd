// The order of FEEL's tokens.
#pragma once

#include <optional>

#include "feel/parse.hpp"
#include "feel/problem.hpp"
#include "feel/reader.hpp"

namespace huice::feel {

/// Reads the whole text; what keeps it from being an expression, or nothing. Time is linear in the
/// text: once an expression is read, it is never read again.
[[nodiscard]] std::optional<SyntaxProblem> read_whole(Reader& reader, Goal goal);

}  // namespace huice::feel
