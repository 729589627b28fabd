// The verdict on one rule: its status, and what it still hangs on (contract, section 3).
#pragma once

#include <cstdint>
#include <vector>

#include "decide/completion.hpp"
#include "decide/standing.hpp"
#include "exec/machine.hpp"
#include "huice/decision.hpp"

namespace huice::deciding {

struct Verdict {
  Status status = Status::undetermined;
  std::vector<std::uint32_t> facts;  ///< inputs that matter, ascending; only when undetermined
  std::vector<std::uint32_t>
      parameters;  ///< parameters that can still matter, ascending; undetermined and conditional
  std::vector<std::uint32_t> unsettled;  ///< inputs without a witness when the budget ran out
};

class Judge {
 public:
  Judge(exec::Machine& machine, std::uint32_t applicant_kind, std::uint32_t budget)
      : machine_(machine), standing_(machine, applicant_kind), budget_(budget) {}

  /// Of a rule as the cells stand. Per member where the rule is decided so: then the best of them,
  /// which all go to `members`.
  [[nodiscard]] Verdict of(const program::Rule& rule, std::vector<Verdict>* members = nullptr);

  /// The verdicts on each member of a `for: members` rule, in order; empty when the members are
  /// unknown.
  [[nodiscard]] std::vector<Verdict> of_members(const program::Rule& rule);

  [[nodiscard]] const Standing& standing() const noexcept { return standing_; }

 private:
  [[nodiscard]] Verdict of_one(const program::Rule& rule);

  exec::Machine& machine_;
  Standing standing_;
  std::uint32_t budget_;
};

/// Puts a member's facts into the cells of its fields and computes what depends on them.
void enter_member(exec::Machine& machine, const program::Rule& rule, const value::Value& member);
/// Makes the fields unknown again.
void leave_member(exec::Machine& machine, const program::Rule& rule);

}  // namespace huice::deciding
