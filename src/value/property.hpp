// Members of values by name: entries of contexts, properties of calendar values and ranges.
#pragma once

#include <span>
#include <string_view>

#include "value/value.hpp"
#include "value/zone_rules.hpp"

namespace huice::value {

/// value.name: the entry of a context, a property of a date, time, duration or range (DMN 1.5,
/// table 65), and of a list the list of its items' (null where an item has none). A name that the
/// value does not have is an error; a property that it has none of now (the zone of a local time)
/// is null. The first form knows no zone's rules, so that `time offset` of a named zone is an
/// error.
[[nodiscard]] Value property(const Value& value, std::string_view name, const ZoneRules* zones);
[[nodiscard]] inline Value property(const Value& value, std::string_view name) {
  return property(value, name, nullptr);
}

/// value.a.b.c
[[nodiscard]] Value path(const Value& value, std::span<const std::string_view> names);

}  // namespace huice::value
