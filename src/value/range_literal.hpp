// The text that range() reads.
#pragma once

#include <string_view>

#include "value/value.hpp"
#include "value/zone_rules.hpp"

namespace huice::value {

/// "[1..3)", "]@\"2026-01-01\"..date(\"2026-02-01\")]": both ends given, as literals or as
/// date("..")-style calls on literals, of one kind, the start not after the end. Else an error.
[[nodiscard]] Value parse_range(std::string_view text, const ZoneRules* zones);

}  // namespace huice::value
