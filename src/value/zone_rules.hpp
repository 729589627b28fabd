// Named time zones, as the host knows them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "huice/calendar.hpp"

namespace huice::value {

/// The rules of named zones ("Europe/Paris"). The core has none: whoever links a zone database
/// implements this; without one every operation that needs a named zone's offset is an error.
/// Must be safe to call from several threads and must not change while a rulebook uses it.
class ZoneRules {
 public:
  [[nodiscard]] virtual bool knows(std::string_view zone) const noexcept = 0;
  /// Offset from UTC in seconds at a local date and time of day. In a gap the offset before it, in
  /// an overlap the earlier instant's. Nothing for a zone that does not exist.
  [[nodiscard]] virtual std::optional<std::int32_t> offset(std::string_view zone, const Date& date,
                                                           std::int64_t nanos) const noexcept = 0;

 protected:
  ~ZoneRules() = default;
};

}  // namespace huice::value
