#include "batch/answers.hpp"

#include <algorithm>
#include <limits>

#include "decide/batch_row.hpp"
#include "decide/decision_state.hpp"
#include "decide/judge.hpp"

namespace huice::test {

namespace {

bool pays(Status status) { return status == Status::eligible || status == Status::conditional; }
bool refuses(Status status) {
  return status == Status::ineligible || status == Status::not_applicable ||
         status == Status::respected;
}

template <class Named>
std::vector<std::string> names(const std::vector<std::uint32_t>& numbers,
                               const std::vector<Named>& all) {
  std::vector<std::string> ids;
  for (const std::uint32_t number : numbers) ids.push_back(all[number].name);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::uint32_t rule_of(const program::Program& program, const std::string& id) {
  std::uint32_t number = 0;
  while (program.rules[number].name != id) ++number;
  return number;
}

// In 128 bits it must be what it is in 64, its sign repeated.
std::int64_t amount_of(const OutcomeColumns& columns, std::size_t at) {
  if (!columns.amount.empty()) return columns.amount[at];
  const Whole128 wide = columns.amount128[at];
  const auto low = static_cast<std::int64_t>(wide.low);
  const bool is_whole = wide.high == (low < 0 ? -1 : 0);
  return is_whole ? low : std::numeric_limits<std::int64_t>::min();
}

// The grant that the output's amount is of, among those of the household or of one member.
const GrantOutcome* wanted(const BatchOutput& output, const Decision& decision,
                           std::optional<std::size_t> member) {
  const auto& compiled = decision.rulebook().state().compiled;
  const Outcome& outcome = *decision.find(output.rule);
  const auto& grants = compiled.rules[rule_of(compiled.program, output.rule)].grants;
  std::size_t number = 0;
  for (const GrantOutcome& grant : outcome.grants) {
    if (grant.member != member) continue;
    const bool is_wanted = output.grant == BatchOutput::no_grant
                               ? grants[number].amount != program::no_index
                               : output.grant == number;
    ++number;
    if (is_wanted) return &grant;
  }
  return nullptr;
}

}  // namespace

std::uint32_t SetNumbers::number_of(const std::vector<std::string>& ids) {
  return numbers_.emplace(ids, static_cast<std::uint32_t>(numbers_.size())).first->second;
}

std::string SetNumbers::text_of(std::uint32_t number) const {
  std::string text;
  for (const auto& [ids, known] : numbers_) {
    if (known != number) continue;
    for (const std::string& id : ids) text += (text.empty() ? "" : ", ") + id;
  }
  return "[" + text + "]";
}

Result<RowAnswers> SingleAnswers::of(Case applicant) {
  applicant.as_of(options_.as_of);
  if (!options_.jurisdiction.empty()) applicant.jurisdiction(options_.jurisdiction);
  for (const ParameterSetting& setting : options_.parameters) applicant.parameter(setting);
  const auto decision = decide(decider_.rulebook(), applicant, options_.decide);
  if (!decision) return decision.error();
  RowAnswers answers;
  for (std::size_t i = 0; i < decider_.outputs().size(); ++i) {
    const BatchOutput& output = decider_.outputs()[i];
    if (decider_.gives_members(i)) {
      answers.push_back(of_members(output, *decision));
    } else {
      answers.push_back({of_household(output, *decision)});
    }
  }
  return answers;
}

RowAnswers SingleAnswers::refused(const std::vector<std::size_t>& members) const {
  RowAnswers answers;
  for (std::size_t i = 0; i < decider_.outputs().size(); ++i)
    answers.emplace_back(decider_.gives_members(i) ? members[i] : 1);
  return answers;
}

void SingleAnswers::put_amount(RowAnswer& answer, const BatchOutput& output, Status status,
                               const GrantOutcome* grant) const {
  if (refuses(status)) {
    answer.amount_known = true;
    return;
  }
  if (!pays(status) || grant == nullptr || !grant->amount) return;
  const auto rounded = huice::round(*grant->amount, output.places, Rounding::half_even);
  const auto scaled = rounded ? rounded->to_scaled_int64(output.places) : std::nullopt;
  constexpr std::int64_t limit = 1'000'000'000'000'000'000;  // 18 digits
  answer.amount_known = scaled && *scaled > -limit && *scaled < limit;
  if (answer.amount_known) answer.amount = *scaled;
}

RowAnswer SingleAnswers::of_household(const BatchOutput& output, const Decision& decision) {
  const Outcome& outcome = *decision.find(output.rule);
  RowAnswer answer;
  if (output.status) answer.status = static_cast<std::uint8_t>(outcome.status);
  if (output.missing_facts) answer.missing_facts = sets_.number_of(outcome.missing_facts);
  if (output.missing_parameters)
    answer.missing_parameters = sets_.number_of(outcome.missing_parameters);
  if (output.reasons)
    answer.reasons = sets_.number_of(deciding::decisive_codes(decision.reasons(output.rule)));
  if (output.amount)
    put_amount(answer, output, outcome.status, wanted(output, decision, std::nullopt));
  return answer;
}

// A decision tells of its members only what they are granted: the verdicts are asked for again, on
// the facts and the program of the decision.
std::vector<RowAnswer> SingleAnswers::of_members(const BatchOutput& output,
                                                 const Decision& decision) {
  const detail::DecisionState& state = decision.state();
  const detail::RulebookState& book = state.book.state();
  const program::Program& program = book.compiled.program;
  const program::Rule& rule = program.rules[rule_of(program, output.rule)];
  exec::Machine machine(program);
  machine.run({state.facts, state.as_of, state.jurisdiction, state.parameters});
  deciding::Judge judge(machine, book.links.applicant_kind, options_.decide.evaluations);
  std::vector<RowAnswer> answers;
  for (const deciding::Verdict& verdict : judge.of_members(rule)) {
    RowAnswer& answer = answers.emplace_back();
    if (output.status) answer.status = static_cast<std::uint8_t>(verdict.status);
    if (output.missing_facts)
      answer.missing_facts = sets_.number_of(names(verdict.facts, program.inputs));
    if (output.missing_parameters)
      answer.missing_parameters = sets_.number_of(names(verdict.parameters, program.parameters));
    if (output.amount)
      put_amount(answer, output, verdict.status, wanted(output, decision, answers.size() - 1));
  }
  return answers;
}

BatchAnswers::BatchAnswers(const BatchResult& result, SetNumbers& sets) : result_(result) {
  for (const auto& set : result.sets) numbers_.push_back(sets.number_of(set));
}

void BatchAnswers::of(std::size_t row, RowAnswers& answers) const {
  answers.resize(result_.outcomes.size());
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const OutcomeColumns& columns = result_.outcomes[i];
    std::size_t first = row;
    std::size_t last = row + 1;
    if (columns.per_member) {
      const auto& offsets = result_.members[columns.members].offsets;
      first = static_cast<std::size_t>(offsets[row]);
      last = static_cast<std::size_t>(offsets[row + 1]);
    }
    answers[i].clear();
    for (std::size_t at = first; at < last; ++at) {
      RowAnswer& answer = answers[i].emplace_back();
      if (!columns.status.empty()) answer.status = columns.status[at];
      if (!columns.missing_facts.empty())
        answer.missing_facts = numbers_[columns.missing_facts[at]];
      if (!columns.missing_parameters.empty())
        answer.missing_parameters = numbers_[columns.missing_parameters[at]];
      if (!columns.reasons.empty()) answer.reasons = numbers_[columns.reasons[at]];
      if (columns.amount_known.empty()) continue;
      answer.amount_known = columns.amount_known[at] != 0;
      if (answer.amount_known) answer.amount = amount_of(columns, at);
    }
  }
}

std::vector<std::size_t> BatchAnswers::members_in(std::size_t row) const {
  std::vector<std::size_t> members;
  for (const OutcomeColumns& columns : result_.outcomes) {
    if (!columns.per_member) {
      members.push_back(0);
      continue;
    }
    const auto& offsets = result_.members[columns.members].offsets;
    members.push_back(static_cast<std::size_t>(offsets[row + 1] - offsets[row]));
  }
  return members;
}

std::string text_of(const RowAnswer& answer, const SetNumbers& sets) {
  std::string text = answer.status == BatchResult::no_answer
                         ? "no answer"
                         : std::string(name(static_cast<Status>(answer.status)));
  text += " facts " + sets.text_of(answer.missing_facts) + " parameters " +
          sets.text_of(answer.missing_parameters) + " reasons " + sets.text_of(answer.reasons);
  return text + (answer.amount_known ? " amount " + std::to_string(answer.amount) : "");
}

}  // namespace huice::test
