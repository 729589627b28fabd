// Loading, and the lists of a rulebook as plain Python values.
#include "huice/rulebook.hpp"

#include <pybind11/stl.h>

#include "errors.hpp"
#include "huice/case.hpp"
#include "module.hpp"

namespace py = pybind11;
using py::literals::operator""_a;

namespace huice::python {

namespace {

py::dict text(const LocalText& text) { return py::dict("zh"_a = text.zh, "en"_a = text.en); }

template <class T, class Make>
py::list list_of(const T& items, Make&& make) {
  py::list out;
  for (const auto& item : items) out.append(make(item));
  return out;
}

py::object date(const std::optional<Date>& day) {
  if (!day) return py::none();
  return py::module_::import("datetime").attr("date").attr("fromisoformat")(day->to_string());
}

py::dict citation(const CitationInfo& info) {
  return py::dict("source"_a = info.source, "title"_a = text(info.title),
                  "locator"_a = info.locator);
}

py::dict fact_info(const FactInfo& info) {
  py::dict out("id"_a = info.id, "type"_a = std::string(name(info.type)), "about"_a = info.about,
               "label"_a = text(info.label), "question"_a = text(info.question),
               "help"_a = text(info.help), "unit"_a = info.unit);
  out["values"] = list_of(info.values, [](const FactValueInfo& value) {
    return py::dict("id"_a = value.id, "label"_a = text(value.label));
  });
  out["evidence"] = info.evidence;
  out["sensitive"] = info.sensitive;
  out["fields"] = list_of(info.fields, fact_info);
  out["ask_after"] = info.ask_after;
  out["pack"] = info.pack;
  return out;
}

py::dict grant(const GrantInfo& info) {
  return py::dict("kind"_a = info.kind, "of"_a = text(info.of), "unit"_a = info.unit,
                  "per"_a = info.per);
}

py::dict rule(const RuleInfo& info) {
  py::dict out("id"_a = info.id, "title"_a = text(info.title), "family"_a = info.family,
               "area"_a = info.area, "class"_a = std::string(1, info.grade),
               "encouraged"_a = info.encouraged, "effect"_a = std::string(name(info.effect)));
  out["facts"] = info.facts;
  out["parameters"] = info.parameters;
  out["grants"] = list_of(info.grants, grant);
  out["beneficiaries"] = info.beneficiaries;
  out["bring"] = info.bring;
  out["office"] = text(info.office);
  out["appeal"] = text(info.appeal);
  out["quote"] = info.quote;
  out["source"] = list_of(info.source, citation);
  out["readings"] = info.review ? list_of(info.review->readings, text) : py::list();
  out["pack"] = info.pack;
  return out;
}

py::dict service(const ServiceInfo& info) {
  return py::dict("id"_a = info.id, "title"_a = text(info.title), "group"_a = text(info.group),
                  "family"_a = info.family, "area"_a = info.area, "office"_a = text(info.office),
                  "encouraged"_a = info.encouraged, "source"_a = list_of(info.source, citation),
                  "pack"_a = info.pack);
}

py::dict parameter_value(const ParameterValueInfo& info) {
  return py::dict("from"_a = date(info.from), "to"_a = date(info.to), "area"_a = info.area,
                  "text"_a = info.text, "amount"_a = info.amount, "unit"_a = info.unit,
                  "per"_a = info.per, "note"_a = text(info.note),
                  "source"_a = list_of(info.source, citation));
}

py::dict parameter(const ParameterInfo& info) {
  return py::dict("id"_a = info.id, "title"_a = text(info.title),
                  "kind"_a = std::string(name(info.kind)), "type"_a = info.type,
                  "unit"_a = info.unit, "set_by"_a = info.set_by,
                  "values"_a = list_of(info.values, parameter_value),
                  "source"_a = list_of(info.source, citation), "pack"_a = info.pack);
}

Rulebook load_paths(const std::vector<std::string>& paths) {
  Result<Rulebook> book = [&] {
    const py::gil_scoped_release released;
    return load(paths);
  }();
  return value_of(load_error, std::move(book));
}

Rulebook load_pairs(const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::vector<PackText> packs;
  for (const auto& [name, text] : pairs) packs.push_back({name, text});
  Result<Rulebook> book = [&] {
    const py::gil_scoped_release released;
    return load_texts(packs);
  }();
  return value_of(load_error, std::move(book));
}

void check_settings(const Rulebook& book, const std::vector<ParameterSetting>& settings) {
  Case probe(book);
  for (const ParameterSetting& setting : settings) probe.parameter(setting);
  if (has_errors(probe.problems())) raise(case_error, probe.problems());
}

}  // namespace

void add_rulebook(py::module_& core) {
  py::class_<ParameterSetting>(core, "ParameterSetting")
      .def(py::init([](std::string id, std::string text, std::string area) {
             return ParameterSetting{std::move(id), std::move(text), std::move(area)};
           }),
           "id"_a, "text"_a, "area"_a = "")
      .def_readonly("id", &ParameterSetting::id)
      .def_readonly("text", &ParameterSetting::text)
      .def_readonly("area", &ParameterSetting::area);
  py::class_<Rulebook>(core, "Rulebook")
      .def_property_readonly("hash", &Rulebook::hash)
      .def("facts", [](const Rulebook& book) { return list_of(book.facts(), fact_info); })
      .def("entitlements", [](const Rulebook& book) { return list_of(book.entitlements(), rule); })
      .def("prohibitions", [](const Rulebook& book) { return list_of(book.prohibitions(), rule); })
      .def("services", [](const Rulebook& book) { return list_of(book.services(), service); })
      .def("parameters", [](const Rulebook& book) { return list_of(book.parameters(), parameter); })
      .def("texts",
           [](const Rulebook& book) {
             std::vector<std::pair<std::string, std::string>> pairs;
             for (PackText& pack : book.texts())
               pairs.emplace_back(std::move(pack.name), std::move(pack.text));
             return pairs;
           })
      .def("similar_ids", &Rulebook::similar_ids, "id"_a)
      .def("check_settings", &check_settings, "settings"_a);
  core.def("load", &load_paths, "paths"_a);
  core.def("load_texts", &load_pairs, "packs"_a);
}

}  // namespace huice::python
