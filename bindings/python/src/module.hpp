// The parts of huice._core, a file each.
#pragma once

#include <pybind11/pybind11.h>

namespace huice::python {

void add_diagnostics(pybind11::module_& core);
void add_rulebook(pybind11::module_& core);
void add_decision(pybind11::module_& core);
void add_rows(pybind11::module_& core);
void add_batch(pybind11::module_& core);

}  // namespace huice::python
