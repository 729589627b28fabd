// Diagnostics as exceptions of huice.errors.
#pragma once

#include <pybind11/pybind11.h>

#include <utility>

#include "huice/diagnostic.hpp"
#include "huice/result.hpp"

namespace huice::python {

/// Which class of huice.errors is raised.
struct Kind {
  const char* name;
};
inline constexpr Kind load_error{"LoadError"};
inline constexpr Kind case_error{"CaseError"};
inline constexpr Kind table_error{"TableError"};
inline constexpr Kind output_error{"OutputError"};
inline constexpr Kind cancelled{"Cancelled"};

/// Raises the exception with these diagnostics; needs the GIL.
[[noreturn]] void raise(Kind kind, const Diagnostics& diagnostics);
/// The same for something that only the binding can find: "facts.x" and a sentence.
[[noreturn]] void raise(Kind kind, std::string message, std::string path = {},
                        std::string hint = {});

template <class T>
T value_of(Kind kind, Result<T> result) {
  if (!result) raise(kind, result.error());
  return std::move(*result);
}

}  // namespace huice::python
