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

/// What an element sees: only what it requires (DMN 1.5, 6.2.2), under the names of its model.
class DmnCompiler::ElementNames final : public Names {
 public:
  ElementNames(DmnCompiler& compiler, Place& place, Key key)
      : compiler_(compiler), place_(place), key_(key) {}

  std::optional<Term> resolve(std::string_view name) override {
    const Element& element = compiler_.at(key_);
    if (element.kind == ElementKind::knowledge && element.variable.name == name)
      return compiler_.find(place_, key_);
    std::vector<std::pair<std::string, Key>> imported;
    for (const dmn::Reference& reference : element.required) {
      if (!reference.found()) continue;
      const dmn::UsedName used = dmn::used_name(compiler_.library_, key_.first, reference);
      const Key target{reference.model, reference.element};
      if (used.qualifier.empty()) {
        if (used.name == name) return compiler_.find(place_, target);
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
      const Term term = compiler_.find(place_, key);
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
  const Term term = find(place, key);
  compile_functions();
  return term;
}

Term DmnCompiler::call(Place& place, Key key, const std::vector<std::uint32_t>& arguments) {
  std::vector<std::uint32_t> operands{find(place, key).cell};
  operands.insert(operands.end(), arguments.begin(), arguments.end());
  const TypeRef any = simple(TypeKind::any);
  const Term term{place.builder.node(Op::call_value, operands, any, program::no_index), any,
                  nullptr};
  compile_functions();
  return term;
}

Term DmnCompiler::find(Place& place, Key key) {
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
  make_decisions(place, key);
  return place.values.at(key);
}

// What a decision requires is made before it, without recursion: a model may chain any number.
// Those that require each other in a circle are broken, and settled at once.
void DmnCompiler::make_decisions(Place& place, Key last) {
  std::vector<std::pair<Key, std::size_t>> path{{last, 0}};
  while (!path.empty()) {
    auto& [key, next] = path.back();
    const Element& element = at(key);
    if (place.values.contains(key) || (next == 0 && settle_at_once(place, key))) {
      path.pop_back();
    } else if (next == element.required.size()) {
      const Key made = key;
      settle(place, made, decide(place, made));
      path.pop_back();
    } else {
      const dmn::Reference& required = element.required[next++];
      if (!required.found()) continue;
      const Key before{required.model, required.element};
      if (at(before).kind == ElementKind::decision) path.emplace_back(before, 0);
    }
  }
}

/// A decision that is given, or cannot be made.
bool DmnCompiler::settle_at_once(Place& place, Key key) {
  const Element& element = at(key);
  const auto given = place.supply ? place.supply->supply(key.first, element) : std::nullopt;
  if (given) {
    settle(place, key, *given);
  } else if (!element.problems.empty()) {
    broken_.push_back(&element);
    const TypeRef any = simple(TypeKind::any);
    settle(place, key, {place.builder.constant(Value::error(), any), any, nullptr});
  } else if (!element.logic) {
    settle(place, key, null(place.builder));
  }
  return place.values.contains(key);
}

void DmnCompiler::settle(Place& place, Key key, const Term& term) {
  place.values.emplace(key, types_.coerce(place.builder, term, key.first, at(key).variable.type));
}

Term DmnCompiler::decide(Place& place, Key key) {
  const Element& element = at(key);
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

// The number of a function's body is known before the body, which may call itself.
const DmnCompiler::Function& DmnCompiler::function(Key key) {
  const auto [found, is_new] = functions_.try_emplace(key);
  if (is_new) {
    found->second.body = static_cast<std::uint32_t>(program_.bodies.size());
    found->second.type = declared_type(key);
    program_.bodies.emplace_back();
    waiting_.push_back(key);
  }
  return found->second;
}

TypeRef DmnCompiler::declared_type(Key key) {
  const Element& element = at(key);
  std::vector<TypeRef> types;
  if (element.kind == ElementKind::service) {
    for (const dmn::Reference& input : service_inputs(element)) {
      const Element& parameter = library_.at(input.model, input.element);
      types.push_back(types_.type(input.model, parameter.variable.type));
    }
  } else if (element.logic) {
    for (const dmn::Variable& parameter : element.logic->parameters)
      types.push_back(types_.type(key.first, parameter.type));
  }
  const dmn::TypeName& result = types_.result_name(key.first, element.variable.type);
  return value::function_of(std::move(types), types_.type(key.first, result));
}

void DmnCompiler::compile_functions() {
  while (!waiting_.empty()) {
    const Key key = waiting_.back();
    waiting_.pop_back();
    const std::uint32_t body = functions_.at(key).body;
    if (at(key).kind == ElementKind::service) {
      compile_service(key, body);
    } else {
      compile_knowledge(key, body);
    }
  }
}

void DmnCompiler::compile_knowledge(Key key, std::uint32_t body) {
  const Element& element = at(key);
  BodyBuilder builder(program_, nullptr);
  Place place{builder, nullptr, {}};
  ElementNames names(*this, place, key);
  Lowering lowering(program_, builder, names, options_, report_);
  if (element.logic) {
    for (const dmn::Variable& parameter : element.logic->parameters) {
      const TypeRef type = types_.type(key.first, parameter.type);
      lowering.bind(parameter.name, {builder.argument(parameter.name, type), type, nullptr});
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
  program_.bodies[body] = std::move(builder.body());
}

void DmnCompiler::compile_service(Key key, std::uint32_t body) {
  const Element& element = at(key);
  BodyBuilder builder(program_, nullptr);
  Place place{builder, nullptr, {}};
  for (const dmn::Reference& input : service_inputs(element)) {
    const dmn::Variable& parameter = library_.at(input.model, input.element).variable;
    const TypeRef type = types_.type(input.model, parameter.type);
    const Term argument{builder.argument(parameter.name, type), type, nullptr};
    place.values.emplace(Key{input.model, input.element}, argument);
  }
  std::vector<std::uint32_t> cells;
  std::vector<std::pair<std::string, TypeRef>> fields;
  for (const dmn::Reference& output : element.outputs) {
    if (!output.found()) continue;
    const Term term = find(place, {output.model, output.element});
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
  program_.bodies[body] = std::move(builder.body());
}

}  // namespace huice::compile
