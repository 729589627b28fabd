#include "module.hpp"

#include "huice/version.hpp"

PYBIND11_MODULE(_core, core) {
  core.doc() = "The C++ side of the package huice. Private: use huice.";
  core.attr("version") = std::string(huice::version());
  huice::python::add_diagnostics(core);
  huice::python::add_rulebook(core);
  huice::python::add_decision(core);
  huice::python::add_rows(core);
  huice::python::add_batch(core);
}
