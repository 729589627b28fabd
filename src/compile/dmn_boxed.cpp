#include "compile/dmn_boxed.hpp"

#include "dmn/parse.hpp"

namespace huice::compile {

using dmn::Boxed;
using dmn::BoxedEntry;
using dmn::BoxedKind;
using dmn::BoxedRef;
using program::no_index;
using program::Op;
using value::simple;
using value::TypeKind;
using value::TypeRef;
using value::Value;

namespace {

constexpr std::uint8_t only_booleans = 2;

Term null_term(BodyBuilder& here) {
  return {here.constant(Value::null(), simple(TypeKind::null)), simple(TypeKind::null), nullptr};
}

Term error_term(BodyBuilder& here) {
  return {here.constant(Value::error(), simple(TypeKind::any)), simple(TypeKind::any), nullptr};
}

TypeRef item_type(const Term& domain) {
  const bool holds_items =
      domain.type->kind == TypeKind::list || domain.type->kind == TypeKind::range;
  return holds_items && domain.type->element ? domain.type->element : simple(TypeKind::any);
}

}  // namespace

Term DmnBoxed::lower(Lowering& lowering, const Boxed& boxed) {
  Term term = plain(lowering, boxed);
  if (boxed.kind == BoxedKind::function) return term;
  return types_.coerce(lowering.here(), term, model_, boxed.type);
}

Term DmnBoxed::plain(Lowering& lowering, const Boxed& boxed) {
  switch (boxed.kind) {
    case BoxedKind::literal:
      return lowering.expression(boxed.literal);
    case BoxedKind::table:
      return table(lowering, boxed);
    case BoxedKind::context:
      return context(lowering, boxed);
    case BoxedKind::invocation:
      return invocation(lowering, boxed);
    case BoxedKind::relation:
    case BoxedKind::list:
      return list(lowering, boxed);
    case BoxedKind::function:
      return function(lowering, boxed);
    case BoxedKind::conditional:
      return conditional(lowering, boxed);
    case BoxedKind::filter:
      return filter(lowering, boxed);
    case BoxedKind::for_loop:
    case BoxedKind::some:
    case BoxedKind::every:
      return loop(lowering, boxed);
  }
  return error_term(lowering.here());
}

Term DmnBoxed::part(Lowering& lowering, const BoxedRef& boxed) {
  return boxed ? lower(lowering, *boxed) : null_term(lowering.here());
}

// Later entries see earlier ones; one without a name is the result of the whole.
Term DmnBoxed::context(Lowering& lowering, const Boxed& boxed) {
  const std::size_t before = lowering.bound();
  std::vector<std::uint32_t> cells;
  std::vector<std::pair<std::string, TypeRef>> fields;
  std::optional<Term> result;
  for (const BoxedEntry& entry : boxed.entries) {
    Term term = part(lowering, entry.value);
    term = types_.coerce(lowering.here(), term, model_, entry.variable.type);
    if (entry.variable.name.empty()) {
      result = term;
      break;
    }
    cells.push_back(term.cell);
    fields.emplace_back(entry.variable.name, term.type);
    lowering.bind(entry.variable.name, term);
  }
  lowering.unbind(before);
  if (result) return *result;
  const auto first = static_cast<std::uint32_t>(program_.strings.size());
  for (const auto& [name, type] : fields) program_.strings.push_back(name);
  const TypeRef type = value::context_of(std::move(fields));
  return {lowering.here().node(Op::context, cells, type, first), type, nullptr};
}

Term DmnBoxed::invocation(Lowering& lowering, const Boxed& boxed) {
  std::vector<std::uint32_t> operands{part(lowering, boxed.parts.front()).cell};
  for (const BoxedEntry& entry : boxed.entries) {
    const Term argument = part(lowering, entry.value);
    operands.push_back(types_.coerce(lowering.here(), argument, model_, entry.variable.type).cell);
  }
  std::uint32_t names = no_index;
  if (!boxed.entries.empty()) {
    names = static_cast<std::uint32_t>(program_.strings.size());
    for (const BoxedEntry& entry : boxed.entries) program_.strings.push_back(entry.variable.name);
  }
  const TypeRef any = simple(TypeKind::any);
  return {lowering.here().node(Op::call_value, operands, any, names), any, nullptr};
}

Term DmnBoxed::list(Lowering& lowering, const Boxed& boxed) {
  std::vector<std::uint32_t> cells;
  TypeRef element;
  for (const BoxedRef& item : boxed.parts) {
    const Term term = part(lowering, item);
    cells.push_back(term.cell);
    element = element ? value::common(element, term.type) : term.type;
  }
  const TypeRef type = value::list_of(element ? element : simple(TypeKind::any));
  return {lowering.here().node(Op::list, cells, type), type, nullptr};
}

Term DmnBoxed::function(Lowering& lowering, const Boxed& boxed) {
  std::vector<std::pair<std::string, TypeRef>> parameters;
  std::vector<TypeRef> types;
  for (const dmn::Variable& parameter : boxed.parameters) {
    types.push_back(types_.type(model_, parameter.type));
    parameters.emplace_back(parameter.name, types.back());
  }
  const auto [number, result] =
      lowering.body(parameters, [&](Lowering& inner) { return function_body(inner, boxed); });
  const TypeRef type = value::function_of(std::move(types), result);
  return {lowering.here().node(Op::function, {}, type, number), type, nullptr};
}

Term DmnBoxed::function_body(Lowering& lowering, const Boxed& function) {
  if (function.function != dmn::FunctionKind::feel) {
    const value::Builtin* builtin = dmn::external_function(function);
    if (builtin == nullptr) return error_term(lowering.here());
    std::vector<std::uint32_t> cells;
    for (const dmn::Variable& parameter : function.parameters)
      cells.push_back(lowering.local(parameter.name)->cell);
    program_.builtins.push_back(builtin);
    const TypeRef any = simple(TypeKind::any);
    return {lowering.here().node(Op::call_builtin, cells, any,
                                 static_cast<std::uint32_t>(program_.builtins.size() - 1)),
            any, nullptr};
  }
  Term result =
      function.parts.empty() ? null_term(lowering.here()) : part(lowering, function.parts.front());
  result = types_.coerce(lowering.here(), result, model_, function.type);
  for (const dmn::Variable& parameter : function.parameters) {
    const Term argument = *lowering.local(parameter.name);
    const auto passed = types_.passes(lowering.here(), argument.cell, model_, parameter.type);
    if (!passed) continue;
    const std::uint32_t wrong = error_term(lowering.here()).cell;
    result.cell = lowering.here().node(Op::select, {*passed, result.cell, wrong}, result.type);
  }
  return result;
}

// A condition that is no boolean makes the whole null; only the branch that is chosen runs.
Term DmnBoxed::conditional(Lowering& lowering, const Boxed& boxed) {
  const TypeRef boolean = simple(TypeKind::boolean);
  const Term condition = part(lowering, boxed.parts[0]);
  TypeRef type;
  const auto choice = [&](Lowering& inner) {
    const auto [then, then_type] =
        inner.body({}, [&](Lowering& branch) { return part(branch, boxed.parts[1]); });
    const auto [otherwise, else_type] =
        inner.body({}, [&](Lowering& branch) { return part(branch, boxed.parts[2]); });
    type = value::common(then_type, else_type);
    const Term chooser = *inner.local("if");
    return Term{inner.here().node(Op::lazy_select, {chooser.cell}, type, then, 0, otherwise), type,
                nullptr};
  };
  const std::size_t before = lowering.bound();
  lowering.bind("if", condition);
  const auto chosen = lowering.body({}, choice).first;
  lowering.unbind(before);
  const auto wrong =
      lowering.body({}, [](Lowering& inner) { return error_term(inner.here()); }).first;
  program_.types.push_back(boolean);
  const auto boolean_index = static_cast<std::uint32_t>(program_.types.size() - 1);
  const std::uint32_t is_boolean =
      lowering.here().node(Op::instance_of, {condition.cell}, boolean, boolean_index);
  return {lowering.here().node(Op::lazy_select, {is_boolean}, type, chosen, 0, wrong), type,
          nullptr};
}

Term DmnBoxed::filter(Lowering& lowering, const Boxed& boxed) {
  const Term source = part(lowering, boxed.parts[0]);
  const TypeRef item = source.type->kind == TypeKind::list ? item_type(source) : source.type;
  const auto match = lowering.body({{"item", item}}, [&](Lowering& inner) {
    inner.bind_item(*inner.local("item"));
    return part(inner, boxed.parts[1]);
  });
  const TypeRef type = value::list_of(item);
  return {lowering.here().node(Op::filter, {source.cell}, type, match.first, only_booleans), type,
          nullptr};
}

Term DmnBoxed::loop(Lowering& lowering, const Boxed& boxed) {
  Term domain;
  const auto values = lowering.body({}, [&](Lowering& inner) {
    domain = part(inner, boxed.parts[0]);
    return domain;
  });
  std::vector<std::pair<std::string, TypeRef>> arguments{{boxed.iterator, item_type(domain)}};
  const bool is_for = boxed.kind == BoxedKind::for_loop;
  if (is_for) arguments.emplace_back("partial", value::list_of(simple(TypeKind::any)));
  const auto [result, result_type] =
      lowering.body(arguments, [&](Lowering& inner) { return part(inner, boxed.parts[1]); });
  const TypeRef type = is_for ? value::list_of(result_type) : simple(TypeKind::boolean);
  const Op op = is_for ? Op::for_loop : boxed.kind == BoxedKind::some ? Op::some : Op::every;
  const std::uint8_t flag = is_for ? 1 : only_booleans;
  return {lowering.here().node(op, {values.first}, type, result, flag), type, nullptr};
}

}  // namespace huice::compile
