// The same question to the engine and to the reference.
#pragma once

#include <string>
#include <string_view>

#include "differential/reference/brute_force.hpp"
#include "huice/decision.hpp"

namespace huice::reference {

[[nodiscard]] const pack::Model& model_of(const Rulebook& book);

/// The question as a case for the engine.
[[nodiscard]] Case case_of(const Rulebook& book, const Question& question);

/// A value as a case writes it.
[[nodiscard]] std::string text_of(const Value& value);

struct Comparison {
  std::size_t compared = 0;
  std::size_t too_large = 0;  ///< rules with more completions than the reference tries
  std::size_t unsettled = 0;  ///< the engine has facts without a witness
  std::string disagreement;   ///< "" when there is none
};

/// Every rule of the book.
[[nodiscard]] Comparison compare(const Rulebook& book, const Question& question, std::size_t most);

}  // namespace huice::reference
