// Arrow's binary floats and points in time, as what a fact can be.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "huice/batch.hpp"

namespace huice::arrow {

/// What the converted values lie in.
struct Converted {
  std::vector<std::int64_t> numbers;
  std::vector<std::int32_t> days;
  std::vector<std::int64_t> offsets;
  std::vector<char> text;
  std::vector<std::uint8_t> known;
};

/// The values [offset, offset + length) of a buffer; `validity` as in Column.
struct Raw {
  const void* values = nullptr;
  const std::uint8_t* validity = nullptr;
  std::int64_t offset = 0;
  std::int64_t length = 0;
};

/// Each float as the shortest decimal that gives back the same float: whole numbers over a power of
/// ten where all of them are such, else texts. NaN is unknown; an infinity is a text that no number
/// is. Format "f" or "g". The column begins at 0.
[[nodiscard]] Column read_floats(std::string_view format, const Raw& raw, Converted& memory);

/// How many units of a format make a day ("tss:", "tsm:", "tsu:", "tsn:", "tdm"); nothing for other
/// formats and where a time zone is named: which day it is, then, hangs on the place.
[[nodiscard]] std::optional<std::int64_t> units_a_day(std::string_view format);

/// Each point in time as its day; those that are no midnight as texts, which no date is.
[[nodiscard]] Column read_times(std::int64_t units_a_day, const Raw& raw, Converted& memory);

}  // namespace huice::arrow
