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

 private:
  void add_names();
  void add_rules();
  void add_rule(const std::string& id, const std::string& area, bool prohibition = false);
  Outcome& add_outcome(const std::string& id, Status status, Force force = Force::in_force);

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
