// The figures that packs name, where outcomes turn.
#pragma once

#include <string>
#include <vector>

#include "huice/calendar.hpp"
#include "huice/decimal.hpp"

namespace huice::test {

struct Thresholds {
  std::vector<Decimal> numbers;
  std::vector<Date> dates;  ///< those named, and `as_of` before and after each duration
  std::vector<MonthsDuration> durations;
  std::vector<std::string> codes;
};

/// Every literal in the text of packs, wherever it stands.
[[nodiscard]] Thresholds thresholds_of(const std::string& text, Date as_of);

}  // namespace huice::test
