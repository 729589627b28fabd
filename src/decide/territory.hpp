// Does a rule speak about this case at all: its place, and whom it is for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "program/program.hpp"
#include "value/value.hpp"

namespace huice::deciding {

enum class Inside : std::uint8_t {
  yes,
  presumed,  ///< the place is not supplied; the office's own area stands in for it
  no,
  unknown,  ///< the place is missing
};

/// Contract 2: the implicit territorial test. `place` is the value of the connecting fact, or
/// nullptr when the family has none (then the jurisdiction goes alone). A place that is coarser
/// than the area is not known well enough.
[[nodiscard]] Inside territory(std::string_view area, const value::Value* place,
                               std::string_view jurisdiction) noexcept;

/// `applicant_kind` selects by beneficiary only where it is supplied.
[[nodiscard]] bool is_for(const std::vector<std::string>& beneficiaries,
                          const value::Value& applicant_kind) noexcept;

}  // namespace huice::deciding
