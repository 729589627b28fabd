// How the text of each kind of scalar must look.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "huice/calendar.hpp"
#include "huice/decimal.hpp"
#include "pack/schema.hpp"
#include "text/code.hpp"

namespace huice::pack {

/// Why a text is not a scalar of some kind: "is not a date", and what to write instead.
struct ScalarFault {
  text::Code code = text::Code::bad_value;
  std::string message;  ///< continues "`2025/1/1` "
  std::string hint;
};

[[nodiscard]] std::optional<ScalarFault> check_scalar(const Shape& shape, std::string_view text);

/// The pattern (of ECMA 262) that the JSON Schema gives for a kind of scalar; "" when none says
/// more than "not blank".
[[nodiscard]] std::string_view pattern_of(Scalar scalar) noexcept;

/// A date as packs write it: four digits of the year, two each of month and day.
[[nodiscard]] std::optional<Date> read_date(std::string_view text) noexcept;

/// Six digits with a known first two; "000000" is the nation.
[[nodiscard]] bool is_area_code(std::string_view text) noexcept;

/// Both ends of "[0..150]", as text; either may be empty, not both.
struct RangeText {
  std::string_view low;
  std::string_view high;
};
[[nodiscard]] std::optional<RangeText> split_range(std::string_view text) noexcept;

/// Without blanks and line breaks at both ends.
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;

}  // namespace huice::pack
