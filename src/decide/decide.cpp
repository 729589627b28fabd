// decide(): from a case to a decision.
#include <algorithm>
#include <utility>

#include "compile/parameter_value.hpp"
#include "decide/case_dates.hpp"
#include "decide/case_state.hpp"
#include "decide/decision_state.hpp"
#include "decide/earliest.hpp"
#include "decide/grants.hpp"
#include "decide/judge.hpp"
#include "decide/record.hpp"
#include "text/report.hpp"

namespace huice {

namespace {

using deciding::Judge;
using deciding::Verdict;
using program::no_index;

/// Decides one case; lives no longer than that.
class Deciding {
 public:
  Deciding(const Rulebook& book, const detail::CaseState& applicant, const DecideOptions& options)
      : rulebook_(book.state()),
        program_(rulebook_.compiled.program),
        options_(options),
        machine_(program_),
        state_(std::make_shared<detail::DecisionState>(book)),
        judge_(machine_, rulebook_.links.applicant_kind, options.evaluations) {
    state_->as_of = *applicant.as_of;
    state_->jurisdiction = applicant.jurisdiction;
    state_->facts.reserve(program_.inputs.size());
    state_->facts.assign(applicant.facts.begin(), applicant.facts.end());
    state_->facts.resize(program_.inputs.size(), value::Value::unknown());
    for (std::size_t i = 0; i < program_.inputs.size(); ++i) {
      if (state_->facts[i].is_unknown()) state_->facts[i] = program_.inputs[i].unknown.borrowed();
    }
    state_->entitlements.reserve(rulebook_.catalogue.entitlements.size());
    state_->prohibitions.reserve(rulebook_.catalogue.prohibitions.size());
    for (const ParameterSetting& setting : applicant.parameters) add(setting);
    for (const Diagnostic& problem : applicant.problems) {
      if (problem.severity == Severity::warning) state_->warnings.push_back(problem);
    }
    for (Diagnostic& warning : deciding::warn_of_future_dates(applicant))
      state_->warnings.push_back(std::move(warning));
  }

  std::shared_ptr<const detail::DecisionState> run() {
    machine_.run({state_->facts, state_->as_of, state_->jurisdiction, state_->parameters});
    // The rules of a program are sorted by id, and so are the outcomes.
    for (std::uint32_t i = 0; i < program_.rules.size(); ++i) decide_rule(i);
    state_->cells = machine_.take_cells();
    return state_;
  }

 private:
  void add(const ParameterSetting& setting) {
    const auto& parameters = rulebook_.model->parameters;
    for (std::uint32_t i = 0; i < parameters.size(); ++i) {
      if (parameters[i].id != setting.id) continue;
      if (auto value = compile::read_setting(parameters[i], setting.text)) {
        state_->parameters.push_back({i, setting.area, std::move(*value)});
      }
    }
  }

  void decide_rule(std::uint32_t number) {
    const program::Rule& rule = program_.rules[number];
    std::vector<Verdict> members;
    const Verdict verdict = judge_.of(rule, &members);
    const compile::RuleLink& link = rulebook_.links.rules[number];
    auto& outcomes = rule.prohibition ? state_->prohibitions : state_->entitlements;
    Outcome& outcome = outcomes.emplace_back();
    outcome.rule = link.info;
    outcome.status = verdict.status;
    outcome.force = compile::force_of_document(*rulebook_.model, link.document, state_->as_of);
    outcome.missing_facts = names(verdict.facts, program_.inputs);
    outcome.missing_parameters = names(verdict.parameters, program_.parameters);
    outcome.unsettled_facts = names(verdict.unsettled, program_.inputs);
    mark_review(number, outcome);
    if (outcome.status == Status::ineligible && options_.earliest)
      outcome.earliest = deciding::earliest(machine_, judge_, rule);
    outcome.grants = deciding::grants_of(*state_, machine_, members, number, outcome);
  }

  // Another admissible reading could differ.
  void mark_review(std::uint32_t number, Outcome& outcome) {
    const program::Rule& rule = program_.rules[number];
    if (rule.review == no_index || !machine_.cell(rule.review).is_true()) return;
    if (outcome.status == Status::not_applicable) return;
    outcome.review = &*outcome.rule->review;
  }

  // Sorted, each once.
  template <class Named>
  static std::vector<std::string> names(const std::vector<std::uint32_t>& numbers,
                                        const std::vector<Named>& all) {
    std::vector<std::string> found;
    if (numbers.empty()) return found;
    found.reserve(numbers.size());
    for (const std::uint32_t number : numbers) found.push_back(all[number].name);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  const detail::RulebookState& rulebook_;
  const program::Program& program_;
  const DecideOptions& options_;
  exec::Machine machine_;
  std::shared_ptr<detail::DecisionState> state_;
  Judge judge_;
};

Diagnostic no_date() {
  Diagnostic problem;
  problem.code = text::info(text::Code::case_no_date).id;
  problem.message = "the case has no as_of date, and huice never reads the clock";
  problem.hint = "give `as_of`, e.g. \"2026-03-10\"";
  return problem;
}

}  // namespace

Result<Decision> decide(const Rulebook& book, const Case& applicant, const DecideOptions& options) {
  const detail::CaseState& state = applicant.state();
  Diagnostics errors;
  for (const Diagnostic& problem : state.problems) {
    if (problem.severity == Severity::error) errors.push_back(problem);
  }
  if (!state.as_of) errors.push_back(no_date());
  if (!errors.empty()) return errors;
  return Decision(Deciding(book, state, options).run());
}

}  // namespace huice
