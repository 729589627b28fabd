// What deciding needs of the model and the catalogue, looked up once at load.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compile/catalogue.hpp"
#include "compile/compiled.hpp"
#include "huice/rulebook.hpp"
#include "pack/model.hpp"
#include "program/program.hpp"

namespace huice::compile {

/// Of a rule of the program.
struct RuleLink {
  const RuleInfo* info = nullptr;
  std::uint32_t document =
      program::no_index;  ///< index into Model::sources: the rule's own document
};

/// Of a service of the catalogue.
struct ServiceLink {
  std::uint32_t place = program::no_index;  ///< input of the family's connecting fact
  std::uint32_t document = program::no_index;
};

/// The entitlements that are summed up together, whatever the force of their documents.
struct FamilyGroup {
  std::string_view family;
  std::string_view area;
  std::vector<std::uint32_t> entitlements;  ///< indices into Catalogue::entitlements, ascending
};

struct Links {
  std::vector<RuleLink> rules;        ///< as Program::rules
  std::vector<ServiceLink> services;  ///< as Catalogue::services
  std::vector<FamilyGroup> families;  ///< sorted by family and area; adverse rules stay out
  std::vector<std::uint32_t> places;  ///< inputs that are codes of places
  std::uint32_t applicant_kind = program::no_index;  ///< input of that name
};

/// The links point into the catalogue: both must stay where they are.
[[nodiscard]] Links make_links(const Catalogue& catalogue, const Compiled& compiled);

/// The legal force on a date of the document at an index of Model::sources; what stands in none is
/// in force.
[[nodiscard]] Force force_of_document(const pack::Model& model, std::uint32_t document,
                                      Date as_of) noexcept;

}  // namespace huice::compile
