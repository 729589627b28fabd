// Applicants for the benchmarks: drawn from the dictionary of facts, the same ones on every run.
#pragma once

#include <string>
#include <vector>

#include "huice/huice.hpp"

namespace huice::benchmarks {

/// The rulebook of all of rules/cn; ends the program with the diagnostics when it cannot be loaded.
[[nodiscard]] const Rulebook& all_packs();
/// The dictionary and Guizhou's document alone.
[[nodiscard]] const Rulebook& guizhou();

/// How many of an applicant's facts are known.
enum class Known { every, half, none };

/// Different applicants, each the JSON of a case.
[[nodiscard]] std::vector<std::string> applicants_as_json(const Rulebook& book, Known known);

[[nodiscard]] std::vector<Case> applicants(const Rulebook& book, Known known);

}  // namespace huice::benchmarks
