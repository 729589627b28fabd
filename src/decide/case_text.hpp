// From the text of a case to its state.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "decide/case_reader.hpp"
#include "huice/rulebook.hpp"

namespace huice::deciding {

/// A case as far as it could be read: with errors in the report it is not to be decided, but its id
/// serves the answer.
[[nodiscard]] Case read_case(const Rulebook& book, std::string_view text, std::string name,
                             Notation notation, text::Report& report);

}  // namespace huice::deciding
