#include "decide/families.hpp"

#include <array>
#include <utility>

#include "decide/territory.hpp"

namespace huice::deciding {

namespace {

constexpr std::array all_forces = {Force::not_yet, Force::in_force, Force::period_ended,
                                   Force::draft};

FamilyOutcome of(Status status) {
  switch (status) {
    case Status::eligible:
      return FamilyOutcome::eligible;
    case Status::conditional:
      return FamilyOutcome::conditional;
    case Status::needs_review:
      return FamilyOutcome::needs_review;
    case Status::undetermined:
      return FamilyOutcome::undetermined;
    case Status::not_applicable:
      return FamilyOutcome::silent;
    case Status::ineligible:
    case Status::violated:
    case Status::respected:
      break;
  }
  return FamilyOutcome::ineligible;
}

}  // namespace

std::vector<ServiceEntry> list_services(const detail::DecisionState& state) {
  const detail::RulebookState& rulebook = state.book.state();
  std::vector<ServiceEntry> entries;
  for (std::size_t i = 0; i < rulebook.catalogue.services.size(); ++i) {
    const ServiceInfo& service = rulebook.catalogue.services[i];
    const compile::ServiceLink& link = rulebook.links.services[i];
    const value::Value* place =
        link.place == program::no_index ? nullptr : &state.facts[link.place];
    const Inside inside = territory(service.area, place, state.jurisdiction);
    if (inside != Inside::yes && inside != Inside::presumed) continue;
    entries.push_back(
        {&service, compile::force_of_document(*rulebook.model, link.document, state.as_of)});
  }
  return entries;
}

std::vector<FamilyEntry> sum_up_families(const detail::DecisionState& state) {
  std::vector<FamilyEntry> entries;
  for (const compile::FamilyGroup& group : state.book.state().links.families) {
    for (const Force force : all_forces) {
      FamilyEntry entry;
      bool has_member = false;
      for (const std::uint32_t number : group.entitlements) {
        const Outcome& outcome = state.entitlements[number];
        if (outcome.force != force) continue;
        has_member = true;
        const FamilyOutcome came_to = of(outcome.status);
        if (came_to > entry.outcome) continue;
        if (came_to < entry.outcome) entry.best.clear();
        entry.outcome = came_to;
        if (came_to != FamilyOutcome::silent) entry.best.push_back(outcome.rule->id);
      }
      if (!has_member) continue;
      entry.id = group.family;
      entry.area = group.area;
      entry.force = force;
      entries.push_back(std::move(entry));
    }
  }
  return entries;
}

}  // namespace huice::deciding
