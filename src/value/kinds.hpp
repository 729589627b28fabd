// Sets of kinds: what a value may turn out to be, what an operation accepts.
#pragma once

#include <cstdint>

#include "value/value.hpp"

namespace huice::value {

using Kinds = std::uint32_t;

[[nodiscard]] constexpr Kinds kinds_of(Kind kind) noexcept {
  return Kinds{1} << static_cast<unsigned>(kind);
}
template <class... More>
[[nodiscard]] constexpr Kinds kinds_of(Kind first, More... more) noexcept {
  return kinds_of(first) | kinds_of(more...);
}

inline constexpr Kinds every_kind =
    kinds_of(Kind::null, Kind::boolean, Kind::number, Kind::date, Kind::days_duration,
             Kind::months_duration, Kind::string, Kind::time, Kind::date_time, Kind::range,
             Kind::list, Kind::context, Kind::function);

/// The kinds that < and > order, each among its own.
inline constexpr Kinds ordered_kinds =
    kinds_of(Kind::number, Kind::date, Kind::days_duration, Kind::months_duration, Kind::string,
             Kind::time, Kind::date_time);

/// What the value may be once everything is known. Bounds are known of numbers only.
[[nodiscard]] inline Kinds possible_kinds(const Value& value) noexcept {
  if (!value.is_unknown()) return kinds_of(value.kind());
  return value.bounds() != nullptr ? kinds_of(Kind::number) : every_kind;
}

}  // namespace huice::value
