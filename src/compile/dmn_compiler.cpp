#include "compile/dmn_compiler.hpp"

#include "compile/dmn_boxed.hpp"
#include "compile/find_builtin.hpp"
#include "dmn/jdk_functions.hpp"
#include "dmn/parse.hpp"

namespace huice::compile {

using dmn::Element;
using dmn::ElementKind;
using program::Op;
using value::simple;
using value::TypeKind;
using value::TypeRef;
using value::Value;

namespace {

constexpr std::uint32_t deepest_requirement = 200;

}  // namespace

/// What an element sees: only what it requires (DMN 1.5, 6.2.2), under the names of its model.
class DmnCompiler::ElementNames final : public Names {
 public:
  ElementNames(DmnCompiler& compiler, Place& place, Key key)
      : compiler_(compiler), place_(place), key_(key) {}

  std::optional<Term> resolve(std::string_view name) override {
    const Element& element = compiler_.at(key_);
    if (element.kind == ElementKind::knowledge && element.variable.name == name)
      return compiler_.value(place_, key_);
    std::vector<std::pair<std::string, Key>> imported;
    for (const dmn::Reference& reference : element.required) {
      if (!reference.found()) continue;
      const dmn::UsedName used = dmn::used_name(compiler_.library_, key_.first, reference);
      const Key target{reference.model, reference.element};
      if (used.qualifier.empty()) {
        if (used.name == name) return compiler_.value(place_, target);
      } else if (used.qualifier == name) {
        imported.emplace_back(used.name, target);
      }
    }
    if (imported.empty()) return std::nullopt;
    return members(imported);
  }

  std::optional<Term> call(std::string_view, const std::vector<std::uint32_t>&) override {
    return std::nullopt;
  }
  std::optional<std::size_t> callable(std::string_view) override { return std::nullopt; }
  TypeRef type(std::string_view name) override { return compiler_.types_.find(key_.first, name); }
  std::vector<std::string_view> names() override { return {}; }

 private:
  /// An imported model as a context of what is required of it.
  Term members(const std::vector<std::pair<std::string, Key>>& imported) {
    std::vector<std::uint32_t> cells;
    std::vector<std::pair<std::string, TypeRef>> fields;
    for (const auto& [name, key] : imported) {
      const Term term = compiler_.value(place_, key);
      cells.push_back(term.cell);
      fields.emplace_back(name, term.type);
    }
    const auto first = static_cast<std::uint32_t>(compiler_.program_.strings.size());
    for (const auto& [name, type] : fields) compiler_.program_.strings.push_back(name);
    const TypeRef type = value::context_of(std::move(fields));
    return {place_.builder.node(Op::context, cells, type, first), type, nullptr};
  }

  DmnCompiler& compiler_;
  Place& place_;
  Key key_;
};

DmnCompiler::DmnCompiler(program::Program& program, const dmn::Library& library,
                         text::Report& report)
    : program_(program),
      library_(library),
      report_(report),
      options_{false, &find_builtin, &dmn::find_jdk_function},
      types_(program, library, options_, report) {}

Term DmnCompiler::null(BodyBuilder& here) {
  const TypeRef type = simple(TypeKind::null);
  return {here.constant(Value::null(), type), type, nullptr};
}

Term DmnCompiler::value(Place& place, Key key) {
  switch (at(key).kind) {
    case ElementKind::input:
      return input(place, key);
    case ElementKind::decision:
      return decision(place, key);
    default:
      break;
  }
  const Function& found = function(key);
  return {place.builder.node(Op::function, {}, found.type, found.body), found.type, nullptr};
}

Term DmnCompiler::input(Place& place, Key key) {
  const auto known = place.values.find(key);
  if (known != place.values.end()) return known->second;
  const auto given = place.supply ? place.supply->supply(key.first, at(key)) : std::nullopt;
  const Term term = given ? types_.coerce(place.builder, *given, key.first, at(key).variable.type)
                          : null(place.builder);
  place.values.emplace(key, term);
  return term;
}

Term DmnCompiler::decision(Place& place, Key key) {
  const auto known = place.values.find(key);
  if (known != place.values.end()) return known->second;
  const auto given = place.supply ? place.supply->supply(key.first, at(key)) : std::nullopt;
  Term term;
  if (given) {
    term = *given;
  } else if (depth_ >= deepest_requirement) {
    report_.error(
        text::Code::dmn_structure, at(key).place,
        "decisions require one another more than " + std::to_string(deepest_requirement) + " deep");
    term = null(place.builder);
  } else {
    ++depth_;
    term = decide(place, key);
    --depth_;
  }
  term = types_.coerce(place.builder, term, key.first, at(key).variable.type);
  place.values.emplace(key, term);
  return term;
}

Term DmnCompiler::decide(Place& place, Key key) {
  const Element& element = at(key);
  if (!element.problems.empty()) {
    broken_.push_back(&element);
    const TypeRef any = simple(TypeKind::any);
    return {place.builder.constant(Value::error(), any), any, nullptr};
  }
  if (!element.logic) return null(place.builder);
  ElementNames names(*this, place, key);
  Lowering lowering(program_, place.builder, names, options_, report_);
  return DmnBoxed(program_, types_, key.first).lower(lowering, *element.logic);
}

// --- functions -----------------------------------------------------------------------------------

std::vector<dmn::Reference> DmnCompiler::service_inputs(const Element& service) const {
  std::vector<dmn::Reference> inputs;
  for (const auto* list : {&service.input_data, &service.input_decisions}) {
    for (const dmn::Reference& reference : *list) {
      if (reference.found()) inputs.push_back(reference);
    }
  }
  return inputs;
}

std::vector<std::string> DmnCompiler::parameters(Key key) const {
  const Element& element = at(key);
  std::vector<std::string> names;
  if (element.kind == ElementKind::service) {
    for (const dmn::Reference& input : service_inputs(element))
      names.push_back(library_.at(input.model, input.element).variable.name);
  } else if (element.logic) {
    for (const dmn::Variable& parameter : element.logic->parameters)
      names.push_back(parameter.name);
  }
  return names;
}

const DmnCompiler::Function& DmnCompiler::function(Key key) {
  const auto known = functions_.find(key);
  if (known != functions_.end()) return known->second;
  // The number is known before the body, which may call itself.
  Function& made = functions_[key];
  made.body = static_cast<std::uint32_t>(program_.bodies.size());
  made.type = simple(TypeKind::any);
  program_.bodies.emplace_back();
  if (at(key).kind == ElementKind::service) {
    compile_service(key, made);
  } else {
    compile_knowledge(key, made);
  }
  return made;
}

void DmnCompiler::compile_knowledge(Key key, Function& function) {
  const Element& element = at(key);
  BodyBuilder builder(program_, nullptr);
  Place place{builder, nullptr, {}};
  ElementNames names(*this, place, key);
  Lowering lowering(program_, builder, names, options_, report_);
  std::vector<TypeRef> types;
  if (element.logic) {
    for (const dmn::Variable& parameter : element.logic->parameters) {
      types.push_back(types_.type(key.first, parameter.type));
      lowering.bind(parameter.name,
                    {builder.argument(parameter.name, types.back()), types.back(), nullptr});
    }
  }
  Term result = null(builder);
  if (!element.problems.empty()) {
    broken_.push_back(&element);
  } else if (element.logic) {
    result = DmnBoxed(program_, types_, key.first).function_body(lowering, *element.logic);
  }
  const dmn::TypeName& type = types_.result_name(key.first, element.variable.type);
  result = types_.coerce(builder, result, key.first, type);
  builder.body().result = result.cell;
  program_.bodies[function.body] = std::move(builder.body());
  function.type = value::function_of(std::move(types), result.type);
}

void DmnCompiler::compile_service(Key key, Function& function) {
  const Element& element = at(key);
  BodyBuilder builder(program_, nullptr);
  Place place{builder, nullptr, {}};
  std::vector<TypeRef> types;
  for (const dmn::Reference& input : service_inputs(element)) {
    const Element& parameter = library_.at(input.model, input.element);
    types.push_back(types_.type(input.model, parameter.variable.type));
    const Term argument{builder.argument(parameter.variable.name, types.back()), types.back(),
                        nullptr};
    place.values.emplace(Key{input.model, input.element}, argument);
  }
  std::vector<std::uint32_t> cells;
  std::vector<std::pair<std::string, TypeRef>> fields;
  for (const dmn::Reference& output : element.outputs) {
    if (!output.found()) continue;
    const Term term = value(place, {output.model, output.element});
    cells.push_back(term.cell);
    fields.emplace_back(library_.at(output.model, output.element).variable.name, term.type);
  }
  Term result = null(builder);
  if (cells.size() == 1) {
    result = {cells.front(), fields.front().second, nullptr};
  } else if (!cells.empty()) {
    const auto first = static_cast<std::uint32_t>(program_.strings.size());
    for (const auto& [name, type] : fields) program_.strings.push_back(name);
    const TypeRef type = value::context_of(std::move(fields));
    result = {builder.node(Op::context, cells, type, first), type, nullptr};
  }
  const dmn::TypeName& type = types_.result_name(key.first, element.variable.type);
  result = types_.coerce(builder, result, key.first, type);
  builder.body().result = result.cell;
  program_.bodies[function.body] = std::move(builder.body());
  function.type = value::function_of(std::move(types), result.type);
}

Term DmnCompiler::call(Place& place, Key key, const std::vector<std::uint32_t>& arguments) {
  std::vector<std::uint32_t> operands{value(place, key).cell};
  operands.insert(operands.end(), arguments.begin(), arguments.end());
  const TypeRef any = simple(TypeKind::any);
  return {place.builder.node(Op::call_value, operands, any, program::no_index), any, nullptr};
}

}  // namespace huice::compile
