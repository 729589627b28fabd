// Placeholders in texts for people.
#pragma once

#include "pack/context.hpp"

namespace huice::pack {

/// Checks that each `{name}` names something that the pack sees, and that both languages name the
/// same.
void check_texts(Loading& loading);

}  // namespace huice::pack
