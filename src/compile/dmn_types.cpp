#include "compile/dmn_types.hpp"

#include <algorithm>

#include "dmn/link.hpp"
#include "dmn/namespaces.hpp"

namespace huice::compile {

using dmn::ItemDefinition;
using dmn::TypeName;
using program::Op;
using value::simple;
using value::TypeKind;
using value::TypeRef;
using value::Value;

namespace {

/// Inside a type only `?` has a name.
class NoNames final : public Names {
 public:
  std::optional<Term> resolve(std::string_view) override { return std::nullopt; }
  std::optional<Term> call(std::string_view, const std::vector<std::uint32_t>&) override {
    return std::nullopt;
  }
  std::optional<std::size_t> callable(std::string_view) override { return std::nullopt; }
  TypeRef type(std::string_view) override { return nullptr; }
  std::vector<std::string_view> names() override { return {}; }
};

constexpr std::size_t deepest_type = 64;
constexpr std::uint32_t largest_type = 5'000;  // types in it

/// Names of number types that modelling tools write beside those of the standard.
bool is_tool_number(std::string_view name) {
  return name == "integer" || name == "long" || name == "double";
}

}  // namespace

DmnTypes::Found DmnTypes::look_up(std::uint32_t model, std::string_view name,
                                  std::string_view space) const {
  if (!space.empty()) {
    const std::uint32_t target = dmn::model_of(library_, model, space);
    if (target == dmn::nowhere) return {};
    return {target, library_.models[target].find_type(name)};
  }
  if (const ItemDefinition* own = library_.models[model].find_type(name)) return {model, own};
  for (const dmn::Import& import : library_.models[model].imports) {
    if (import.model == dmn::nowhere) continue;
    std::string_view rest = name;
    if (!import.name.empty()) {
      const bool qualified = name.size() > import.name.size() && name[import.name.size()] == '.' &&
                             name.substr(0, import.name.size()) == import.name;
      if (!qualified) continue;
      rest = name.substr(import.name.size() + 1);
    }
    if (const ItemDefinition* item = library_.models[import.model].find_type(rest))
      return {import.model, item};
  }
  return {};
}

TypeRef DmnTypes::find(std::uint32_t model, std::string_view name) {
  const Found found = look_up(model, name, {});
  return found.item != nullptr ? item_type(found.model, *found.item) : nullptr;
}

TypeRef DmnTypes::type(std::uint32_t model, const TypeName& name) {
  if (name.empty()) return simple(TypeKind::any);
  if (dmn::is_feel(name.space) || name.space.empty()) {
    if (TypeRef known = value::type_named(name.name)) return known;
  }
  const Found found = look_up(model, name.name, name.space);
  if (found.item != nullptr) return item_type(found.model, *found.item);
  return simple(is_tool_number(name.name) ? TypeKind::number : TypeKind::any);
}

const TypeName& DmnTypes::result_name(std::uint32_t model, const TypeName& name) {
  const Found found = look_up(model, name.name, name.space);
  return found.item != nullptr && found.item->is_function ? found.item->result : name;
}

const dmn::Expression* DmnTypes::allowed(std::uint32_t model, const TypeName& name) {
  const Found found = look_up(model, name.name, name.space);
  return found.item != nullptr && found.item->allowed ? &*found.item->allowed : nullptr;
}

// A type that holds itself is Any where it does, so that types stay finite; and so is what lies
// deeper or is more than any type of a person's making.
TypeRef DmnTypes::item_type(std::uint32_t model, const ItemDefinition& item) {
  const auto known = item_types_.find(&item);
  if (known != item_types_.end()) return known->second;
  if (open_.empty()) parts_ = 0;
  const bool holds_itself = std::find(open_.begin(), open_.end(), &item) != open_.end();
  if (holds_itself || open_.size() >= deepest_type || ++parts_ > largest_type)
    return simple(TypeKind::any);
  open_.push_back(&item);
  TypeRef type = single_type(model, item);
  open_.pop_back();
  if (item.is_collection) type = value::list_of(type);
  if (open_.empty()) item_types_.emplace(&item, type);
  return type;
}

TypeRef DmnTypes::single_type(std::uint32_t model, const ItemDefinition& item) {
  if (item.is_function) {
    std::vector<TypeRef> parameters;
    for (const dmn::Variable& parameter : item.parameters)
      parameters.push_back(type(model, parameter.type));
    return value::function_of(std::move(parameters), type(model, item.result));
  }
  if (item.components.empty()) return type(model, item.type);
  std::vector<std::pair<std::string, TypeRef>> fields;
  for (const ItemDefinition& component : item.components)
    fields.emplace_back(component.name, item_type(model, component));
  return value::context_of(std::move(fields));
}

// --- constraints ---------------------------------------------------------------------------------

bool DmnTypes::is_constrained(std::uint32_t model, const ItemDefinition& item) {
  const auto known = constrained_.find(&item);
  if (known != constrained_.end()) return known->second;
  std::unordered_set<const ItemDefinition*> seen;
  return constrained_[&item] = reaches_constraint(model, item, seen);
}

bool DmnTypes::reaches_constraint(std::uint32_t model, const ItemDefinition& item,
                                  std::unordered_set<const ItemDefinition*>& seen) const {
  if (!seen.insert(&item).second) return false;  // a type inside itself adds none
  if ((item.allowed && item.allowed->syntax) || (item.constraint && item.constraint->syntax))
    return true;
  for (const ItemDefinition& component : item.components) {
    if (reaches_constraint(model, component, seen)) return true;
  }
  const Found base = look_up(model, item.type.name, item.type.space);
  return item.components.empty() && base.item != nullptr &&
         reaches_constraint(base.model, *base.item, seen);
}

std::uint32_t DmnTypes::test_body(std::uint32_t model, const ItemDefinition& item) {
  const auto known = test_bodies_.find(&item);
  if (known != test_bodies_.end()) return known->second;
  const auto number = static_cast<std::uint32_t>(program_.bodies.size());
  program_.bodies.emplace_back();
  test_bodies_.emplace(&item, number);
  BodyBuilder builder(program_, nullptr);
  NoNames names;
  Lowering lowering(program_, builder, names, options_, report_);
  const TypeRef any = simple(TypeKind::any);
  const Term value{builder.argument("?", any), any, nullptr};
  builder.body().result = whole_test(lowering, model, item, value);
  program_.bodies[number] = std::move(builder.body());
  return number;
}

std::uint32_t DmnTypes::whole_test(Lowering& lowering, std::uint32_t model,
                                   const ItemDefinition& item, const Term& value) {
  const TypeRef boolean = simple(TypeKind::boolean);
  std::vector<std::uint32_t> cells;
  if (item.is_collection) {
    lowering.bind("?", value);
    const TypeRef any = simple(TypeKind::any);
    const auto domain = lowering.body({}, [](Lowering& inner) { return *inner.local("?"); }).first;
    const auto each = lowering.body({{"item", any}}, [&](Lowering& inner) {
      const Term one = *inner.local("item");
      return Term{single_test(inner, model, item, one), simple(TypeKind::boolean), nullptr};
    });
    cells.push_back(lowering.here().node(Op::every, {domain}, boolean, each.first));
  } else {
    cells.push_back(single_test(lowering, model, item, value));
  }
  if (item.constraint && item.constraint->syntax)
    cells.push_back(lowering.unary_tests(*item.constraint, value));
  return lowering.here().node(Op::all_of, cells, boolean);
}

// null passes every test.
std::uint32_t DmnTypes::single_test(Lowering& lowering, std::uint32_t model,
                                    const ItemDefinition& item, const Term& value) {
  BodyBuilder& here = lowering.here();
  const TypeRef boolean = simple(TypeKind::boolean);
  std::vector<std::uint32_t> cells;
  if (item.allowed && item.allowed->syntax)
    cells.push_back(lowering.unary_tests(*item.allowed, value));
  const Found base = look_up(model, item.type.name, item.type.space);
  if (item.components.empty() && base.item != nullptr && is_constrained(base.model, *base.item))
    cells.push_back(
        here.node(Op::call_body, {value.cell}, boolean, test_body(base.model, *base.item)));
  for (const ItemDefinition& component : item.components) {
    if (!is_constrained(model, component)) continue;
    const std::uint32_t part = here.node(Op::property, {value.cell}, simple(TypeKind::any),
                                         string_index(program_, component.name));
    cells.push_back(here.node(Op::call_body, {part}, boolean, test_body(model, component)));
  }
  if (cells.empty()) return here.constant(Value(true), boolean);
  const std::uint32_t none = here.constant(Value::null(), simple(TypeKind::null));
  const std::uint32_t is_null = here.node(Op::equal, {value.cell, none}, boolean);
  const std::uint32_t passed = here.node(Op::all_of, cells, boolean);
  return here.node(Op::disjunction, {is_null, passed}, boolean);
}

std::optional<std::uint32_t> DmnTypes::passes(BodyBuilder& here, std::uint32_t cell,
                                              std::uint32_t model, const TypeName& name) {
  const Found found = look_up(model, name.name, name.space);
  if (found.item == nullptr || !is_constrained(found.model, *found.item)) return std::nullopt;
  return here.node(Op::call_body, {cell}, simple(TypeKind::boolean),
                   test_body(found.model, *found.item));
}

Term DmnTypes::coerce(BodyBuilder& here, const Term& term, std::uint32_t model,
                      const TypeName& name) {
  const TypeRef wanted = type(model, name);
  Term result = term;
  const bool fits = term.type->kind != TypeKind::any && value::conforms(*term.type, *wanted);
  if (wanted->kind != TypeKind::any && !fits) {
    program_.types.push_back(wanted);
    const auto index = static_cast<std::uint32_t>(program_.types.size() - 1);
    result = {here.node(Op::coerce, {term.cell}, wanted, index), wanted, nullptr};
  }
  if (const auto passed = passes(here, result.cell, model, name)) {
    const std::uint32_t wrong = here.constant(Value::error(), simple(TypeKind::null));
    result.cell = here.node(Op::select, {*passed, result.cell, wrong}, result.type);
  }
  return result;
}

}  // namespace huice::compile
