#include "compile/compiler.hpp"

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "compile/body_builder.hpp"
#include "compile/cone.hpp"
#include "compile/find_builtin.hpp"
#include "compile/lower.hpp"
#include "compile/pack_models.hpp"
#include "compile/parameter_value.hpp"
#include "compile/placeholders.hpp"
#include "feel/library.hpp"

namespace huice::compile {

using pack::FactType;
using program::Domain;
using program::no_index;
using program::Op;
using text::Code;
using value::simple;
using value::TypeKind;
using value::TypeRef;
using value::Value;

namespace {

TypeRef type_of(const pack::Fact& fact) {
  switch (fact.type) {
    case FactType::boolean:
      return simple(TypeKind::boolean);
    case FactType::integer:
    case FactType::number:
    case FactType::money:
      return simple(TypeKind::number);
    case FactType::date:
      return simple(TypeKind::date);
    case FactType::duration:
      return simple(TypeKind::months_duration);
    case FactType::enum_set:
      return value::list_of(simple(TypeKind::string));
    case FactType::members: {
      std::vector<std::pair<std::string, TypeRef>> fields;
      for (const pack::Fact& field : fact.fields) fields.emplace_back(field.id, type_of(field));
      return value::list_of(value::context_of(std::move(fields)));
    }
    case FactType::enumeration:
    case FactType::code:
    case FactType::text:
      break;
  }
  return simple(TypeKind::string);
}

Domain domain_of(FactType type) {
  switch (type) {
    case FactType::boolean:
      return Domain::boolean;
    case FactType::integer:
      return Domain::integer;
    case FactType::number:
      return Domain::number;
    case FactType::money:
      return Domain::money;
    case FactType::date:
      return Domain::date;
    case FactType::duration:
      return Domain::duration;
    case FactType::enumeration:
      return Domain::enumeration;
    case FactType::enum_set:
      return Domain::enum_set;
    case FactType::code:
      return Domain::code;
    case FactType::members:
      return Domain::members;
    case FactType::text:
      break;
  }
  return Domain::text;
}

Domain domain_of(pack::ValueType type) {
  switch (type) {
    case pack::ValueType::boolean:
      return Domain::boolean;
    case pack::ValueType::integer:
      return Domain::integer;
    case pack::ValueType::money:
      return Domain::money;
    case pack::ValueType::duration:
      return Domain::duration;
    case pack::ValueType::date:
      return Domain::date;
    case pack::ValueType::code:
      return Domain::code;
    case pack::ValueType::number:
      return Domain::number;
    case pack::ValueType::text:
    case pack::ValueType::any:
      break;
  }
  return Domain::text;
}

program::Input make_input(const pack::Fact& fact, std::string name, std::uint32_t member_of) {
  program::Input input;
  input.name = std::move(name);
  input.domain = domain_of(fact.type);
  input.type = type_of(fact);
  for (const pack::EnumValue& value : fact.values) input.values.push_back(Value::string(value.id));
  if (fact.low) input.low = Value(*fact.low);
  if (fact.high) input.high = Value(*fact.high);
  if (fact.first) input.low = Value(*fact.first);
  if (fact.last) input.high = Value(*fact.last);
  input.unknown = fact.low || fact.high ? Value::unknown_between(fact.low ? &*fact.low : nullptr,
                                                                 fact.high ? &*fact.high : nullptr)
                                        : Value::unknown();
  input.member_of = member_of;
  return input;
}

/// Compiles one model; also what names mean while it does.
class Compiler final : public Names {
 public:
  Compiler(const pack::Model& model, text::Report& report)
      : model_(model),
        report_(report),
        household_(compiled_.program, nullptr),
        lowering_(compiled_.program, household_, *this, {true, &find_builtin}, report),
        models_(compiled_.program, model, report) {
    compiled_.program.zones = feel::zone_rules();
    compiled_.program.bodies.emplace_back();  // body 0, filled in at the end
  }

  Compiled run() {
    declare_inputs();
    declare_parameters();
    for (std::size_t i = 0; i < model_.rules.size(); ++i)
      rule_numbers_.emplace(model_.rules[i].id, static_cast<std::uint32_t>(i));
    for (const pack::Definition& definition : model_.definitions)
      definition_index_.emplace(definition.id, &definition);
    for (const pack::Rule& rule : model_.rules) compile_rule(rule);
    for (const pack::Definition& definition : model_.definitions) {
      place_ = {};
      members_ = nullptr;
      static_cast<void>(resolve(definition.id));  // so that one that no rule uses is checked too
    }
    finish();
    compiled_.model_digests = models_.take_digests();
    compiled_.model_texts = models_.texts();
    return std::move(compiled_);
  }

  std::optional<Term> resolve(std::string_view name) override {
    if (name == "as_of") return Term{as_of(), simple(TypeKind::date), nullptr};
    if (members_ != nullptr) {
      for (std::size_t i = 0; i < members_->fields.size(); ++i) {
        if (members_->fields[i].id == name)
          return input(field_inputs_.at(members_->id) + static_cast<std::uint32_t>(i),
                       &members_->fields[i]);
      }
    }
    const auto fact = fact_index_.find(std::string(name));
    if (fact != fact_index_.end()) return input(fact->second, &model_.facts[fact->second]);
    const auto parameter = parameter_index_.find(std::string(name));
    if (parameter != parameter_index_.end()) {
      if (model_.parameters[parameter->second].kind == pack::ParameterKind::table)
        return std::nullopt;
      return parameter_term(parameter->second, {});
    }
    const auto definition = definition_index_.find(name);
    if (definition != definition_index_.end()) return define(*definition->second);
    return std::nullopt;
  }

  std::optional<std::size_t> callable(std::string_view name) override {
    const auto parameter = parameter_index_.find(std::string(name));
    if (parameter == parameter_index_.end()) return std::nullopt;
    const pack::Parameter& declared = model_.parameters[parameter->second];
    if (declared.kind != pack::ParameterKind::table) return std::nullopt;
    return declared.inputs.size();
  }

  std::optional<Term> call(std::string_view name,
                           const std::vector<std::uint32_t>& arguments) override {
    const auto parameter = parameter_index_.find(std::string(name));
    if (parameter == parameter_index_.end()) return std::nullopt;
    return parameter_term(parameter->second, arguments);
  }

  TypeRef type(std::string_view) override { return nullptr; }

  std::vector<std::string_view> names() override {
    std::vector<std::string_view> all{"as_of"};
    for (const pack::Fact& fact : model_.facts) all.emplace_back(fact.id);
    for (const pack::Parameter& parameter : model_.parameters) all.emplace_back(parameter.id);
    for (const pack::Definition& definition : model_.definitions) all.emplace_back(definition.id);
    for (const value::Builtin& builtin : value::core_builtins()) all.push_back(builtin.name);
    return all;
  }

 private:
  [[nodiscard]] program::Program& program() noexcept { return compiled_.program; }

  void declare_inputs() {
    for (std::size_t i = 0; i < model_.facts.size(); ++i) {
      fact_index_.emplace(model_.facts[i].id, static_cast<std::uint32_t>(i));
      program().inputs.push_back(make_input(model_.facts[i], model_.facts[i].id, no_index));
    }
    for (std::size_t i = 0; i < model_.facts.size(); ++i) {
      const pack::Fact& fact = model_.facts[i];
      if (fact.fields.empty()) continue;
      field_inputs_.emplace(fact.id, static_cast<std::uint32_t>(program().inputs.size()));
      for (const pack::Fact& field : fact.fields) {
        program().inputs[i].fields.push_back(static_cast<std::uint32_t>(program().inputs.size()));
        program::Input input =
            make_input(field, fact.id + "." + field.id, static_cast<std::uint32_t>(i));
        input.field = field.id;
        program().inputs.push_back(std::move(input));
      }
    }
    program().input_cells.assign(program().inputs.size(), no_index);
    const auto kind =
        fact_index_.find("applicant_kind");  // selects rules, whether or not a condition reads it
    if (kind != fact_index_.end()) static_cast<void>(input(kind->second, nullptr));
  }

  void declare_parameters() {
    for (std::size_t i = 0; i < model_.parameters.size(); ++i) {
      const pack::Parameter& declared = model_.parameters[i];
      parameter_index_.emplace(declared.id, static_cast<std::uint32_t>(i));
      program::Parameter parameter;
      parameter.name = declared.id;
      parameter.declared = static_cast<std::uint32_t>(i);
      parameter.is_set = declared.kind == pack::ParameterKind::set;
      parameter.is_terms = declared.kind == pack::ParameterKind::terms;
      parameter.is_table = declared.kind == pack::ParameterKind::table;
      parameter.domain = parameter.is_terms ? Domain::boolean : domain_of(declared.type);
      parameter.type = parameter.is_terms ? simple(TypeKind::boolean) : feel_type(declared.type);
      if (parameter.is_set) parameter.type = value::list_of(parameter.type);
      program().parameters.push_back(std::move(parameter));
    }
    // What terms are bound with as an amount is a parameter of its own, looked up the same way.
    for (std::size_t i = 0; i < model_.parameters.size(); ++i) {
      if (model_.parameters[i].kind != pack::ParameterKind::terms) continue;
      amount_parameters_.emplace(static_cast<std::uint32_t>(i),
                                 static_cast<std::uint32_t>(program().parameters.size()));
      program::Parameter amount;
      amount.name = model_.parameters[i].id;
      amount.declared = static_cast<std::uint32_t>(i);
      amount.domain = Domain::money;
      amount.type = simple(TypeKind::number);
      program().parameters.push_back(std::move(amount));
    }
    parameter_state_.assign(model_.parameters.size(), State::untouched);
  }

  std::uint32_t as_of() {
    program().as_of_cell = household_.node(Op::as_of, {}, simple(TypeKind::date));
    return program().as_of_cell;
  }

  Term input(std::uint32_t number, const pack::Fact* fact) {
    const TypeRef type = program().inputs[number].type;
    const std::uint32_t cell = household_.node(Op::input, {}, type, number);
    program().input_cells[number] = cell;
    return {cell, type, fact};
  }

  Term parameter_term(std::uint32_t number, const std::vector<std::uint32_t>& arguments) {
    if (number < model_.parameters.size()) compile_bindings(number);
    std::uint32_t place = no_index;
    std::uint32_t area = no_index;
    if (!place_.empty()) {
      place = input(fact_index_.at(place_), nullptr).cell;
      area = string_index(program(), area_);
    }
    std::vector<std::uint32_t> operands{place};
    operands.insert(operands.end(), arguments.begin(), arguments.end());
    const TypeRef type = program().parameters[number].type;
    const Op op = arguments.empty() ? Op::parameter : Op::parameter_call;
    return {household_.node(op, operands, type, number, 0, area), type, nullptr};
  }

  // --- parameter values ---

  enum class State : std::uint8_t { untouched, running, done };

  void compile_bindings(std::uint32_t number) {
    if (parameter_state_[number] != State::untouched)
      return;  // a value that reads its own parameter sees it unset
    parameter_state_[number] = State::running;
    const pack::Parameter& declared = model_.parameters[number];
    std::vector<program::BoundValue> values;
    std::vector<program::BoundValue> amounts;
    const std::string place = place_;
    const pack::Fact* members = members_;
    place_.clear();
    members_ = nullptr;
    for (std::size_t i = 0; i < declared.bindings.size(); ++i) {
      const pack::Binding& binding = declared.bindings[i];
      program::BoundValue value;
      value.from = binding.from;
      value.has_to = binding.to.has_value();
      if (binding.to) value.to = *binding.to;
      value.area = binding.area;
      value.binding = static_cast<std::uint32_t>(i);
      if (binding.amount) amounts.push_back(bind_amount(*binding.amount, value));
      if (declared.kind == pack::ParameterKind::terms && !binding.test)
        continue;  // an amount alone leaves the terms open
      bind(declared, binding, value);
      values.push_back(std::move(value));
    }
    if (!amounts.empty())
      program().parameters[amount_parameters_.at(number)].values = std::move(amounts);
    place_ = place;
    members_ = members;
    program().parameters[number].values = std::move(values);
    parameter_state_[number] = State::done;
  }

  program::BoundValue bind_amount(const pack::Expression& amount, program::BoundValue value) {
    if (auto read = read_plain(pack::ValueType::number, amount.text.text())) {
      value.constant = std::move(*read);
      return value;
    }
    const auto [body, type] = household_body(amount);
    if (type->kind != TypeKind::number && type->kind != TypeKind::any) {
      report_.error(Code::feel_type, amount.text.whole(),
                    "an amount is a number; this is " + value::name(*type));
    }
    value.body = body;
    return value;
  }

  void bind(const pack::Parameter& declared, const pack::Binding& binding,
            program::BoundValue& value) {
    switch (declared.kind) {
      case pack::ParameterKind::value:
        if (!binding.values.empty())
          value.constant = plain(declared, binding.values.front(), value);
        return;
      case pack::ParameterKind::set: {
        std::vector<Value> items;
        program::BoundValue item;
        for (const pack::Expression& expression : binding.values)
          items.push_back(plain(declared, expression, item));
        value.constant = value::make_list(std::move(items));
        return;
      }
      case pack::ParameterKind::terms:
        value.body = household_body(*binding.test).first;
        return;
      case pack::ParameterKind::table: {
        if (!binding.table) return;
        std::vector<std::pair<std::string, TypeRef>> arguments;
        for (const pack::TableParameterInput& in : declared.inputs)
          arguments.emplace_back(in.name, feel_type(in.type));
        value.body = own_body(arguments, [&](Lowering& lowering) {
                       return table_with(lowering, *binding.table);
                     }).first;
        return;
      }
    }
  }

  // A body directly below the household's, whatever is being lowered at the moment.
  std::pair<std::uint32_t, TypeRef> own_body(
      const std::vector<std::pair<std::string, TypeRef>>& arguments,
      const std::function<Term(Lowering&)>& make) {
    Lowering lowering(program(), household_, *this, {true, &find_builtin}, report_);
    return lowering.body(arguments, make);
  }

  // A body that hands on what the household's cells come to, so that these can be looked into.
  std::pair<std::uint32_t, TypeRef> household_body(const pack::Expression& expression) {
    Lowering lowering(program(), household_, *this, {true, &find_builtin}, report_);
    const Term term = lowering.expression(expression);
    return own_body({}, [&](Lowering& inner) { return inner.reach(term); });
  }

  Value plain(const pack::Parameter& declared, const pack::Expression& expression,
              program::BoundValue& value) {
    const std::string& written = expression.text.text();
    if (auto read = read_plain(declared.type, written)) return std::move(*read);
    if (expression.syntax == nullptr) {
      report_.error(Code::binding_type, expression.text.whole(),
                    "`" + written + "` is no value of `" + declared.id + "`");
      return Value::error();
    }
    const auto [body, type] = household_body(expression);
    if (!value::conforms(*type, *feel_type(declared.type))) {
      report_.error(Code::binding_type, expression.text.whole(),
                    "`" + declared.id + "` is a " + value::name(*feel_type(declared.type)) +
                        ", this is a " + value::name(*type));
    }
    value.body = body;
    return Value::null();
  }

  // --- definitions ---

  std::optional<Term> define(const pack::Definition& definition) {
    const std::string key = definition.id + '\n' + place_ + '\n' + area_;
    const auto found = defined_.find(key);
    if (found != defined_.end()) return found->second;
    defined_.emplace(key, Term{household_.constant(Value::error(), simple(TypeKind::any)),
                               simple(TypeKind::any), nullptr});
    // A definition is a household-level matter wherever it is used.
    Lowering lowering(program(), household_, *this, {true, &find_builtin}, report_);
    Term term = definition.table      ? table_with(lowering, *definition.table)
                : definition.decision ? models_.decide(lowering, definition)
                                      : lowering.expression(definition.value);
    defined_[key] = term;
    return term;
  }

  Term table_with(Lowering& lowering, const pack::DecisionTable& source) {
    BodyBuilder& here = lowering.here();
    const TypeRef boolean = simple(TypeKind::boolean);
    std::vector<Term> inputs;
    for (const pack::TableInput& input : source.inputs)
      inputs.push_back(lowering.expression(input.value));

    program::Table table;
    table.hit = static_cast<program::HitPolicy>(source.hit);
    table.aggregate = static_cast<program::Aggregate>(source.aggregate);
    table.rows = static_cast<std::uint32_t>(source.rows.size());
    for (const pack::TableOutput& output : source.outputs) {
      program::TableOutput compiled;
      compiled.name = output.name;
      for (const pack::Expression& value : output.values) {
        const Term term = lowering.expression(value);
        if (here.at(term.cell).op == Op::constant)
          compiled.values.push_back(program().constants[here.at(term.cell).index]);
      }
      if (output.default_value)
        compiled.default_cell = lowering.expression(*output.default_value).cell;
      table.outputs.push_back(std::move(compiled));
    }

    std::vector<std::uint32_t> operands;
    TypeRef result;
    for (const pack::TableRow& row : source.rows) {
      std::vector<std::uint32_t> matches;
      for (std::size_t i = 0; i < row.when.size() && i < inputs.size(); ++i)
        matches.push_back(lowering.unary_tests(row.when[i], inputs[i]));
      operands.push_back(matches.size() == 1 ? matches.front()
                                             : here.node(Op::all_of, matches, boolean));
      for (const pack::Expression& output : row.then) {
        const Term term = lowering.expression(output);
        operands.push_back(term.cell);
        result = result ? value::common(result, term.type) : term.type;
      }
    }
    TypeRef type = source.outputs.size() == 1 && result ? result : simple(TypeKind::any);
    const bool many =
        source.hit == pack::HitPolicy::rule_order || source.hit == pack::HitPolicy::output_order ||
        (source.hit == pack::HitPolicy::collect && source.aggregate == pack::Aggregate::none);
    if (many) type = value::list_of(type);
    program().tables.push_back(std::move(table));
    const std::uint32_t cell = here.node(Op::table, operands, type,
                                         static_cast<std::uint32_t>(program().tables.size() - 1));
    return {cell, type, nullptr};
  }

  // --- rules ---

  std::uint32_t truth(const pack::Expression& expression) {
    const Term term = lowering_.expression(expression);
    if (term.type->kind != TypeKind::boolean && term.type->kind != TypeKind::any) {
      report_.error(Code::feel_not_boolean, expression.text.whole(),
                    "a condition must be true or false; this is " + value::name(*term.type));
    }
    return term.cell;
  }

  CompiledCondition condition(const pack::Condition& source) {
    CompiledCondition compiled;
    compiled.condition = &source;
    const TypeRef boolean = simple(TypeKind::boolean);
    if (source.kind == pack::Condition::Kind::test) {
      compiled.cell = truth(source.test);
    } else {
      std::vector<std::uint32_t> cells;
      for (const pack::Condition& part : source.parts) {
        compiled.parts.push_back(condition(part));
        cells.push_back(compiled.parts.back().cell);
      }
      const Op op = source.kind == pack::Condition::Kind::all   ? Op::all_of
                    : source.kind == pack::Condition::Kind::any ? Op::any_of
                                                                : Op::negation;
      compiled.cell = household_.node(op, cells, boolean);
    }
    note_placeholders(source.text);
    return compiled;
  }

  void note_placeholders(const pack::Text& text) {
    for (const std::string& name : placeholders(text.zh + text.en)) {
      if (const auto term = resolve(name))
        compiled_.rules.back().placeholders.emplace(name, term->cell);
    }
  }

  void compile_rule(const pack::Rule& source) {
    compiled_.rules.emplace_back();
    CompiledRule& compiled = compiled_.rules.back();
    compiled.rule = &source;
    place_ = source.place_fact;
    area_ = source.area;
    members_ = nullptr;
    program::Rule rule;
    rule.name = source.id;
    rule.prohibition = source.prohibition;
    rule.area = source.area;
    rule.beneficiaries = source.beneficiaries;
    if (!place_.empty()) {
      rule.place_input = fact_index_.at(place_);
      static_cast<void>(input(rule.place_input, nullptr));
    }
    if (!source.for_members.empty()) {
      const std::uint32_t number = fact_index_.at(source.for_members);
      rule.members_input = number;
      static_cast<void>(input(number, nullptr));
      members_ = &model_.facts[number];
    }
    if (source.applies) {
      rule.applies = truth(*source.applies);
      compiled.applies.cell = rule.applies;
    } else {
      compiled.applies.cell = no_index;
    }
    if (source.when) {
      compiled.has_condition = true;
      compiled.when = condition(*source.when);
      rule.when = compiled.when.cell;
    }
    compile_exceptions(source, compiled, rule);
    for (const std::string& id : source.requires_ids)
      rule.requires_rules.push_back(rule_numbers_.at(id));
    for (const std::string& id : source.needs)
      rule.needs.push_back(parameter_term(parameter_index_.at(id), {}).cell);
    if (source.review && source.review->when.present()) {
      rule.review = truth(source.review->when);
      rule.review_decides = !source.review->prefer;
    }
    compile_grants(source, compiled);
    note_placeholders(source.title);
    program().rules.push_back(std::move(rule));
  }

  void compile_exceptions(const pack::Rule& source, CompiledRule& compiled, program::Rule& rule) {
    std::vector<std::vector<bool>> beats(source.exceptions.size(),
                                         std::vector<bool>(source.exceptions.size(), false));
    for (std::size_t i = 0; i < source.exceptions.size(); ++i) {
      for (std::size_t j = 0; j < source.exceptions.size(); ++j) {
        const auto& overrides = source.exceptions[i].overrides;
        beats[i][j] = std::find(overrides.begin(), overrides.end(), source.exceptions[j].id) !=
                      overrides.end();
      }
    }
    for (std::size_t k = 0; k < beats.size(); ++k) {
      for (std::size_t i = 0; i < beats.size(); ++i) {
        for (std::size_t j = 0; j < beats.size(); ++j)
          beats[i][j] = beats[i][j] || (beats[i][k] && beats[k][j]);
      }
    }
    for (std::size_t i = 0; i < source.exceptions.size(); ++i) {
      const pack::Exception& exception = source.exceptions[i];
      compiled.exceptions.push_back({&exception, condition(exception.when)});
      note_placeholders(exception.text);
      program::Exception lowered;
      lowered.when = compiled.exceptions.back().when.cell;
      lowered.gives = static_cast<program::ExceptionResult>(exception.gives);
      for (std::size_t j = 0; j < beats.size(); ++j) {
        if (beats[i][j] && i != j) lowered.overrides.push_back(static_cast<std::uint32_t>(j));
      }
      rule.exceptions.push_back(std::move(lowered));
    }
  }

  void compile_grants(const pack::Rule& source, CompiledRule& compiled) {
    for (const pack::Grant& grant : source.grants) {
      CompiledGrant result;
      result.grant = &grant;
      if (grant.amount) {
        const Term amount = lowering_.expression(*grant.amount);
        if (amount.type->kind != TypeKind::number && amount.type->kind != TypeKind::any) {
          report_.error(Code::feel_type, grant.amount->text.whole(),
                        "an amount is a number; this is " + value::name(*amount.type));
        }
        result.amount = amount.cell;
      }
      if (!grant.amount_from.empty()) {
        const std::uint32_t terms = parameter_index_.at(grant.amount_from);
        result.terms = parameter_term(terms, {}).cell;
        result.amount = parameter_term(amount_parameters_.at(terms), {}).cell;
      }
      note_placeholders(grant.of);
      compiled.grants.push_back(std::move(result));
    }
  }

  // --- the end ---

  void finish() {
    for (std::uint32_t i = 0; i < model_.parameters.size(); ++i) {
      place_.clear();
      members_ = nullptr;
      compile_bindings(i);
    }
    program::Program& p = program();
    for (std::size_t i = 0; i < p.rules.size(); ++i) {
      std::vector<bool> seen(p.rules.size(), false);
      std::vector<std::uint32_t> roots;
      collect_roots(static_cast<std::uint32_t>(i), seen, roots);
      p.rules[i].cone = cone_of(p, household_.body(), roots);
      link(p.rules[i], compiled_.rules[i]);
    }
    for (CompiledRule& rule : compiled_.rules) {
      link(rule.when);
      if (rule.applies.cell != no_index) link(rule.applies);
      for (CompiledException& exception : rule.exceptions) link(exception.when);
      for (CompiledGrant& grant : rule.grants) {
        if (grant.amount == no_index) continue;
        grant.cone = cone_of(p, household_.body(), {grant.amount});
        read(grant.cone, grant.inputs, grant.parameters);
        const auto is_input = [&](std::uint32_t cell) {
          return household_.at(cell).op == Op::input;
        };
        grant.cone.erase(std::remove_if(grant.cone.begin(), grant.cone.end(), is_input),
                         grant.cone.end());
      }
    }
    p.bodies[0] = std::move(household_.body());
  }

  void collect_roots(std::uint32_t number, std::vector<bool>& seen,
                     std::vector<std::uint32_t>& roots) {
    if (seen[number]) return;
    seen[number] = true;
    const program::Rule& rule = program().rules[number];
    if (rule.place_input != no_index) roots.push_back(program().input_cells[rule.place_input]);
    if (rule.members_input != no_index) roots.push_back(program().input_cells[rule.members_input]);
    roots.push_back(rule.applies);
    roots.push_back(rule.when);
    for (const program::Exception& exception : rule.exceptions) roots.push_back(exception.when);
    roots.insert(roots.end(), rule.needs.begin(), rule.needs.end());
    if (rule.review_decides) roots.push_back(rule.review);
    for (const std::uint32_t required : rule.requires_rules) collect_roots(required, seen, roots);
  }

  // Inputs and parameter cells among the cells.
  void read(const std::vector<std::uint32_t>& cone, std::vector<std::uint32_t>& inputs,
            std::vector<std::uint32_t>& parameters) {
    for (const std::uint32_t cell : cone) {
      const program::Node& node = household_.at(cell);
      if (node.op == Op::input) inputs.push_back(node.index);
      if (node.op == Op::parameter || node.op == Op::parameter_call) parameters.push_back(cell);
    }
    std::sort(inputs.begin(), inputs.end());
  }

  void link(program::Rule& rule, CompiledRule& compiled) {
    std::vector<std::uint32_t> cells;
    read(rule.cone, compiled.inputs, cells);
    for (const std::uint32_t cell : cells) {
      const std::uint32_t number = household_.at(cell).index;
      compiled.parameters.push_back(number);
    }
    std::sort(compiled.parameters.begin(), compiled.parameters.end());
    compiled.parameters.erase(std::unique(compiled.parameters.begin(), compiled.parameters.end()),
                              compiled.parameters.end());
    find_dated(rule);
    find_member_cells(rule);
  }

  [[nodiscard]] bool is_dated_source(std::uint32_t cell) const {
    const program::Node& node = household_.at(cell);
    if (node.op == Op::as_of) return true;
    const bool parameter = node.op == Op::parameter || node.op == Op::parameter_call;
    if (parameter) return !compiled_.program.parameters[node.index].values.empty();
    return node.op == Op::call_builtin && compiled_.program.builtins[node.index]->name == "now";
  }

  // May a cell that depends on as_of stand between it and a comparison without changing its
  // direction back and forth?
  [[nodiscard]] bool keeps_direction(std::uint32_t cell) const {
    switch (household_.at(cell).op) {
      case Op::as_of:
      case Op::add:
      case Op::subtract:
      case Op::parameter:
      case Op::equal:
      case Op::not_equal:
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal:
      case Op::all_of:
      case Op::any_of:
      case Op::conjunction:
      case Op::disjunction:
      case Op::negation:
        return true;
      default:
        return false;
    }
  }

  void find_dated(program::Rule& rule) {
    std::vector<bool> dated(household_.body().nodes.size(), false);
    for (const std::uint32_t cell : rule.cone) {
      std::vector<std::uint32_t> below;
      append_dependencies(program(), household_.body(), cell, below);
      const bool inherits =
          std::any_of(below.begin(), below.end(), [&](std::uint32_t d) { return dated[d]; });
      dated[cell] = inherits || is_dated_source(cell);
      if (!dated[cell]) continue;
      rule.dated.push_back(cell);
      rule.monotone_in_as_of = rule.monotone_in_as_of && keeps_direction(cell);
    }
    rule.reads_as_of = !rule.dated.empty();
  }

  void find_member_cells(program::Rule& rule) {
    if (rule.members_input == no_index) return;
    std::vector<bool> member(household_.body().nodes.size(), false);
    for (const std::uint32_t cell : rule.cone) {
      std::vector<std::uint32_t> below;
      append_dependencies(program(), household_.body(), cell, below);
      const program::Node& node = household_.at(cell);
      const bool field = node.op == Op::input && program().inputs[node.index].member_of != no_index;
      member[cell] = field || std::any_of(below.begin(), below.end(),
                                          [&](std::uint32_t d) { return member[d]; });
      if (member[cell] && !field) rule.member_cells.push_back(cell);
    }
  }

  void link(CompiledCondition& condition) {
    read(cone_of(program(), household_.body(), {condition.cell}), condition.inputs,
         condition.parameters);
    for (CompiledCondition& part : condition.parts) link(part);
  }

  const pack::Model& model_;
  text::Report& report_;
  Compiled compiled_;
  BodyBuilder household_;
  Lowering lowering_;
  PackModels models_;
  std::string place_;                    // the connecting fact of the rule at hand
  std::string area_;                     // and its document's area
  const pack::Fact* members_ = nullptr;  // `for: members` of the rule at hand
  std::unordered_map<std::string, std::uint32_t> fact_index_, parameter_index_, field_inputs_,
      rule_numbers_;
  std::unordered_map<std::string_view, const pack::Definition*> definition_index_;
  std::unordered_map<std::string, Term> defined_;
  std::vector<State> parameter_state_;
  std::unordered_map<std::uint32_t, std::uint32_t> amount_parameters_;  // terms -> their amount
};

}  // namespace

Compiled compile(const pack::Model& model, text::Report& report) {
  return Compiler(model, report).run();
}

}  // namespace huice::compile
