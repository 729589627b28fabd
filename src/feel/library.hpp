// What FEEL needs from a library: case mapping, XPath regular expressions, named zones (ICU).
#pragma once

#include <span>

#include "value/builtins.hpp"
#include "value/zone_rules.hpp"

namespace huice::feel {

/// `upper case`, `lower case`, `matches`, `replace`, `split`. Empty in a build without ICU.
[[nodiscard]] std::span<const value::Builtin> library_builtins();

/// The rules of named zones; nullptr in a build without ICU. Immutable.
[[nodiscard]] const value::ZoneRules* zone_rules();

}  // namespace huice::feel
