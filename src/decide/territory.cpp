#include "decide/territory.hpp"

#include <algorithm>

namespace huice::deciding {

namespace {

std::size_t significant(std::string_view code) noexcept {
  if (code.size() != 6) return 6;
  std::size_t digits = code.size();
  while (digits > 0 && code[digits - 1] == '0' && code[digits - 2] == '0') digits -= 2;
  return digits;
}

}  // namespace

bool holds(std::string_view area, std::string_view code) noexcept {
  const std::size_t digits = significant(area);
  if (code.size() < digits || area.size() < digits) return code == area;
  std::size_t same = 0;
  while (same < digits && code[same] == area[same]) ++same;
  return same == digits;
}

Inside territory(std::string_view area, const value::Value* place,
                 std::string_view jurisdiction) noexcept {
  if (area.empty()) return Inside::yes;
  const auto office_inside = [&] { return !jurisdiction.empty() && holds(area, jurisdiction); };
  if (place == nullptr) return jurisdiction.empty() || office_inside() ? Inside::yes : Inside::no;
  if (!place->is_string()) return office_inside() ? Inside::presumed : Inside::unknown;
  const std::string& code = place->string();
  if (holds(area, code)) return Inside::yes;
  const bool coarser = significant(code) < significant(area) && holds(code, area);
  return coarser ? Inside::unknown : Inside::no;
}

bool is_for(const std::vector<std::string>& beneficiaries,
            const value::Value& applicant_kind) noexcept {
  if (!applicant_kind.is_string() || beneficiaries.empty()) return true;
  return std::find(beneficiaries.begin(), beneficiaries.end(), applicant_kind.string()) !=
         beneficiaries.end();
}

}  // namespace huice::deciding
