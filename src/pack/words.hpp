// The words that packs use where a few are allowed, each list in the order of its enumeration.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace huice::pack::words {

using Words = std::span<const std::string_view>;

inline constexpr std::string_view fact_type[] = {"boolean", "integer",  "number", "money",
                                                 "date",    "duration", "enum",   "enum_set",
                                                 "code",    "text",     "members"};
inline constexpr std::string_view change[] = {"immutable", "timed", "actionable"};
inline constexpr std::string_view about[] = {"person",   "household", "child",
                                             "business", "place",     "case"};
inline constexpr std::string_view sensitive[] = {"health", "financial", "minor", "confidential"};
inline constexpr std::string_view force[] = {"not_yet", "in_force", "period_ended", "draft"};
/// ValueType without `any`, which is what a type that is left out means.
inline constexpr std::string_view value_type[] = {"boolean",  "integer", "number", "money",
                                                  "duration", "date",    "text",   "code"};
inline constexpr std::string_view parameter_kind[] = {"value", "set", "table", "terms"};
/// HitPolicy, then `collect` with each Aggregate.
inline constexpr std::string_view hit[] = {
    "unique",  "any",         "priority",    "first",       "rule order",   "output order",
    "collect", "collect sum", "collect min", "collect max", "collect count"};
inline constexpr std::string_view rule_grade[] = {"A", "B"};
inline constexpr std::string_view beneficiary[] = {
    "person", "household", "child", "business", "labour_broker", "training_provider"};
inline constexpr std::string_view verb[] = {"must", "encouraged"};
inline constexpr std::string_view effect[] = {"benefit", "adverse"};
inline constexpr std::string_view exception_result[] = {"ineligible", "eligible", "not_applicable"};
inline constexpr std::string_view grant_kind[] = {"access",    "money",    "service", "status",
                                                  "exemption", "priority", "place",   "duty"};
inline constexpr std::string_view outcome[] = {"eligible",    "ineligible",   "undetermined",
                                               "conditional", "needs_review", "not_applicable",
                                               "violated",    "respected"};
inline constexpr std::string_view yes_no[] = {"yes", "no", "true", "false"};

/// Where a word stands in its list.
[[nodiscard]] constexpr std::optional<std::size_t> position(Words list, std::string_view word) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i] == word) return i;
  }
  return std::nullopt;
}

}  // namespace huice::pack::words
