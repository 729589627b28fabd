// What must hold between the parts of a model once everything is read.
#pragma once

#include "pack/context.hpp"

namespace huice::pack {

/// Values of one parameter overlap in time for one area; sorts the values by time and area.
void check_validity(Loading& loading);

/// Exceptions: ids taken twice, overrides that lead nowhere or in a circle.
void check_exceptions(Loading& loading);

/// Circles among definitions (also through the terms of parameters), `requires` and `ask_after`.
void check_circles(Loading& loading);

/// Names that are words of FEEL, or that also read as an expression.
void check_names(Loading& loading);

/// Gives each rule its connecting fact, from its family where it names none.
void connect_families(Loading& loading);

}  // namespace huice::pack
