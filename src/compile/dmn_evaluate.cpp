#include "compile/dmn_evaluate.hpp"

#include "compile/dmn_compiler.hpp"
#include "compile/on_its_own.hpp"
#include "feel/library.hpp"
#include "feel/scope.hpp"

namespace huice::compile {

using dmn::ElementKind;
using program::Op;
using value::simple;
using value::TypeKind;
using value::Value;

namespace {

/// Inputs by name and namespace, as inputs of the program.
class Given final : public DmnSupply {
 public:
  Given(program::Program& program, BodyBuilder& household, const dmn::Library& library,
        const std::vector<DmnInput>& inputs)
      : household_(household), library_(library), inputs_(inputs) {
    for (const DmnInput& given : inputs) {
      program::Input input;
      input.name = given.name;
      input.type = simple(TypeKind::any);
      program.inputs.push_back(std::move(input));
    }
    program.input_cells.assign(inputs.size(), program::no_index);
  }

  std::optional<Term> supply(std::uint32_t model, const dmn::Element& element) override {
    for (std::uint32_t i = 0; i < inputs_.size(); ++i) {
      const std::string& space = inputs_[i].space;
      if (!space.empty() && space != library_.models[model].space) continue;
      if (inputs_[i].name == element.name || inputs_[i].name == element.variable.name)
        return cell(i);
    }
    return std::nullopt;
  }

  std::optional<Term> named(std::string_view name) {
    for (std::uint32_t i = 0; i < inputs_.size(); ++i) {
      if (inputs_[i].name == name) return cell(i);
    }
    return std::nullopt;
  }

 private:
  Term cell(std::uint32_t i) {
    const value::TypeRef any = simple(TypeKind::any);
    return {household_.node(Op::input, {}, any, i), any, nullptr};
  }

  BodyBuilder& household_;
  const dmn::Library& library_;
  const std::vector<DmnInput>& inputs_;
};

}  // namespace

DmnProgram::DmnProgram(const dmn::Library& library, std::uint32_t model, std::uint32_t element,
                       const std::vector<DmnInput>& inputs) {
  program_.zones = feel::zone_rules();
  program_.bodies.emplace_back();
  BodyBuilder household(program_, nullptr);
  Given given(program_, household, library, inputs);
  text::Report report;
  DmnCompiler compiler(program_, library, report);
  DmnCompiler::Place place{household, &given, {}};
  const DmnCompiler::Key key{model, element};
  const ElementKind kind = library.at(model, element).kind;
  if (kind == ElementKind::decision || kind == ElementKind::input) {
    result_ = compiler.value(place, key).cell;
  } else {
    std::vector<std::uint32_t> arguments;
    for (const std::string& name : compiler.parameters(key)) {
      const auto value = given.named(name);
      arguments.push_back(value ? value->cell
                                : household.constant(Value::null(), simple(TypeKind::null)));
    }
    result_ = compiler.call(place, key, arguments).cell;
  }
  program_.bodies[0] = std::move(household.body());
  problems_ = report.take();
  for (const dmn::Element* broken : compiler.broken())
    problems_.insert(problems_.end(), broken->problems.begin(), broken->problems.end());
}

Value DmnProgram::run(const std::vector<DmnInput>& inputs, Date as_of) const {
  std::vector<Value> facts;
  for (const DmnInput& input : inputs) facts.push_back(input.value);
  exec::Machine machine(program_);
  machine.run({facts, as_of, {}, {}});
  return on_its_own(machine.cell(result_));
}

std::uint32_t find_element(const dmn::Library& library, ElementKind kind, std::string_view name) {
  const std::string wanted = feel::normalise_name(name);
  const auto& elements = library.models.front().elements;
  for (std::uint32_t i = 0; i < elements.size(); ++i) {
    if (elements[i].kind == kind && elements[i].name == wanted) return i;
  }
  return dmn::nowhere;
}

}  // namespace huice::compile
