// Models whose inputs are variables of a process engine, not input data.
#pragma once

#include "dmn/model.hpp"

namespace huice::dmn {

/// Some tools draw decision tables without input data: their input expressions name variables that
/// the process brings along. In a model without any input data each such name becomes input data,
/// of the type that the column states. Expects linked references.
void add_implied_inputs(Library& library);

}  // namespace huice::dmn
