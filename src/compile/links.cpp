#include "compile/links.hpp"

#include <map>
#include <utility>

namespace huice::compile {

using program::no_index;

namespace {

std::uint32_t document_of(const Catalogue& catalogue, const std::string& id) {
  const auto found = catalogue.document_of.find(id);
  return found == catalogue.document_of.end() ? no_index : found->second;
}

std::vector<RuleLink> link_rules(const Catalogue& catalogue, const program::Program& program) {
  std::vector<RuleLink> links;
  for (const program::Rule& rule : program.rules) {
    const RuleInfo* info = rule.prohibition
                               ? &catalogue.prohibitions[catalogue.prohibition_index.at(rule.name)]
                               : &catalogue.entitlements[catalogue.entitlement_index.at(rule.name)];
    links.push_back({info, document_of(catalogue, rule.name)});
  }
  return links;
}

std::vector<ServiceLink> link_services(const Catalogue& catalogue) {
  std::vector<ServiceLink> links;
  for (const ServiceInfo& service : catalogue.services) {
    ServiceLink link;
    link.document = document_of(catalogue, service.id);
    const auto family = catalogue.family_index.find(service.family);
    if (family != catalogue.family_index.end()) {
      const std::string& fact = catalogue.families[family->second].connecting_fact;
      if (!fact.empty()) link.place = catalogue.model_facts[catalogue.fact_index.at(fact)];
    }
    links.push_back(link);
  }
  return links;
}

std::vector<FamilyGroup> group_families(const Catalogue& catalogue) {
  std::map<std::pair<std::string_view, std::string_view>, FamilyGroup> groups;
  for (std::uint32_t i = 0; i < catalogue.entitlements.size(); ++i) {
    const RuleInfo& rule = catalogue.entitlements[i];
    if (rule.effect == Effect::adverse) continue;
    FamilyGroup& group = groups[{rule.family, rule.area}];
    group.family = rule.family;
    group.area = rule.area;
    group.entitlements.push_back(i);
  }
  std::vector<FamilyGroup> sorted;
  for (auto& [key, group] : groups) sorted.push_back(std::move(group));
  return sorted;
}

}  // namespace

Links make_links(const Catalogue& catalogue, const Compiled& compiled) {
  Links links;
  links.rules = link_rules(catalogue, compiled.program);
  links.services = link_services(catalogue);
  links.families = group_families(catalogue);
  const auto& inputs = compiled.program.inputs;
  for (std::uint32_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].domain == program::Domain::code) links.places.push_back(i);
    if (inputs[i].name == "applicant_kind") links.applicant_kind = i;
  }
  return links;
}

Force force_of_document(const pack::Model& model, std::uint32_t document, Date as_of) noexcept {
  return document == no_index ? Force::in_force : force_on(model.sources[document], as_of);
}

}  // namespace huice::compile
