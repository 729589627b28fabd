// Parameter values as text: in packs, in --set and in a case's `parameters`.
#pragma once

#include <optional>
#include <string_view>

#include "pack/model.hpp"
#include "value/type.hpp"
#include "value/value.hpp"

namespace huice::compile {

/// The FEEL type of a value type.
[[nodiscard]] value::TypeRef feel_type(pack::ValueType type);

/// Reads one plain value ("P1Y", "830", "2026-01-01", "true", "500151"); nothing when the text is
/// none of that type.
[[nodiscard]] std::optional<value::Value> read_plain(pack::ValueType type, std::string_view text);

/// Reads a value that a caller gives for a parameter: plain for a value, "true"/"false" for terms,
/// a comma-separated list (in brackets or not) for a set. Tables cannot be given so.
[[nodiscard]] std::optional<value::Value> read_setting(const pack::Parameter& parameter,
                                                       std::string_view text);

}  // namespace huice::compile
