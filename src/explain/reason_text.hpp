// The reasons of one outcome as an indented list.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "explain/layout.hpp"
#include "explain/phrases.hpp"

namespace huice::explain {

enum class ReasonScope : std::uint8_t {
  decisive,  ///< what the outcome rests on
  whole,     ///< every node that was evaluated, with the values it used and its clause
};

/// Of what decides, open terms that stand in `named_below` are left out, and the territorial test
/// where a condition of the clause says the same. Returns whether a line was written.
bool write_reasons(Page& page, const Phrases& say, const Reason& root, ReasonScope scope,
                   std::size_t indent, std::span<const std::string> named_below = {});

}  // namespace huice::explain
