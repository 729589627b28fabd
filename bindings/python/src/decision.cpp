// One case.
#include "huice/decision.hpp"

#include <pybind11/stl.h>

#include "errors.hpp"
#include "huice/render.hpp"
#include "module.hpp"

namespace py = pybind11;
using py::literals::operator""_a;

namespace huice::python {

namespace {

Decision decide_json(const Rulebook& book, const std::string& json,
                     const std::vector<ParameterSetting>& settings, bool earliest) {
  Diagnostics problems;
  std::optional<Decision> decision;
  {
    const py::gil_scoped_release released;
    Result<Case> applicant = case_from_json(book, json);
    if (applicant) {
      for (const ParameterSetting& setting : settings) applicant->parameter(setting);
      DecideOptions options;
      options.earliest = earliest;
      Result<Decision> decided = decide(book, *applicant, options);
      if (decided) {
        decision = std::move(*decided);
      } else {
        problems = decided.error();
      }
    } else {
      problems = applicant.error();
    }
  }
  if (!decision) raise(case_error, problems);
  return std::move(*decision);
}

TextOptions text_options(bool english, bool all, std::size_t width) {
  TextOptions options;
  options.language = english ? Language::en : Language::zh;
  options.all = all;
  options.width = width;
  return options;
}

}  // namespace

void add_decision(py::module_& core) {
  py::class_<Decision>(core, "Decision")
      .def_property_readonly("replay_hash", &Decision::replay_hash)
      .def_property_readonly(
          "warnings", [](const Decision& decision) { return Diagnostics(decision.warnings()); })
      .def(
          "title",
          [](const Decision& decision, const std::string& id) {
            const RuleInfo* rule = decision.rulebook().find_rule(id);
            return rule == nullptr ? std::pair<std::string, std::string>()
                                   : std::pair(rule->title.zh, rule->title.en);
          },
          "id"_a)
      .def(
          "json",
          [](const Decision& decision, bool reasons) {
            const py::gil_scoped_release released;
            return to_json(decision, reasons ? ReasonDetail::full : ReasonDetail::codes);
          },
          "reasons"_a)
      .def(
          "text",
          [](const Decision& decision, bool english, bool all, std::size_t width) {
            const py::gil_scoped_release released;
            return to_text(decision, text_options(english, all, width));
          },
          "english"_a, "all"_a, "width"_a)
      .def(
          "explain_text",
          [](const Decision& decision, const std::string& id, bool english, std::size_t width) {
            return explain_text(decision, id, text_options(english, true, width));
          },
          "id"_a, "english"_a, "width"_a)
      .def(
          "explain_json",
          [](const Decision& decision, const std::string& id) {
            return explain_json(decision, id);
          },
          "id"_a);
  core.def("decide", &decide_json, "book"_a, "json"_a, "settings"_a, "earliest"_a);
}

}  // namespace huice::python
