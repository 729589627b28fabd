// What a Decision holds: the record that every rendering reads.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "compile/rulebook.hpp"
#include "exec/machine.hpp"
#include "huice/decision.hpp"

namespace huice::detail {

struct DecisionState {
  explicit DecisionState(Rulebook rulebook) : book(std::move(rulebook)) {}

  Rulebook book;
  Date as_of;
  std::string jurisdiction;
  std::vector<value::Value> facts;            ///< by input, as the case supplied them
  std::vector<exec::CallerValue> parameters;  ///< that came with the case
  std::vector<value::Value> cells;            ///< of the household level: the trace
  std::vector<Outcome> entitlements;
  std::vector<Outcome> prohibitions;
  Diagnostics warnings;

  // Made when they are first asked for: by far not every host reads them.
  mutable std::once_flag listed;
  mutable std::vector<ServiceEntry> services;
  mutable std::once_flag summed_up;
  mutable std::vector<FamilyEntry> families;
  mutable std::once_flag placed;
  mutable std::vector<std::string> places;  ///< codes that the case supplies, ascending, each once
  mutable std::once_flag looked_up;
  mutable std::vector<exec::Lookup> lookups;  ///< by household cell, of parameters
  mutable std::once_flag hashed;
  mutable std::string replay_hash;
};

}  // namespace huice::detail
