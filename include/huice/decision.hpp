// Decision: the answer for one case, and why.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "huice/case.hpp"
#include "huice/rulebook.hpp"

namespace huice {

/// The outcome for one entitlement or prohibition (contract, section 3).
enum class Status : std::uint8_t {
  eligible,
  conditional,   ///< depends on a parameter or term that is still open
  undetermined,  ///< depends on a fact that is not known
  ineligible,
  not_applicable,  ///< another place or another route; never a refusal
  needs_review,    ///< an officer must look: readings or exceptions differ, or a condition errs
  violated,        ///< prohibitions
  respected,       ///< prohibitions
};

/// What a family of entitlements comes to; `silent` when every member is not_applicable.
enum class FamilyOutcome : std::uint8_t {
  eligible,
  conditional,
  needs_review,
  undetermined,
  ineligible,
  silent
};

/// What a node of the reasons came to.
enum class Truth : std::uint8_t { yes, no, unknown, error };

/// A fact or parameter that a reason rests on, with its value as text ("" while unknown or unset).
struct Use {
  std::string id;
  bool parameter = false;
  bool presumed = false;     ///< the place that the office's jurisdiction stands in for
  bool from_caller = false;  ///< a parameter that came with the case
  bool bound = false;        ///< a parameter that is set, though a fact may keep its value unknown
  LocalText label;
  LocalText value;
};

/// A node of the reasons. Rendered from the record; says only what was evaluated.
struct Reason {
  std::string id;  ///< stable within the rule: "place", "when.1", "unless.lapsed", "needs.x"
  std::string
      kind;  ///< place, applicant, route, requires, condition, all, any, not, exception, term
  Truth outcome = Truth::unknown;
  bool decisive = false;    ///< the outcome would not stand without it
  bool overridden = false;  ///< an exception that another one beats
  LocalText text;
  std::vector<Use> uses;
  std::vector<CitationInfo> source;
  std::vector<Reason> parts;
};

/// What is granted. Amounts are exact; a range while facts are missing; neither while it is open.
struct GrantOutcome {
  const GrantInfo* info = nullptr;  ///< lives as long as the rulebook
  std::optional<Decimal> amount;
  std::optional<Decimal> at_least;
  std::optional<Decimal> at_most;
  bool if_terms_met = false;          ///< the amount is known, the terms are not bound
  std::optional<std::size_t> member;  ///< index into the members fact, for `for: members`
  std::vector<std::string> missing_facts;
  std::vector<std::string> missing_parameters;
  std::vector<CitationInfo> source;  ///< of the parameter values used
  std::string unit;  ///< of the amount: of the bound terms, else as the pack says; "" for none
  std::string per;   ///< likewise: month, year, once, person ...
  LocalText note;    ///< what a reader should know about the bound terms
};

/// The outcome for one entitlement or prohibition.
struct Outcome {
  const RuleInfo* rule = nullptr;  ///< lives as long as the rulebook
  Status status = Status::undetermined;
  Force force = Force::in_force;
  const ReviewInfo* review =
      nullptr;  ///< set when the outcome was reached under the preferred of several readings
  std::vector<std::string> missing_facts;
  std::vector<std::string> missing_parameters;
  std::vector<std::string> unsettled_facts;
  std::optional<Date> earliest;
  std::vector<GrantOutcome> grants;
};

struct FamilyEntry {
  std::string id;
  std::string area;
  Force force = Force::in_force;
  FamilyOutcome outcome = FamilyOutcome::silent;
  std::vector<std::string> best;  ///< ids of the rules that reach it
};

struct ServiceEntry {
  const ServiceInfo* service = nullptr;
  Force force = Force::in_force;
};

namespace detail {
struct DecisionState;
}

/// The answer for one case. Holds the rulebook; independent of the case and of other decisions.
class Decision {
 public:
  explicit Decision(std::shared_ptr<const detail::DecisionState> state) noexcept
      : state_(std::move(state)) {}

  [[nodiscard]] const Rulebook& rulebook() const noexcept;
  [[nodiscard]] Date as_of() const noexcept;
  [[nodiscard]] const std::string& jurisdiction() const noexcept;  ///< "" when none was given
  [[nodiscard]] const std::string& replay_hash()
      const noexcept;  ///< over rulebook, date, office, facts and parameters of the case

  // Sorted by id; every entitlement and prohibition of the rulebook is there.
  [[nodiscard]] std::span<const Outcome> entitlements() const noexcept;
  [[nodiscard]] std::span<const Outcome> prohibitions() const noexcept;
  [[nodiscard]] std::span<const ServiceEntry> services() const noexcept;
  [[nodiscard]] std::span<const FamilyEntry> families() const noexcept;
  [[nodiscard]] const Diagnostics& warnings() const noexcept;

  /// Codes of every place that the case supplies, sorted, without repetition.
  [[nodiscard]] std::span<const std::string> places() const noexcept;

  [[nodiscard]] const Outcome* find(std::string_view rule_id) const noexcept;

  /// A fact or parameter with its label and its value in this case, for the place that decides in
  /// this case where it is set by area. Empty id when there is no such fact or parameter.
  [[nodiscard]] Use look_up(std::string_view id) const;

  /// The reasons of one entitlement or prohibition, rendered now. Empty kind when there is no such
  /// id.
  [[nodiscard]] Reason reasons(std::string_view rule_id) const;

  [[nodiscard]] const detail::DecisionState& state() const noexcept { return *state_; }

 private:
  std::shared_ptr<const detail::DecisionState> state_;
};

struct DecideOptions {
  /// Evaluations that one outcome may take before facts without a witness go to `unsettled_facts`.
  /// One that takes more than a thousand steps in loops counts as several.
  std::uint32_t evaluations = 20'000;
  /// Look for `earliest` (dates on which an ineligible outcome turns).
  bool earliest = true;
};

/// Decides one case. Fails only when the case has errors or no as_of. Deterministic: same rulebook,
/// case and date, same answer.
[[nodiscard]] Result<Decision> decide(const Rulebook& book, const Case& applicant,
                                      const DecideOptions& options = {});

[[nodiscard]] std::string_view name(Status status) noexcept;
[[nodiscard]] std::string_view name(FamilyOutcome outcome) noexcept;
[[nodiscard]] std::string_view name(Truth truth) noexcept;  ///< "true", "false", "unknown", "error"

}  // namespace huice
