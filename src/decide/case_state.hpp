// What a Case holds.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compile/rulebook.hpp"
#include "huice/case.hpp"
#include "value/value.hpp"

namespace huice::detail {

struct CaseState {
  std::shared_ptr<const pack::Model> model;
  const compile::Catalogue* catalogue = nullptr;  ///< of the rulebook that the case was made for
  std::string id;
  std::optional<Date> as_of;
  std::string jurisdiction;              ///< aliases resolved; "" when none
  std::vector<value::Value> facts;       ///< by index of Catalogue::facts; unknown where not supplied. Places: aliases resolved
  std::vector<ParameterSetting> parameters;
  Diagnostics problems;                  ///< errors and warnings found while values were set
};

}  // namespace huice::detail
