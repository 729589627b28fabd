// The reasons of one outcome as an indented list.
#pragma once

#include <cstdint>

#include "explain/layout.hpp"
#include "explain/phrases.hpp"

namespace huice::explain {

enum class ReasonScope : std::uint8_t {
  decisive,  ///< what the outcome rests on
  whole,     ///< every node that was evaluated, with the values it used and its clause
};

/// Returns whether a line was written.
bool write_reasons(Page& page, const Phrases& say, const Reason& root, ReasonScope scope,
                   std::size_t indent);

}  // namespace huice::explain
