// The getters of Rulebook.
#include <string>

#include "compile/rulebook.hpp"
#include "pack/words.hpp"
#include "text/nearest.hpp"

namespace huice {
namespace {

template <class Info>
const Info* find(const compile::NameIndex& index, const std::vector<Info>& list,
                 std::string_view id) noexcept {
  const auto found = index.find(std::string(id));
  return found == index.end() ? nullptr : &list[found->second];
}

}  // namespace

const std::string& Rulebook::hash() const noexcept { return state_->hash; }

std::vector<PackText> Rulebook::texts() const {
  std::vector<PackText> files;
  for (const auto* sources : {&state_->model->texts, &state_->compiled.model_texts}) {
    for (const auto& source : *sources)
      files.push_back({source->name(), std::string(source->text())});
  }
  return files;
}

std::span<const PackInfo> Rulebook::packs() const noexcept { return state_->catalogue.packs; }
std::span<const SourceInfo> Rulebook::sources() const noexcept { return state_->catalogue.sources; }
std::span<const FactInfo> Rulebook::facts() const noexcept { return state_->catalogue.facts; }
std::span<const FamilyInfo> Rulebook::families() const noexcept {
  return state_->catalogue.families;
}
std::span<const DocumentInfo> Rulebook::documents() const noexcept {
  return state_->catalogue.documents;
}
std::span<const AreaInfo> Rulebook::areas() const noexcept { return state_->catalogue.areas; }
std::span<const ParameterInfo> Rulebook::parameters() const noexcept {
  return state_->catalogue.parameters;
}
std::span<const RuleInfo> Rulebook::entitlements() const noexcept {
  return state_->catalogue.entitlements;
}
std::span<const RuleInfo> Rulebook::prohibitions() const noexcept {
  return state_->catalogue.prohibitions;
}
std::span<const ServiceInfo> Rulebook::services() const noexcept {
  return state_->catalogue.services;
}
std::span<const IndicatorInfo> Rulebook::indicators() const noexcept {
  return state_->catalogue.indicators;
}

const FactInfo* Rulebook::find_fact(std::string_view id) const noexcept {
  return find(state_->catalogue.fact_index, state_->catalogue.facts, id);
}
const RuleInfo* Rulebook::find_rule(std::string_view id) const noexcept {
  const compile::Catalogue& all = state_->catalogue;
  const RuleInfo* found = find(all.entitlement_index, all.entitlements, id);
  return found != nullptr ? found : find(all.prohibition_index, all.prohibitions, id);
}
const ServiceInfo* Rulebook::find_service(std::string_view id) const noexcept {
  return find(state_->catalogue.service_index, state_->catalogue.services, id);
}
const IndicatorInfo* Rulebook::find_indicator(std::string_view id) const noexcept {
  return find(state_->catalogue.indicator_index, state_->catalogue.indicators, id);
}
const ParameterInfo* Rulebook::find_parameter(std::string_view id) const noexcept {
  return find(state_->catalogue.parameter_index, state_->catalogue.parameters, id);
}
const FamilyInfo* Rulebook::find_family(std::string_view id) const noexcept {
  return find(state_->catalogue.family_index, state_->catalogue.families, id);
}
const DocumentInfo* Rulebook::find_document(std::string_view id) const noexcept {
  return find(state_->catalogue.document_index, state_->catalogue.documents, id);
}
const AreaInfo* Rulebook::find_area(std::string_view code) const noexcept {
  const compile::Catalogue& all = state_->catalogue;
  const AreaInfo* found = find(all.area_index, all.areas, code);
  return found != nullptr ? found : find(all.area_aliases, all.areas, code);
}

std::vector<std::string> Rulebook::similar_ids(std::string_view id) const {
  std::vector<std::string_view> ids;
  const auto add = [&ids](const auto& list) {
    for (const auto& item : list) ids.push_back(item.id);
  };
  add(entitlements());
  add(prohibitions());
  add(services());
  add(indicators());
  add(facts());
  add(parameters());
  return text::nearest(id, ids);
}

Force Rulebook::force_of(std::string_view id, Date as_of) const noexcept {
  const auto found = state_->catalogue.document_of.find(std::string(id));
  if (found == state_->catalogue.document_of.end()) return Force::in_force;
  return compile::force_on(state_->model->sources[found->second], as_of);
}

std::optional<Date> Rulebook::in_force_until(std::string_view id, Date as_of) const noexcept {
  const auto found = state_->catalogue.document_of.find(std::string(id));
  if (found == state_->catalogue.document_of.end()) return std::nullopt;
  return compile::in_force_until(state_->model->sources[found->second], as_of);
}

std::string_view name(FactType type) noexcept {
  return pack::words::fact_type[static_cast<std::size_t>(type)];
}
std::string_view name(Force force) noexcept {
  return pack::words::force[static_cast<std::size_t>(force)];
}
std::string_view name(Effect effect) noexcept {
  return pack::words::effect[static_cast<std::size_t>(effect)];
}
std::string_view name(ParameterKind kind) noexcept {
  return pack::words::parameter_kind[static_cast<std::size_t>(kind)];
}

}  // namespace huice
