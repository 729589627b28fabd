// What to say about names that a case must not use.
#pragma once

#include <string_view>

#include "decide/case_value.hpp"

namespace huice::deciding {

/// A name under `facts` that no pack declares as a fact: derived, a parameter, or misspelt.
[[nodiscard]] Objection unknown_fact(const pack::Model& model, const compile::Catalogue& catalogue,
                                     std::string_view name);

/// A name in one of the members that is not among their declared facts.
[[nodiscard]] Objection unknown_member_fact(const pack::Fact& members, std::string_view name);

/// A key beside `facts` that cases do not have.
[[nodiscard]] Objection unknown_key(const compile::Catalogue& catalogue, std::string_view name);

}  // namespace huice::deciding
