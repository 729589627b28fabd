// An answer put together by hand: every status, force and kind of remark once.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "explain/answer.hpp"

namespace huice::explain {

/// Owns what the answer points at.
class MadeUpAnswer {
 public:
  MadeUpAnswer();
  MadeUpAnswer(const MadeUpAnswer&) = delete;
  MadeUpAnswer& operator=(const MadeUpAnswer&) = delete;

  [[nodiscard]] Answer answer() const;
  void forget_permit() { permit_is_known_ = false; }
  /// Leaves only what stands in documents of this force.
  void keep_only(Force force);

 private:
  void add_names();
  void add_rules();
  void add_rule(const std::string& id, const std::string& area, bool prohibition = false);
  Outcome& add_outcome(const std::string& id, Status status, Force force = Force::in_force);

  void add_place_twice(const std::string& id);

  bool permit_is_known_ = true;
  compile::Catalogue catalogue_;
  std::vector<Outcome> entitlements_;
  std::vector<Outcome> prohibitions_;
  std::vector<ServiceEntry> services_;
  std::vector<FamilyEntry> families_;
  Diagnostics warnings_;
  std::vector<std::string> places_;
  std::map<std::string, Reason, std::less<>> reasons_;
};

}  // namespace huice::explain
