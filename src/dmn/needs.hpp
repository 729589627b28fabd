// What an element of a model needs to be given.
#pragma once

#include <string>
#include <vector>

#include "dmn/model.hpp"

namespace huice::dmn {

/// Names of the input data, and of decisions without logic, that a decision needs, directly or
/// through other decisions, sorted; what a service or business knowledge takes, in order. Of an
/// element of the first model.
[[nodiscard]] std::vector<std::string> needs(const Library& library, std::uint32_t element);

}  // namespace huice::dmn
