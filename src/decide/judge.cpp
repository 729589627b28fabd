#include "decide/judge.hpp"

#include <algorithm>

namespace huice::deciding {

using program::no_index;
using program::Rule;
using value::Value;

namespace {

// Best first; the contract's order for families.
int rank(Status status) {
  switch (status) {
    case Status::eligible:
    case Status::violated:
      return 0;
    case Status::conditional:
      return 1;
    case Status::needs_review:
      return 2;
    case Status::undetermined:
      return 3;
    case Status::ineligible:
    case Status::respected:
      return 4;
    case Status::not_applicable:
      break;
  }
  return 5;
}

Status negative(const Rule& rule) {
  return rule.prohibition ? Status::respected : Status::ineligible;
}
Status positive(const Rule& rule) { return rule.prohibition ? Status::violated : Status::eligible; }

/// The facts of a member, looked up one after the other: mostly in the order they stand in.
class Fields {
 public:
  explicit Fields(const Value& member)
      : context_(member.is_context() ? &member.context() : nullptr) {}

  [[nodiscard]] const Value* find(const std::string& name) {
    if (context_ == nullptr) return nullptr;
    const auto& entries = context_->entries;
    if (next_ < entries.size() && entries[next_].first == name) return &entries[next_++].second;
    return context_->find(name);
  }

 private:
  const value::ContextObject* context_;
  std::size_t next_ = 0;
};

void sort_unique(std::vector<std::uint32_t>& numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

}  // namespace

Verdict Judge::of(const Rule& rule, std::vector<Verdict>* found) {
  if (rule.members_input == no_index) return of_one(rule);
  const Value& members = machine_.cell(machine_.program().input_cells[rule.members_input]);
  if (members.is_unknown()) {
    Verdict verdict = of_one(rule);
    const bool open = verdict.status != negative(rule) && verdict.status != Status::not_applicable;
    if (!open) return verdict;
    verdict.status = Status::undetermined;
    verdict.facts.assign(1, rule.members_input);
    return verdict;
  }
  std::vector<Verdict> verdicts = of_members(rule);
  if (verdicts.empty()) {
    const Outcomes possible = standing_.of(rule);
    return {possible == Outcomes(Leaf::not_applicable) ? Status::not_applicable : negative(rule),
            {},
            {},
            {}};
  }
  Verdict best = *std::min_element(
      verdicts.begin(), verdicts.end(),
      [](const Verdict& a, const Verdict& b) { return rank(a.status) < rank(b.status); });
  if (found != nullptr) *found = std::move(verdicts);
  return best;
}

std::vector<Verdict> Judge::of_members(const Rule& rule) {
  std::vector<Verdict> verdicts;
  const Value members = machine_.cell(machine_.program().input_cells[rule.members_input]);
  if (!members.is_list()) return verdicts;
  for (const Value& member : members.list().items) {
    enter_member(machine_, rule, member);
    verdicts.push_back(of_one(rule));
  }
  leave_member(machine_, rule);
  return verdicts;
}

Verdict Judge::of_one(const Rule& rule) {
  Verdict verdict;
  Outcomes outcomes = standing_.of(rule);
  std::vector<Variable> matter;
  if (!outcomes.decided()) {
    const Completions completions =
        complete(machine_, standing_, rule, residual_of(machine_, standing_, rule), budget_);
    outcomes = completions.outcomes;
    matter = completions.matter;
    for (const Variable& variable : completions.unsettled) {
      if (variable.kind == Variable::Kind::input) verdict.unsettled.push_back(variable.number);
    }
  }
  const bool can_succeed = outcomes.has(Leaf::positive) || outcomes.has(Leaf::review);
  if (!can_succeed) {
    verdict.unsettled.clear();
    verdict.status =
        outcomes == Outcomes(Leaf::not_applicable) ? Status::not_applicable : negative(rule);
    return verdict;
  }
  for (const Variable& variable : matter) {
    (variable.kind == Variable::Kind::input ? verdict.facts : verdict.parameters)
        .push_back(variable.number);
  }
  if (outcomes.has(Leaf::positive)) standing_.append_open_terms(rule, verdict.parameters);
  sort_unique(verdict.facts);
  sort_unique(verdict.parameters);
  if (!verdict.facts.empty() || !verdict.unsettled.empty()) {
    verdict.status = Status::undetermined;
  } else if (outcomes == Outcomes(Leaf::review)) {
    verdict.parameters.clear();
    verdict.status = Status::needs_review;
  } else {
    verdict.status = verdict.parameters.empty() ? positive(rule) : Status::conditional;
  }
  return verdict;
}

void enter_member(exec::Machine& machine, const Rule& rule, const Value& member) {
  const program::Program& program = machine.program();
  Fields fields(member);
  for (const std::uint32_t i : program.inputs[rule.members_input].fields) {
    const program::Input& input = program.inputs[i];
    const Value* known = fields.find(input.field);
    if (program.input_cells[i] == no_index) continue;
    machine.set_cell(program.input_cells[i],
                     known != nullptr && !known->is_null() ? *known : input.unknown);
  }
  machine.run(rule.member_cells);
}

void leave_member(exec::Machine& machine, const Rule& rule) {
  enter_member(machine, rule, Value::unknown());
}

}  // namespace huice::deciding
