#include "decide/families.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "decide/territory.hpp"

namespace huice::deciding {

namespace {

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

void list_services(detail::DecisionState& state) {
  const compile::Catalogue& catalogue = state.book.state().catalogue;
  for (const ServiceInfo& service : catalogue.services) {
    const FamilyInfo* family = state.book.find_family(service.family);
    const value::Value* place = nullptr;
    if (family != nullptr && !family->connecting_fact.empty()) {
      const std::uint32_t index = catalogue.fact_index.at(family->connecting_fact);
      place = &state.facts[catalogue.model_facts[index]];
    }
    const Inside inside = territory(service.area, place, state.jurisdiction);
    if (inside == Inside::yes || inside == Inside::presumed) {
      state.services.push_back({&service, state.book.force_of(service.id, state.as_of)});
    }
  }
}

void sum_up_families(detail::DecisionState& state) {
  std::map<std::tuple<std::string_view, std::string_view, Force>, FamilyEntry> entries;
  for (const Outcome& outcome : state.entitlements) {
    if (outcome.rule->effect == Effect::adverse) continue;
    FamilyEntry& entry = entries[{outcome.rule->family, outcome.rule->area, outcome.force}];
    const FamilyOutcome came_to = of(outcome.status);
    if (came_to > entry.outcome) continue;
    if (came_to < entry.outcome) entry.best.clear();
    entry.outcome = came_to;
    if (came_to != FamilyOutcome::silent) entry.best.push_back(outcome.rule->id);
  }
  for (auto& [key, entry] : entries) {
    entry.id = std::get<0>(key);
    entry.area = std::get<1>(key);
    entry.force = std::get<2>(key);
    state.families.push_back(std::move(entry));
  }
}

}  // namespace huice::deciding
