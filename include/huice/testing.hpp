// Worked cases: applicants whose outcomes were worked out by hand, run against the rules.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "huice/diagnostic.hpp"
#include "huice/result.hpp"
#include "huice/rulebook.hpp"

namespace huice {

/// An expectation that was not met.
struct CaseMismatch {
  std::string rule;   ///< id of the entitlement or prohibition
  std::string field;  ///< status, missing_facts, missing_parameters, earliest, review, amount
  std::string expected;
  std::string got;
  Location location;  ///< of the expectation
};

/// What became of one worked case.
struct CaseRun {
  std::string id;
  LocalText title;
  Location location;
  Diagnostics problems;  ///< why it could not be decided; warnings too
  std::size_t expectations = 0;
  std::vector<CaseMismatch> mismatches;

  [[nodiscard]] bool passed() const noexcept { return mismatches.empty() && !has_errors(problems); }
};

/// Runs all worked cases (cases.yaml, *.cases.yaml) below the paths, in the order of the files.
/// The cases of a path see the packs of that path and of those before it: so value packs that
/// follow do not change what the documents alone give. Fails when packs or case files cannot be
/// read.
///
///     auto runs = huice::run_cases({"rules/cn", "rules/cn-values"});
[[nodiscard]] Result<std::vector<CaseRun>> run_cases(const std::vector<std::string>& paths);

/// The cases below the paths against a rulebook that is already loaded.
[[nodiscard]] Result<std::vector<CaseRun>> run_cases(const Rulebook& book,
                                                     const std::vector<std::string>& paths);

}  // namespace huice
