#include "decide/batch_row.hpp"

#include <algorithm>

#include "decide/case_state.hpp"

namespace huice::deciding {

using value::Value;

namespace {

void append_codes(const Reason& reason, const std::string& prefix,
                  std::vector<std::string>& codes) {
  for (const Reason& part : reason.parts) {
    if (!part.decisive) continue;
    const std::string code = prefix + part.id;
    if (part.parts.empty()) codes.push_back(code);
    append_codes(part, part.kind == "requires" ? code + "/" : prefix, codes);
  }
}

}  // namespace

bool is_refusal(Status status) noexcept {
  return status == Status::ineligible || status == Status::not_applicable ||
         status == Status::respected;
}

bool is_grant(Status status) noexcept {
  return status == Status::eligible || status == Status::conditional;
}

std::vector<std::string> decisive_codes(const Reason& root) {
  std::vector<std::string> codes;
  append_codes(root, "", codes);
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

std::optional<std::int64_t> scaled_amount(const Decimal& amount, int places) {
  const auto rounded = huice::round(amount, places, Rounding::half_even);
  const auto scaled = rounded ? rounded->to_scaled_int64(places) : std::nullopt;
  return scaled && is_amount(*scaled) ? scaled : std::nullopt;
}

void put_amount(OutcomeColumns& columns, std::size_t at, std::int64_t amount) noexcept {
  if (!columns.amount.empty()) columns.amount[at] = amount;
  if (!columns.amount128.empty())
    columns.amount128[at] = {static_cast<std::uint64_t>(amount), amount < 0 ? -1 : 0};
}

RowDecider::RowDecider(const BatchPlan& plan, SetTable& sets)
    : plan_(plan),
      sets_(sets),
      machine_(plan.program()),
      judge_(machine_, plan.state().links.applicant_kind, plan.options.decide.evaluations) {}

void RowDecider::take(std::vector<Value> facts) {
  facts_ = std::move(facts);
  decision_.reset();
  const auto& inputs = plan_.program().inputs;
  facts_.resize(inputs.size(), Value::unknown());
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (facts_[i].is_unknown()) facts_[i] = inputs[i].unknown.borrowed();
  }
  machine_.take({facts_, plan_.options.as_of, plan_.jurisdiction, plan_.parameters});
  machine_.run(plan_.cells);
}

template <class Named>
std::uint32_t RowDecider::set_of(const std::vector<std::uint32_t>& numbers,
                                 const std::vector<Named>& all) {
  if (numbers.empty()) return 0;
  std::vector<std::string> ids;
  for (const std::uint32_t number : numbers) ids.push_back(all[number].name);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return sets_.number_of(ids);
}

Answer RowDecider::answer(std::size_t output, const Verdict& verdict) {
  const PlannedOutput& planned = plan_.planned[output];
  Answer answer;
  const Status status = verdict.status;
  answer.status = static_cast<std::uint8_t>(status);
  if (plan_.outputs[output].missing_facts)
    answer.missing_facts = set_of(verdict.facts, plan_.program().inputs);
  if (plan_.outputs[output].missing_parameters)
    answer.missing_parameters = set_of(verdict.parameters, plan_.program().parameters);
  if (planned.grant != nullptr) fill_in_amount(output, answer);
  return answer;
}

void RowDecider::fill_in_amount(std::size_t output, Answer& answer) {
  const auto status = static_cast<Status>(answer.status);
  if (is_refusal(status)) {
    answer.amount_known = true;
    return;
  }
  if (!is_grant(status)) return;
  const compile::CompiledGrant& grant = *plan_.planned[output].grant;
  machine_.run(grant.cone);
  const Value& amount = machine_.cell(grant.amount);
  if (!amount.is_number()) return;
  const auto scaled = scaled_amount(amount.number(), plan_.outputs[output].places);
  answer.amount_known = scaled.has_value();
  answer.amount = scaled.value_or(0);
}

Answer RowDecider::of_household(std::size_t output) {
  const PlannedOutput& planned = plan_.planned[output];
  Answer found = answer(output, judge_.of(plan_.program().rules[planned.rule]));
  if (plan_.outputs[output].reasons) found.reasons = reasons(output);
  return found;
}

void RowDecider::of_members(std::size_t output, std::vector<Answer>& answers) {
  answers.clear();
  const PlannedOutput& planned = plan_.planned[output];
  const program::Rule& rule = plan_.program().rules[planned.rule];
  const std::vector<Verdict> verdicts = judge_.of_members(rule);
  const bool asks_again = planned.grant != nullptr;
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    if (asks_again) {
      const Value& members = facts_[rule.members_input];
      enter_member(machine_, rule, members.list().items[i]);
    }
    answers.push_back(answer(output, verdicts[i]));
  }
  if (!asks_again) return;
  leave_member(machine_, rule);
}

std::uint32_t RowDecider::reasons(std::size_t output) {
  if (!decision_) {
    Case applicant(plan_.book);
    detail::CaseState& state = applicant.state();
    state.as_of = plan_.options.as_of;
    state.jurisdiction = plan_.jurisdiction;
    for (std::size_t i = 0; i < state.facts.size(); ++i) state.facts[i] = facts_[i].owned();
    state.parameters = plan_.settings;
    auto decision = decide(plan_.book, applicant, plan_.options.decide);
    if (!decision) return 0;
    decision_.emplace(std::move(*decision));
  }
  return sets_.number_of(decisive_codes(decision_->reasons(plan_.outputs[output].rule)));
}

}  // namespace huice::deciding
