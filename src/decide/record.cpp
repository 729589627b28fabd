#include "decide/record.hpp"

#include <algorithm>

#include "compile/cone.hpp"
#include "compile/placeholders.hpp"
#include "decide/families.hpp"
#include "text/sha256.hpp"
#include "value/compare.hpp"
#include "value/text.hpp"

namespace huice::deciding {

using program::no_index;
using program::Op;
using value::Value;

namespace {

const program::Program& program_of(const detail::DecisionState& state) {
  return state.book.state().compiled.program;
}

// The fact behind an input: of the household, or a field of members.
const pack::Fact* fact_of(const detail::DecisionState& state, std::uint32_t input) {
  const auto& facts = state.book.state().model->facts;
  if (input < facts.size()) return &facts[input];
  const program::Input& declared = program_of(state).inputs[input];
  for (const pack::Fact& candidate : facts[declared.member_of].fields) {
    if (candidate.id == declared.field) return &candidate;
  }
  return nullptr;
}

bool is_health(const pack::Fact& fact) {
  return std::find(fact.sensitive.begin(), fact.sensitive.end(), "health") != fact.sensitive.end();
}

const pack::Parameter& parameter_of(const detail::DecisionState& state, std::uint32_t number) {
  return state.book.state().model->parameters[program_of(state).parameters[number].declared];
}

bool is_from_caller(const detail::DecisionState& state, std::uint32_t number) {
  return std::any_of(state.parameters.begin(), state.parameters.end(),
                     [&](const exec::CallerValue& value) { return value.parameter == number; });
}

Use use_of_parameter_value(const detail::DecisionState& state, std::uint32_t number,
                           const Value& value) {
  const pack::Parameter& parameter = parameter_of(state, number);
  Use use;
  use.parameter = true;
  use.id = parameter.id;
  use.label = {parameter.title.zh, parameter.title.en};
  use.value = show(state, value, nullptr, parameter.unit);
  use.from_caller = is_from_caller(state, number) && !value.is_unknown();
  return use;
}

const Value& cell(const detail::DecisionState& state, std::uint32_t index) {
  return state.cells[index];
}

LocalText value_in_text(const detail::DecisionState& state, std::uint32_t at) {
  const program::Node& node = program_of(state).household().nodes[at];
  const Value& value = cell(state, at);
  if (node.op == Op::parameter) {
    if (value.is_unknown()) return {"（尚未确定）", "(not yet set)"};
    return show(state, value, nullptr, parameter_of(state, node.index).unit);
  }
  if (value.is_unknown()) return {"（未知）", "(not known)"};
  if (node.op == Op::input) {
    const pack::Fact* fact = fact_of(state, node.index);
    if (fact != nullptr && is_health(*fact)) return {"（已记录）", "(on file)"};
    return show(state, value, fact,
                fact != nullptr ? std::string_view(fact->unit) : std::string_view());
  }
  return show(state, value, nullptr, {});
}

std::string substitute(std::string_view text, const std::string& name, std::string_view shown) {
  const std::string mark = "{" + name + "}";
  std::string out(text);
  for (std::size_t at = out.find(mark); at != std::string::npos;
       at = out.find(mark, at + shown.size())) {
    out.replace(at, mark.size(), shown);
  }
  return out;
}

}  // namespace

Use use_of_fact(const detail::DecisionState& state, std::uint32_t input) {
  const pack::Fact* fact = fact_of(state, input);
  const std::uint32_t at = program_of(state).input_cells[input];
  const Value& value = at == no_index ? state.facts[input] : cell(state, at);
  Use use;
  use.id = program_of(state).inputs[input].name;
  if (fact != nullptr) {
    use.label = {fact->label.zh, fact->label.en};
    use.value = is_health(*fact) && !value.is_unknown() ? LocalText{"（已记录）", "(on file)"}
                                                        : show(state, value, fact, fact->unit);
  }
  return use;
}

Use use_of_parameter(const detail::DecisionState& state, std::uint32_t parameter_cell) {
  const program::Node& node = program_of(state).household().nodes[parameter_cell];
  const Value& value = cell(state, parameter_cell);
  Use use = use_of_parameter_value(state, node.index, value);
  // Only terms can be bound and still be unknown.
  const program::Parameter& parameter = program_of(state).parameters[node.index];
  use.bound = !value.is_unknown() ||
              (parameter.is_terms && !parameter.values.empty() &&
               look_up_of(state, parameter_cell).state != exec::Lookup::State::unset);
  return use;
}

const exec::Lookup& look_up_of(const detail::DecisionState& state, std::uint32_t parameter_cell) {
  std::call_once(state.looked_up, [&state] {
    const program::Program& program = program_of(state);
    exec::Machine machine(program);
    machine.run({state.facts, state.as_of, state.jurisdiction, state.parameters});
    const auto& nodes = program.household().nodes;
    state.lookups.resize(nodes.size());
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
      if (nodes[i].op == Op::parameter) state.lookups[i] = machine.look_up_cell(i);
    }
  });
  return state.lookups[parameter_cell];
}

std::vector<LocalText> facts_awaited(const detail::DecisionState& state,
                                     std::uint32_t parameter_cell) {
  const program::Program& program = program_of(state);
  const exec::Lookup& found = look_up_of(state, parameter_cell);
  std::vector<std::uint32_t> roots;
  if (found.state == exec::Lookup::State::place_missing) {
    roots.push_back(program.household().operand(program.household().nodes[parameter_cell], 0));
  } else if (found.bound != nullptr && found.bound->body != no_index) {
    roots = program.bodies[found.bound->body].captures;
  }
  std::vector<LocalText> labels;
  for (const std::uint32_t at : compile::cone_of(program, program.household(), roots)) {
    const program::Node& node = program.household().nodes[at];
    if (node.op != Op::input || value::is_fully_known(cell(state, at))) continue;
    labels.push_back(use_of_fact(state, node.index).label);
  }
  return labels;
}

namespace {

// What a bound value came to: a test as some rule has evaluated it.
Value bound_value(const detail::DecisionState& state, std::uint32_t parameter,
                  const program::BoundValue& bound) {
  if (bound.body == no_index) return bound.constant;
  const auto& nodes = program_of(state).household().nodes;
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].op == Op::parameter && nodes[i].index == parameter) return cell(state, i);
  }
  return Value::unknown();
}

}  // namespace

Use use_of(const detail::DecisionState& state, std::string_view id) {
  const program::Program& program = program_of(state);
  for (std::uint32_t i = 0; i < program.inputs.size(); ++i) {
    if (program.inputs[i].name == id) return use_of_fact(state, i);
  }
  for (std::uint32_t i = 0; i < program.parameters.size(); ++i) {
    if (program.parameters[i].name != id) continue;
    exec::Machine machine(program);
    machine.run({state.facts, state.as_of, state.jurisdiction, state.parameters});
    const exec::Lookup found = machine.look_up(i);
    Value value = Value::unknown();
    if (found.caller != nullptr) value = found.caller->value;
    if (found.bound != nullptr) value = bound_value(state, i, *found.bound);
    Use use = use_of_parameter_value(state, i, value);
    use.bound = found.bound != nullptr || found.caller != nullptr;
    return use;
  }
  return {};
}

std::vector<std::string> supplied_places(const detail::DecisionState& state) {
  std::vector<std::string> codes;
  for (const std::uint32_t input : state.book.state().links.places) {
    if (state.facts[input].is_string()) codes.push_back(state.facts[input].string());
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

LocalText fill_in(const detail::DecisionState& state, const pack::Text& text,
                  const compile::CompiledRule& rule) {
  LocalText out{text.zh, text.en};
  for (const std::string& name : compile::placeholders(text.zh + text.en)) {
    const auto found = rule.placeholders.find(name);
    if (found == rule.placeholders.end()) continue;
    const LocalText shown = value_in_text(state, found->second);
    out.zh = substitute(out.zh, name, shown.zh);
    out.en = substitute(out.en, name, shown.en);
  }
  return out;
}

std::uint32_t find_rule(const detail::DecisionState& state, std::string_view id) {
  const auto& rules = program_of(state).rules;
  for (std::uint32_t i = 0; i < rules.size(); ++i) {
    if (rules[i].name == id) return i;
  }
  return no_index;
}

}  // namespace huice::deciding

namespace huice {

const Rulebook& Decision::rulebook() const noexcept { return state_->book; }
Date Decision::as_of() const noexcept { return state_->as_of; }
const std::string& Decision::jurisdiction() const noexcept { return state_->jurisdiction; }
std::span<const Outcome> Decision::entitlements() const noexcept { return state_->entitlements; }
std::span<const Outcome> Decision::prohibitions() const noexcept { return state_->prohibitions; }
std::span<const ServiceEntry> Decision::services() const noexcept {
  std::call_once(state_->listed, [this] { state_->services = deciding::list_services(*state_); });
  return state_->services;
}
std::span<const FamilyEntry> Decision::families() const noexcept {
  std::call_once(state_->summed_up,
                 [this] { state_->families = deciding::sum_up_families(*state_); });
  return state_->families;
}
const Diagnostics& Decision::warnings() const noexcept { return state_->warnings; }

const std::string& Decision::replay_hash() const noexcept {
  std::call_once(state_->hashed, [this] {
    const program::Program& program = state_->book.state().compiled.program;
    text::Sha256 hash;
    hash.add_field(state_->book.hash());
    hash.add_field(state_->as_of.to_string());
    hash.add_field(state_->jurisdiction);
    for (std::size_t i = 0; i < state_->facts.size(); ++i) {
      if (state_->facts[i].is_unknown()) continue;
      hash.add_field(program.inputs[i].name);
      hash.add_field(value::to_literal(state_->facts[i]));
    }
    for (const exec::CallerValue& parameter : state_->parameters) {
      hash.add_field(program.parameters[parameter.parameter].name);
      hash.add_field(parameter.area);
      hash.add_field(value::to_literal(parameter.value));
    }
    state_->replay_hash = hash.finish();
  });
  return state_->replay_hash;
}

std::span<const std::string> Decision::places() const noexcept {
  std::call_once(state_->placed, [this] { state_->places = deciding::supplied_places(*state_); });
  return state_->places;
}
Use Decision::look_up(std::string_view id) const { return deciding::use_of(*state_, id); }

const Outcome* Decision::find(std::string_view rule_id) const noexcept {
  for (const auto* list : {&state_->entitlements, &state_->prohibitions}) {
    const auto found = std::lower_bound(
        list->begin(), list->end(), rule_id,
        [](const Outcome& outcome, std::string_view id) { return outcome.rule->id < id; });
    if (found != list->end() && found->rule->id == rule_id) return &*found;
  }
  return nullptr;
}

Reason Decision::reasons(std::string_view rule_id) const {
  const std::uint32_t rule = deciding::find_rule(*state_, rule_id);
  return rule == program::no_index ? Reason{} : deciding::reasons_of(*state_, rule);
}

std::string_view name(Status status) noexcept {
  switch (status) {
    case Status::eligible:
      return "eligible";
    case Status::conditional:
      return "conditional";
    case Status::undetermined:
      return "undetermined";
    case Status::ineligible:
      return "ineligible";
    case Status::not_applicable:
      return "not_applicable";
    case Status::needs_review:
      return "needs_review";
    case Status::violated:
      return "violated";
    case Status::respected:
      break;
  }
  return "respected";
}

std::string_view name(FamilyOutcome outcome) noexcept {
  switch (outcome) {
    case FamilyOutcome::eligible:
      return "eligible";
    case FamilyOutcome::conditional:
      return "conditional";
    case FamilyOutcome::needs_review:
      return "needs_review";
    case FamilyOutcome::undetermined:
      return "undetermined";
    case FamilyOutcome::ineligible:
      return "ineligible";
    case FamilyOutcome::silent:
      break;
  }
  return "silent";
}

std::string_view name(Truth truth) noexcept {
  switch (truth) {
    case Truth::yes:
      return "true";
    case Truth::no:
      return "false";
    case Truth::unknown:
      return "unknown";
    case Truth::error:
      break;
  }
  return "error";
}

}  // namespace huice
