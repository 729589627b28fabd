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
      .def_readonly("excerpt", &Location::excerpt)
      .def(py::pickle(
          [](const Location& location) {
            return py::make_tuple(location.file, location.line, location.column, location.excerpt,
                                  location.caret, location.length);
          },
          [](const py::tuple& state) {
            return Location{state[0].cast<std::string>(),   state[1].cast<std::uint32_t>(),
                            state[2].cast<std::uint32_t>(), state[3].cast<std::string>(),
                            state[4].cast<std::uint32_t>(), state[5].cast<std::uint32_t>()};
          }));
  py::class_<Note>(core, "Note", "A further place or cause that belongs to a diagnostic.")
      .def_readonly("message", &Note::message)
      .def_readonly("location", &Note::location)
      .def(py::pickle([](const Note& note) { return py::make_tuple(note.message, note.location); },
                      [](const py::tuple& state) {
                        return Note{state[0].cast<std::string>(), state[1].cast<Location>()};
                      }));
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
            return py::make_tuple(diagnostic.code, static_cast<int>(diagnostic.severity),
                                  diagnostic.message, diagnostic.location, diagnostic.hint,
                                  diagnostic.notes, diagnostic.path);
          },
          [](const py::tuple& state) {
            Diagnostic diagnostic;
            diagnostic.code = state[0].cast<std::string>();
            diagnostic.severity = static_cast<Severity>(state[1].cast<int>());
            diagnostic.message = state[2].cast<std::string>();
            diagnostic.location = state[3].cast<Location>();
            diagnostic.hint = state[4].cast<std::string>();
            diagnostic.notes = state[5].cast<std::vector<Note>>();
            diagnostic.path = state[6].cast<std::string>();
            return diagnostic;
          }));
  core.def("text_of", [](const Diagnostics& diagnostics) { return to_text(diagnostics); });
}

}  // namespace huice::python
