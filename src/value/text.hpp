// FEEL's string(): values as text.
#pragma once

#include <string>

#include "value/value.hpp"

namespace huice::value {

/// string(x) of FEEL (10.3.4.1): a string as it is, others in their literal form; lists and
/// contexts with quoted strings. null gives "null".
[[nodiscard]] std::string to_text(const Value& value);

/// A FEEL literal that gives the value back ("\"a\"", "date(\"2026-03-10\")", "[1, 2]").
[[nodiscard]] std::string to_literal(const Value& value);

}  // namespace huice::value
