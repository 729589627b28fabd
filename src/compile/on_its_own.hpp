// Results that outlive the program they come from.
#pragma once

#include "value/value.hpp"

namespace huice::compile {

/// The value with every part counted, so that it outlives the program.
[[nodiscard]] value::Value on_its_own(const value::Value& value);

}  // namespace huice::compile
