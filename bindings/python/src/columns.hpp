// Columns of Python values and of buffers (NumPy) as Arrow arrays.
#pragma once

#include <pybind11/pybind11.h>

#include <string>

#include "huice/arrow.hpp"
#include "huice/rulebook.hpp"

namespace huice::python {

/// A contiguous buffer and Arrow's format of its values; booleans ("b") are a byte each. The whole
/// number -2^63 is no time (NaT).
struct Buffered {
  Buffered(pybind11::buffer of, std::string as) : values(std::move(of)), format(std::move(as)) {}
  pybind11::buffer values;
  std::string format;
};

/// A struct with a column for each of `columns`: a Buffered, or a list of Python values (None is
/// unknown), each with `rows` values. Raises TableError or CaseError.
void build_columns(const Rulebook& book, const pybind11::dict& columns, std::int64_t rows,
                   ArrowSchema* schema, ArrowArray* array);

}  // namespace huice::python
