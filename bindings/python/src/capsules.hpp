// Arrow's structs in Python capsules.
#pragma once

#include <pybind11/pybind11.h>

#include "huice/arrow.hpp"

namespace huice::python {

/// Empty structs in a capsule that releases and frees what its user leaves in them.
pybind11::capsule schema_capsule(ArrowSchema schema);
pybind11::capsule stream_capsule(ArrowArrayStream stream);

/// Moves the struct out of the capsule of that name.
ArrowSchema take_schema(const pybind11::capsule& capsule);
ArrowArray take_array(const pybind11::capsule& capsule);
ArrowArrayStream take_stream(const pybind11::capsule& capsule);

/// Structs that capsules hold at present; 0 when nothing leaks.
long live_capsules() noexcept;

}  // namespace huice::python
