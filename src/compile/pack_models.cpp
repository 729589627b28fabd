#include "compile/pack_models.hpp"

#include <algorithm>

#include "compile/dmn_compiler.hpp"
#include "compile/dmn_evaluate.hpp"
#include "dmn/load.hpp"
#include "dmn/needs.hpp"
#include "text/nearest.hpp"
#include "text/sha256.hpp"

namespace huice::compile {

using dmn::ElementKind;
using text::Code;
using value::simple;
using value::TypeKind;
using value::Value;

namespace {

/// What the pack gives to the inputs of the model.
class FromPack final : public DmnSupply {
 public:
  FromPack(Lowering& lowering, const pack::ModelDecision& decision)
      : lowering_(lowering), decision_(decision) {}

  std::optional<Term> supply(std::uint32_t, const dmn::Element& element) override {
    const auto found = named(element.name);
    return found ? found : named(element.variable.name);
  }

  std::optional<Term> named(std::string_view name) {
    for (const auto& [input, value] : decision_.inputs) {
      if (input == name) return lowering_.expression(value);
    }
    return std::nullopt;
  }

 private:
  Lowering& lowering_;
  const pack::ModelDecision& decision_;
};

std::string digest_of(const dmn::Library& library) {
  text::Sha256 hash;
  for (const dmn::Model& model : library.models) hash.add_field(model.source->text());
  return hash.finish();
}

std::string quoted_list(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "`" : ", `") + name + "`";
  return out;
}

}  // namespace

PackModels::PackModels(program::Program& program, const pack::Model& model, text::Report& report)
    : program_(program), report_(report) {
  if (model.dmn_texts) given_ = std::make_unique<const dmn::ModelTexts>(*model.dmn_texts);
}

std::vector<std::shared_ptr<const text::Source>> PackModels::texts() const {
  std::map<std::string, std::shared_ptr<const text::Source>> by_name;
  for (const auto& [path, library] : libraries_) {
    if (library == nullptr) continue;
    for (const dmn::Model& model : library->models)
      by_name.emplace(model.source->name(), model.source);
  }
  std::vector<std::shared_ptr<const text::Source>> all;
  for (const auto& [name, source] : by_name) all.push_back(source);
  return all;
}

const dmn::Library* PackModels::load(const pack::ModelDecision& decision) {
  const auto known = libraries_.find(decision.path);
  if (known != libraries_.end()) return known->second.get();
  auto& library = libraries_[decision.path];
  text::Report found;
  const dmn::ModelFiles& files = given_ ? *given_ : dmn::files_on_disk();
  auto read = std::make_unique<dmn::Library>(dmn::load(decision.path, {}, found, files));
  const bool failed = found.has_errors();
  report_.add(found.take());
  for (const dmn::Model& model : read->models) report_.add(model.problems);
  if (!failed) library = std::move(read);
  return library.get();
}

std::uint32_t PackModels::find(const dmn::Library& library, const pack::ModelDecision& decision) {
  for (const ElementKind kind : {ElementKind::decision, ElementKind::service}) {
    const std::uint32_t found = find_element(library, kind, decision.name);
    if (found != dmn::nowhere) return found;
  }
  std::vector<std::string_view> names;
  for (const dmn::Element& element : library.models.front().elements) {
    if (element.kind == ElementKind::decision || element.kind == ElementKind::service)
      names.push_back(element.name);
  }
  report_.error(Code::dmn_reference, decision.name_place,
                "the model has no decision `" + decision.name + "`",
                text::did_you_mean(decision.name, names));
  return dmn::nowhere;
}

bool PackModels::check_inputs(const dmn::Library& library, std::uint32_t element,
                              const pack::ModelDecision& decision) {
  std::vector<std::string> missing = dmn::needs(library, element);
  const std::vector<std::string> needed = missing;
  bool good = true;
  for (const auto& [name, value] : decision.inputs) {
    const bool is_input = std::erase(missing, name) > 0;
    const bool is_decision =
        is_input || find_element(library, ElementKind::decision, name) != dmn::nowhere;
    if (is_decision) continue;
    const std::vector<std::string_view> names(needed.begin(), needed.end());
    report_.error(Code::dmn_reference, value.text.whole(),
                  "the decision needs no input `" + name + "`", text::did_you_mean(name, names));
    good = false;
  }
  if (missing.empty()) return good;
  report_.error(Code::dmn_reference, decision.name_place,
                "the decision needs " + quoted_list(missing),
                "give it under `inputs`: {" + missing.front() + ": an expression of the pack}");
  return false;
}

Term PackModels::decide(Lowering& lowering, const pack::Definition& definition) {
  const pack::ModelDecision& decision = *definition.decision;
  const value::TypeRef any = simple(TypeKind::any);
  BodyBuilder& here = lowering.here();
  Term nothing{here.constant(Value::error(), any), any, nullptr};
  const dmn::Library* library = load(decision);
  if (library == nullptr) return nothing;
  const std::uint32_t element = find(*library, decision);
  if (element == dmn::nowhere || !check_inputs(*library, element, decision)) return nothing;
  digests_.emplace(definition.id, digest_of(*library));

  FromPack given(lowering, decision);
  DmnCompiler compiler(program_, *library, report_);
  DmnCompiler::Place place{here, &given, {}};
  const DmnCompiler::Key key{0, element};
  Term result;
  if (library->at(0, element).kind == ElementKind::decision) {
    result = compiler.value(place, key);
  } else {
    std::vector<std::uint32_t> arguments;
    for (const std::string& name : compiler.parameters(key))
      arguments.push_back(given.named(name).value_or(nothing).cell);
    result = compiler.call(place, key, arguments);
  }
  for (const dmn::Element* broken : compiler.broken()) report_.add(broken->problems);
  return result;
}

}  // namespace huice::compile
