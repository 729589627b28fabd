#include "errors.hpp"

#include <pybind11/stl.h>

#include "module.hpp"

namespace py = pybind11;

namespace huice::python {

namespace {

std::string severity_of(const Diagnostic& diagnostic) {
  switch (diagnostic.severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "error";
}

}  // namespace

void raise(Kind kind, const Diagnostics& diagnostics) {
  const py::object type = py::module_::import("huice.errors").attr(kind.name);
  const py::object error = type(py::cast(diagnostics));
  PyErr_SetObject(type.ptr(), error.ptr());
  throw py::error_already_set();
}

void raise(Kind kind, std::string message, std::string path, std::string hint) {
  Diagnostic problem;
  problem.code = "E0417";
  problem.message = std::move(message);
  problem.path = std::move(path);
  problem.hint = std::move(hint);
  raise(kind, Diagnostics{std::move(problem)});
}

void add_diagnostics(py::module_& core) {
  py::class_<Location>(core, "Location", "A place in a file; `file` is empty where there is none.")
      .def_readonly("file", &Location::file)
      .def_readonly("line", &Location::line)
      .def_readonly("column", &Location::column)
      .def_readonly("excerpt", &Location::excerpt);
  py::class_<Note>(core, "Note", "A further place or cause that belongs to a diagnostic.")
      .def_readonly("message", &Note::message)
      .def_readonly("location", &Note::location);
  py::class_<Diagnostic>(core, "Diagnostic", "One finding, with its stable code.")
      .def_readonly("code", &Diagnostic::code)
      .def_property_readonly("severity", &severity_of)
      .def_readonly("message", &Diagnostic::message)
      .def_readonly("location", &Diagnostic::location)
      .def_readonly("hint", &Diagnostic::hint)
      .def_readonly("notes", &Diagnostic::notes)
      .def_readonly("path", &Diagnostic::path)
      .def("__str__", [](const Diagnostic& diagnostic) { return to_text(diagnostic); })
      .def("__repr__",
           [](const Diagnostic& diagnostic) {
             return "<Diagnostic " + diagnostic.code + ": " + diagnostic.message + ">";
           })
      .def(py::pickle(
          [](const Diagnostic& diagnostic) {
            return py::make_tuple(diagnostic.code, severity_of(diagnostic), diagnostic.message,
                                  diagnostic.hint, diagnostic.path, diagnostic.location.file,
                                  diagnostic.location.line, diagnostic.location.column,
                                  diagnostic.location.excerpt);
          },
          [](const py::tuple& state) {
            Diagnostic diagnostic;
            diagnostic.code = state[0].cast<std::string>();
            const auto severity = state[1].cast<std::string>();
            diagnostic.severity = severity == "error"     ? Severity::error
                                  : severity == "warning" ? Severity::warning
                                                          : Severity::note;
            diagnostic.message = state[2].cast<std::string>();
            diagnostic.hint = state[3].cast<std::string>();
            diagnostic.path = state[4].cast<std::string>();
            diagnostic.location.file = state[5].cast<std::string>();
            diagnostic.location.line = state[6].cast<std::uint32_t>();
            diagnostic.location.column = state[7].cast<std::uint32_t>();
            diagnostic.location.excerpt = state[8].cast<std::string>();
            return diagnostic;
          }));
  core.def("text_of", [](const Diagnostics& diagnostics) { return to_text(diagnostics); });
}

}  // namespace huice::python
