// The public lists of a rulebook, made from the model.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "huice/rulebook.hpp"
#include "pack/model.hpp"

namespace huice::compile {

/// Index of a name in one list of the catalogue or model.
using NameIndex = std::unordered_map<std::string, std::uint32_t>;

struct Catalogue {
  std::vector<PackInfo> packs;
  std::vector<SourceInfo> sources;
  std::vector<FactInfo> facts;
  std::vector<FamilyInfo> families;
  std::vector<DocumentInfo> documents;
  std::vector<AreaInfo> areas;
  std::vector<ParameterInfo> parameters;
  std::vector<RuleInfo> entitlements;
  std::vector<RuleInfo> prohibitions;
  std::vector<ServiceInfo> services;
  std::vector<IndicatorInfo> indicators;
  NameIndex fact_index, parameter_index, family_index, document_index, area_index;
  NameIndex entitlement_index, prohibition_index, service_index, indicator_index;
  NameIndex area_aliases;  ///< old code -> index of the area
  /// Id of an entitlement, prohibition, service or indicator -> index into Model::sources of the
  /// document that it stands in.
  NameIndex document_of;
  std::vector<std::uint32_t> model_facts;  ///< index into Model::facts of each of `facts`
};

/// All lists sorted by id (areas by code). `facts` and `parameters` of rules are filled in by the
/// compiler.
[[nodiscard]] Catalogue make_catalogue(const pack::Model& model);

/// The legal force of a document on a date: the first entry that covers it holds; `not_yet` before
/// all of them, `period_ended` where the last has run out.
[[nodiscard]] Force force_on(const pack::SourceDocument& document, Date as_of) noexcept;

/// Last day of the entry in force that covers the date; none where it is open or there is no such
/// entry.
[[nodiscard]] std::optional<Date> in_force_until(const pack::SourceDocument& document,
                                                 Date as_of) noexcept;

}  // namespace huice::compile
