// Ordered domains (dates, durations, amounts, counts) as grids of whole steps.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "program/program.hpp"
#include "value/value.hpp"

namespace huice::deciding {

/// Days, months, cents, units, or millionths of a number that need not be whole.
struct Grid {
  program::Domain domain = program::Domain::integer;
  std::int64_t first = 0;
  std::int64_t last = 0;

  [[nodiscard]] value::Value at(std::int64_t step) const;
  /// The step at or below a value.
  [[nodiscard]] std::optional<std::int64_t> step_of(const value::Value& value) const;
  /// Few enough values to try each of them.
  [[nodiscard]] bool is_short() const noexcept { return last - first < 8; }
};

[[nodiscard]] bool is_ordered(program::Domain domain) noexcept;

/// The whole domain, within a declared range; an end that is null is far away.
[[nodiscard]] Grid grid_of(program::Domain domain, const value::Value& low,
                           const value::Value& high);

}  // namespace huice::deciding
