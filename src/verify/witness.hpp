// Looks for facts that make several conditions true together.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compile/rulebook.hpp"

namespace huice::verify {

/// "residence_permit_held = true": what a witness sets; empty when nothing has to be known.
using Witness = std::vector<std::string>;

enum class Search : std::uint8_t { found, impossible, undecided };

struct Answer {
  Search search = Search::undecided;
  Witness witness;
};

/// Can all of the cells be true, with every fact free and every open parameter what it may be?
/// Looked for on `as_of`.
[[nodiscard]] Answer can_all_be_true(const detail::RulebookState& rulebook,
                                     std::span<const std::uint32_t> cells, Date as_of,
                                     std::uint32_t budget);

/// The days on which parameters of the rulebook begin to have other values, or some day when there
/// are none.
[[nodiscard]] std::vector<Date> days_to_look_at(const detail::RulebookState& rulebook);

}  // namespace huice::verify
