// What a Case holds.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compile/catalogue.hpp"
#include "huice/case.hpp"
#include "pack/model.hpp"
#include "value/value.hpp"

namespace huice::detail {

struct CaseState {
  std::shared_ptr<const pack::Model> model;
  std::shared_ptr<const compile::Catalogue> catalogue;  ///< of the rulebook it was made for
  std::string id;
  std::optional<Date> as_of;
  std::string jurisdiction;  ///< aliases resolved; "" when none
  /// By index of Model::facts; unknown where not supplied. Places have aliases resolved, sets
  /// the order of the declaration; of members, each context holds every declared field in order.
  std::vector<value::Value> facts;
  std::vector<ParameterSetting> parameters;  ///< areas have aliases resolved
  Diagnostics problems;                      ///< errors and warnings found while values were set
};

}  // namespace huice::detail
