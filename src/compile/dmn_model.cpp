// The public face of DMN models.
#include <algorithm>
#include <map>
#include <mutex>

#include "compile/dmn_evaluate.hpp"
#include "compile/dmn_json.hpp"
#include "compile/dmn_types.hpp"
#include "dmn/load.hpp"
#include "dmn/needs.hpp"
#include "feel/scope.hpp"
#include "huice/dmn.hpp"
#include "json/reader.hpp"
#include "text/file.hpp"
#include "text/nearest.hpp"

namespace huice {

namespace {

using compile::DmnInput;
using compile::DmnProgram;
using compile::DmnTypes;
using dmn::Element;
using dmn::ElementKind;
using dmn::Library;
using text::Code;
using value::TypeRef;

DmnKind kind_of(ElementKind kind) {
  switch (kind) {
    case ElementKind::input:
      return DmnKind::input;
    case ElementKind::decision:
      return DmnKind::decision;
    case ElementKind::knowledge:
      return DmnKind::knowledge;
    case ElementKind::service:
      break;
  }
  return DmnKind::service;
}

/// Names with the types that their values are read by.
using Inputs = std::vector<std::pair<std::string, TypeRef>>;

class Types {
 public:
  explicit Types(const Library& library)
      : library_(library), types_(program_, library, {}, report_) {}

  /// What a function takes.
  Inputs parameters(const Element& function) {
    Inputs all;
    if (!function.logic) return all;
    for (const dmn::Variable& parameter : function.logic->parameters)
      all.emplace_back(parameter.name, types_.type(0, parameter.type));
    return all;
  }

  /// What decisions and services of the model may be given.
  Inputs givable() {
    Inputs all;
    for (std::uint32_t m = 0; m < library_.models.size(); ++m) {
      for (const Element& candidate : library_.models[m].elements) {
        if (candidate.kind != ElementKind::input && candidate.kind != ElementKind::decision)
          continue;
        const TypeRef type = types_.type(m, candidate.variable.type);
        all.emplace_back(candidate.name, type);
        if (candidate.variable.name != candidate.name)
          all.emplace_back(candidate.variable.name, type);
      }
    }
    return all;
  }

  std::string name_of(const dmn::TypeName& name) { return value::name(*types_.type(0, name)); }

 private:
  const Library& library_;
  program::Program program_;
  text::Report report_;
  DmnTypes types_;
};

std::vector<DmnElement> describe(const Library& library, Types& types) {
  std::vector<DmnElement> elements;
  const auto& own = library.models.front().elements;
  for (std::uint32_t i = 0; i < own.size(); ++i) {
    elements.push_back({kind_of(own[i].kind), own[i].name, types.name_of(own[i].variable.type),
                        dmn::needs(library, i), own[i].problems});
  }
  return elements;
}

Diagnostic unknown(Code code, std::string message, std::string hint) {
  text::Report report;
  report.file_error(code, {}, std::move(message), std::move(hint));
  return report.take().front();
}

/// The decision, service or function of that name; decisions first.
std::uint32_t find(const Library& library, std::string_view name) {
  for (const ElementKind kind :
       {ElementKind::decision, ElementKind::service, ElementKind::knowledge}) {
    const std::uint32_t found = compile::find_element(library, kind, name);
    if (found != dmn::nowhere) return found;
  }
  return dmn::nowhere;
}

std::vector<DmnInput> read_inputs(const Inputs& known, std::string_view json,
                                  text::Report& report) {
  std::vector<DmnInput> inputs;
  const auto source = text::check_text("input", std::string(json), report);
  const auto document = source ? json::read(source, {}, report) : nullptr;
  if (!document) return inputs;
  const yaml::NodeId root = document->root();
  if (document->kind(root) != yaml::NodeKind::map) {
    report.error(Code::case_not_an_object, document->place(root), "inputs are a JSON object");
    return inputs;
  }
  for (std::size_t i = 0; i < document->size(root); ++i) {
    const yaml::Document::Entry entry = document->entry(root, i);
    const std::string name = feel::normalise_name(document->text(entry.key));
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const auto& row) { return row.first == name; });
    if (found == known.end()) {
      std::vector<std::string_view> names;
      for (const auto& row : known) names.push_back(row.first);
      report.error(Code::case_unknown_fact, document->place(entry.key),
                   "the model has no input `" + name + "`", text::did_you_mean(name, names));
      continue;
    }
    auto value = compile::from_json(*document, entry.value, *found->second, report);
    if (value) inputs.push_back({name, {}, std::move(*value)});
  }
  std::sort(inputs.begin(), inputs.end(),
            [](const DmnInput& a, const DmnInput& b) { return a.name < b.name; });
  return inputs;
}

/// What was compiled for an element and the names of what it was given; threads share it.
class Programs {
 public:
  std::shared_ptr<const DmnProgram> get(const Library& library, std::uint32_t element,
                                        const std::vector<DmnInput>& inputs) {
    std::string key = std::to_string(element);
    for (const DmnInput& input : inputs) key += '\n' + input.name;
    const std::lock_guard lock(mutex_);
    const auto known = programs_.find(key);
    if (known != programs_.end()) return known->second;
    if (programs_.size() >= most) programs_.clear();
    auto made = std::make_shared<const DmnProgram>(library, 0, element, inputs);
    programs_.emplace(std::move(key), made);
    return made;
  }

 private:
  static constexpr std::size_t most = 64;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const DmnProgram>> programs_;
};

}  // namespace

namespace detail {

struct DmnState {
  dmn::Library library;
  std::vector<DmnElement> elements;
  Inputs givable;
  mutable Programs programs;
};

}  // namespace detail

DmnModel::DmnModel(std::shared_ptr<const detail::DmnState> state) : state_(std::move(state)) {}

const std::string& DmnModel::name() const noexcept { return state_->library.models.front().name; }
const std::string& DmnModel::space() const noexcept { return state_->library.models.front().space; }
const std::vector<DmnElement>& DmnModel::elements() const noexcept { return state_->elements; }

Result<std::string> DmnModel::evaluate(std::string_view name, std::string_view inputs,
                                       Date as_of) const {
  const Library& library = state_->library;
  const std::uint32_t element = find(library, name);
  if (element == dmn::nowhere) {
    std::vector<std::string_view> names;
    for (const DmnElement& known : state_->elements) {
      if (known.kind != DmnKind::input) names.push_back(known.name);
    }
    return unknown(Code::dmn_reference,
                   "the model has no decision or service `" + std::string(name) + "`",
                   text::did_you_mean(name, names));
  }
  text::Report report;
  const Element& asked = library.at(0, element);
  const bool is_function = asked.kind == ElementKind::knowledge;
  const std::vector<DmnInput> given =
      read_inputs(is_function ? Types(library).parameters(asked) : state_->givable, inputs, report);
  if (report.has_errors()) return report.take();
  const auto program = state_->programs.get(library, element, given);
  json::Writer writer;
  compile::write_json(writer, program->run(given, as_of));
  Diagnostics problems = program->problems();
  for (Diagnostic& problem : problems) problem.severity = Severity::warning;
  return Result<std::string>(writer.take(), std::move(problems));
}

Result<DmnModel> load_dmn(const std::string& path) {
  text::Report report;
  auto state = std::make_shared<detail::DmnState>();
  state->library = dmn::load(path, {}, report);
  if (report.has_errors()) return report.take();
  Types types(state->library);
  state->elements = describe(state->library, types);
  state->givable = types.givable();
  Diagnostics warnings = report.take();
  for (const dmn::Model& model : state->library.models)
    warnings.insert(warnings.end(), model.problems.begin(), model.problems.end());
  for (Diagnostic& warning : warnings) warning.severity = Severity::warning;
  return Result<DmnModel>(DmnModel(std::move(state)), std::move(warnings));
}

}  // namespace huice
