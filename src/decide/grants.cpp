#include "decide/grants.hpp"

#include <algorithm>

#include "value/compare.hpp"

namespace huice::deciding {

using program::no_index;
using value::Value;

namespace {

bool is_refused(Status status) {
  return status == Status::ineligible || status == Status::not_applicable ||
         status == Status::respected || status == Status::violated;
}

void normalise(std::vector<std::string>& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

std::vector<CitationInfo> cite(const pack::Model& model, const pack::Citations& citations) {
  std::vector<CitationInfo> infos;
  for (const pack::Citation& citation : citations) {
    const pack::SourceDocument& source = model.sources[citation.source];
    infos.push_back({source.key, {source.title.zh, source.title.en}, citation.locator});
  }
  return infos;
}

class Granting {
 public:
  Granting(const detail::DecisionState& state, exec::Machine& machine)
      : machine_(machine), program_(machine.program()), model_(*state.book.state().model) {}

  void fill_in(const compile::CompiledGrant& compiled, GrantOutcome& outcome) {
    outcome.unit = outcome.info->unit;
    outcome.per = outcome.info->per;
    if (compiled.amount == no_index) return;
    if (outcome.member) machine_.run(compiled.cone);
    take_words_of_terms(compiled, outcome);
    const Value& amount = machine_.cell(compiled.amount);
    if (amount.is_number()) {
      outcome.amount = amount.number();
    } else if (amount.is_unknown()) {
      if (const value::BoundsObject* bounds = amount.bounds()) {
        if (bounds->has_low) outcome.at_least = bounds->low;
        if (bounds->has_high) outcome.at_most = bounds->high;
      }
      name_what_is_missing(compiled, outcome);
    }
    for (const std::uint32_t cell : compiled.parameters) cite_value(cell, outcome);
    if (compiled.terms != no_index)
      outcome.if_terms_met = amount.is_number() && machine_.look_up_cell(compiled.terms).state ==
                                                       exec::Lookup::State::unset;
  }

 private:
  // What an office binds says itself in what unit and how often; that beats the pack's own words.
  void take_words_of_terms(const compile::CompiledGrant& compiled, GrantOutcome& outcome) const {
    if (compiled.terms == no_index) return;
    const exec::Lookup found = machine_.look_up_cell(compiled.amount);
    if (found.bound == nullptr) return;
    const pack::Binding& binding = binding_of(compiled.terms, *found.bound);
    const bool says_per = binding.unit.find('/') != std::string::npos;
    if (!binding.unit.empty()) outcome.unit = binding.unit;
    if (!binding.per.empty() || says_per) outcome.per = binding.per;
    outcome.note = {binding.note.zh, binding.note.en};
  }

  [[nodiscard]] const pack::Binding& binding_of(std::uint32_t cell,
                                                const program::BoundValue& bound) const {
    const std::uint32_t number = program_.household().nodes[cell].index;
    return model_.parameters[program_.parameters[number].declared].bindings[bound.binding];
  }

  void name_what_is_missing(const compile::CompiledGrant& compiled, GrantOutcome& outcome) const {
    for (const std::uint32_t input : compiled.inputs) {
      const Value& known = machine_.cell(program_.input_cells[input]);
      const bool is_place_only = program_.inputs[input].domain == program::Domain::code;
      if (!value::is_fully_known(known) && !is_place_only)
        outcome.missing_facts.push_back(program_.inputs[input].name);
    }
    for (const std::uint32_t cell : compiled.parameters) {
      const exec::Lookup found = machine_.look_up_cell(cell);
      const std::uint32_t place =
          program_.household().operands[program_.household().nodes[cell].first];
      if (found.state == exec::Lookup::State::unset)
        outcome.missing_parameters.push_back(
            program_.parameters[program_.household().nodes[cell].index].name);
      if (found.state == exec::Lookup::State::place_missing) {
        outcome.missing_facts.push_back(
            program_.inputs[program_.household().nodes[place].index].name);
      }
    }
    normalise(outcome.missing_facts);
    normalise(outcome.missing_parameters);
  }

  // The source of a parameter value that went into the amount.
  void cite_value(std::uint32_t cell, GrantOutcome& outcome) const {
    const exec::Lookup found = machine_.look_up_cell(cell);
    if (found.bound == nullptr) return;
    for (CitationInfo& one : cite(model_, binding_of(cell, *found.bound).source)) {
      if (std::find(outcome.source.begin(), outcome.source.end(), one) == outcome.source.end())
        outcome.source.push_back(std::move(one));
    }
  }

  exec::Machine& machine_;
  const program::Program& program_;
  const pack::Model& model_;
};

}  // namespace

std::vector<GrantOutcome> grants_of(const detail::DecisionState& state, exec::Machine& machine,
                                    std::span<const Verdict> members, std::uint32_t number,
                                    const Outcome& outcome) {
  std::vector<GrantOutcome> grants;
  const compile::CompiledRule& compiled = state.book.state().compiled.rules[number];
  if (is_refused(outcome.status) || compiled.grants.empty()) return grants;
  Granting granting(state, machine);
  const program::Rule& rule = machine.program().rules[number];
  const auto add_all = [&](std::optional<std::size_t> member) {
    for (std::size_t i = 0; i < compiled.grants.size(); ++i) {
      GrantOutcome& grant = grants.emplace_back();
      grant.info = &outcome.rule->grants[i];
      grant.member = member;
      granting.fill_in(compiled.grants[i], grant);
    }
  };
  if (rule.members_input == no_index) {
    grants.reserve(compiled.grants.size());
    add_all(std::nullopt);
    return grants;
  }
  const Value& all = machine.cell(machine.program().input_cells[rule.members_input]);
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (is_refused(members[i].status)) continue;
    enter_member(machine, rule, all.list().items[i]);
    add_all(i);
  }
  if (!grants.empty()) leave_member(machine, rule);
  return grants;
}

}  // namespace huice::deciding
