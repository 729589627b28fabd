// What a rule can still come to, from the cells as they stand.
#pragma once

#include <cstdint>
#include <vector>

#include "decide/outcomes.hpp"
#include "decide/territory.hpp"
#include "exec/machine.hpp"
#include "program/program.hpp"

namespace huice::deciding {

/// What a rule and one that it requires come to together.
[[nodiscard]] Outcomes together(Outcomes a, Outcomes b) noexcept;

/// Reads the machine's cells; keeps nothing of its own but how the territorial test is answered.
class Standing {
 public:
  /// `applicant_kind` is the input of that name, or no_index.
  Standing(const exec::Machine& machine, std::uint32_t applicant_kind)
      : machine_(machine), applicant_kind_(applicant_kind) {}

  /// The outcomes that no known fact excludes (three-valued: sound, not always exact).
  [[nodiscard]] Outcomes of(const program::Rule& rule) const;

  /// The territorial test of the rule with the facts as supplied.
  [[nodiscard]] Inside inside(const program::Rule& rule) const;

  /// Terms that stay open: parameters of `needs` (also of required rules) that nothing is bound to.
  void append_open_terms(const program::Rule& rule, std::vector<std::uint32_t>& parameters) const;

 private:
  [[nodiscard]] Outcomes of_itself(const program::Rule& rule) const;
  [[nodiscard]] Outcomes conditions(const program::Rule& rule) const;
  [[nodiscard]] Outcomes with_exceptions(const program::Rule& rule, Outcomes base) const;
  [[nodiscard]] Outcomes as_read(const program::Rule& rule, Outcomes outcomes) const;
  [[nodiscard]] Outcomes with_erring(const program::Rule& rule, std::vector<bool> applies,
                                     const std::vector<std::size_t>& erring, Leaf base) const;
  [[nodiscard]] Outcomes resolve(const program::Rule& rule, const std::vector<bool>& applies,
                                 Outcomes base) const;
  [[nodiscard]] bool is_open(std::uint32_t parameter_cell) const;

  const exec::Machine& machine_;
  std::uint32_t applicant_kind_;
};

}  // namespace huice::deciding
