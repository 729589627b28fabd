// The order of FEEL's tokens.
#pragma once

#include "feel/parse.hpp"
#include "feel/reader.hpp"

namespace huice::feel {

/// Reads the whole text; throws SyntaxProblem. Time is linear in the text: once an expression is
/// read, it is never read again.
void read_whole(Reader& reader, Goal goal);

}  // namespace huice::feel
