// What the renderings read: a decision's record, and the lists that give its ids their names.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "compile/catalogue.hpp"
#include "huice/decision.hpp"

namespace huice::explain {

/// Views into a decision, which must outlive it.
struct Answer {
  const compile::Catalogue* catalogue = nullptr;
  std::string_view rulebook_hash;
  Date as_of;
  std::string_view jurisdiction;  ///< "" when none was given
  std::span<const Outcome> entitlements;
  std::span<const Outcome> prohibitions;
  std::span<const ServiceEntry> services;
  std::span<const FamilyEntry> families;
  std::span<const Diagnostic> warnings;
  std::span<const std::string> places;  ///< codes that the case supplies
  std::function<Reason(std::string_view rule_id)> reasons;
  std::function<Use(std::string_view id)> look_up;
  std::function<Force(std::string_view id)> force_of;
  std::function<std::optional<Date>(std::string_view id)> in_force_until;
};

[[nodiscard]] Answer answer_of(const Decision& decision);

template <class Info>
[[nodiscard]] const Info* find(const compile::NameIndex& index, const std::vector<Info>& list,
                               std::string_view id) {
  const auto found = index.find(std::string(id));
  return found == index.end() ? nullptr : &list[found->second];
}

}  // namespace huice::explain
