// A rulebook for tests of cases: one fact of every type, no rules.
#pragma once

#include "huice/rulebook.hpp"

namespace huice::deciding {

/// Loaded once; the tests fail when it does not load.
[[nodiscard]] const Rulebook& test_book();

}  // namespace huice::deciding
