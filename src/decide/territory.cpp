#include "decide/territory.hpp"

#include <algorithm>

#include "value/place.hpp"

namespace huice::deciding {

using value::holds;
using value::significant_digits;

Inside territory(std::string_view area, const value::Value* place,
                 std::string_view jurisdiction) noexcept {
  if (area.empty()) return Inside::yes;
  const auto office_inside = [&] { return !jurisdiction.empty() && holds(area, jurisdiction); };
  if (place == nullptr) return jurisdiction.empty() || office_inside() ? Inside::yes : Inside::no;
  if (!place->is_string()) return office_inside() ? Inside::presumed : Inside::unknown;
  const std::string& code = place->string();
  if (holds(area, code)) return Inside::yes;
  const bool coarser = significant_digits(code) < significant_digits(area) && holds(code, area);
  return coarser ? Inside::unknown : Inside::no;
}

bool is_for(const std::vector<std::string>& beneficiaries,
            const value::Value& applicant_kind) noexcept {
  if (!applicant_kind.is_string() || beneficiaries.empty()) return true;
  return std::find(beneficiaries.begin(), beneficiaries.end(), applicant_kind.string()) !=
         beneficiaries.end();
}

}  // namespace huice::deciding
