#include "differential/reference/brute_force.hpp"

#include <algorithm>
#include <vector>

#include "differential/reference/domains.hpp"
#include "differential/reference/walker.hpp"

namespace huice::reference {

using pack::ParameterKind;

namespace {

struct Variable {
  std::string id;
  bool parameter = false;
  std::vector<Value> values;
};

/// Everything that the rule reads: what is known goes to `values`, the rest to `unknown`.
class Setting {
 public:
  Setting(const Question& question, const pack::Rule& rule)
      : question_(question),
        rule_(rule),
        mentions_(mentions_of(question, rule)),
        domains_(question, mentions_) {
    for (const pack::Fact& fact : question.model.facts) {
      if (mentions_.names.count(fact.id) != 0) add(fact);
    }
    for (const pack::Parameter& parameter : question.model.parameters) {
      if (mentions_.names.count(parameter.id) != 0) add(parameter);
    }
  }

  Environment values;
  std::vector<Variable> unknown;

 private:
  void add(const pack::Fact& fact) {
    const auto known = question_.facts.find(fact.id);
    if (known != question_.facts.end()) {
      const auto* place = known->second.as<Place>();
      if (!place || !is_coarse(place->written)) {
        values.insert(*known);
        return;
      }
    }
    unknown.push_back({fact.id, false, domains_.of(fact)});
  }

  void add(const pack::Parameter& parameter) {
    if (parameter.kind == ParameterKind::terms || question_.parameters.count(parameter.id) != 0)
      return;
    if (can_be_unset(parameter, rule_))
      unknown.push_back({parameter.id, true, domains_.of(parameter)});
  }

  // At some place that the rule, or one that it requires, may be about.
  [[nodiscard]] bool can_be_unset(const pack::Parameter& parameter, const pack::Rule& rule) const {
    Environment trial = values;
    std::vector<Value> places{Value{}};
    for (const Variable& variable : unknown) {
      if (variable.id == rule.place_fact) places = variable.values;
    }
    const auto unset_at = [&](const Value& place) {
      if (!place.null()) trial[rule.place_fact] = place;
      return bound(question_, parameter, rule, trial) == nullptr;
    };
    const auto unset_for = [&](const std::string& id) {
      return can_be_unset(parameter, rule_of(question_.model, id));
    };
    return std::any_of(places.begin(), places.end(), unset_at) ||
           std::any_of(rule.requires_ids.begin(), rule.requires_ids.end(), unset_for);
  }

  const Question& question_;
  const pack::Rule& rule_;
  Mentions mentions_;
  Domains domains_;
};

/// Terms of the rule, and of those that it requires, that nothing is bound to.
void append_open_terms(const Question& question, const pack::Rule& rule, const Environment& values,
                       std::set<std::string>& open) {
  for (const std::string& need : rule.needs) {
    const bool set = question.parameters.count(need) != 0;
    const pack::Parameter& parameter = parameter_of(question.model, need);
    const auto* binding = bound(question, parameter, rule, values);
    const bool is_amount_alone =
        binding != nullptr && parameter.kind == ParameterKind::terms && !binding->test;
    if (!set && (binding == nullptr || is_amount_alone)) open.insert(need);
  }
  for (const std::string& id : rule.requires_ids)
    append_open_terms(question, rule_of(question.model, id), values, open);
}

/// The leaf of every completion; the first variable turns fastest. `open` takes the terms that stay
/// open where the outcome is positive.
std::vector<Leaf> all_leaves(const Question& question, const pack::Rule& rule, Setting setting,
                             std::set<std::string>& open) {
  std::vector<std::size_t> at(setting.unknown.size(), 0);
  for (const Variable& variable : setting.unknown)
    setting.values[variable.id] = variable.values.front();
  std::vector<Leaf> leaves;
  for (;;) {
    leaves.push_back(leaf_of(question, rule, setting.values));
    if (leaves.back() == Leaf::positive) append_open_terms(question, rule, setting.values, open);
    std::size_t i = 0;
    for (; i < at.size(); ++i) {
      const Variable& variable = setting.unknown[i];
      at[i] = at[i] + 1 == variable.values.size() ? 0 : at[i] + 1;
      setting.values[variable.id] = variable.values[at[i]];
      if (at[i] != 0) break;
    }
    if (i == at.size()) return leaves;
  }
}

/// Do two completions that differ only in the variable of this stride differ in outcome?
bool matters(const std::vector<Leaf>& leaves, std::size_t stride, std::size_t size) {
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    const std::size_t own = i / stride % size;
    if (leaves[i] != leaves[i - own * stride]) return true;
  }
  return false;
}

}  // namespace

std::optional<Answer> answer(const Question& question, const pack::Rule& rule, std::size_t most) {
  Setting setting(question, rule);
  std::size_t size = 1;
  for (const Variable& variable : setting.unknown) {
    if (variable.values.size() > most / size) return std::nullopt;
    size *= variable.values.size();
  }
  std::set<std::string> open;
  const std::vector<Leaf> leaves = all_leaves(question, rule, setting, open);
  const auto some = [&](Leaf leaf) {
    return std::find(leaves.begin(), leaves.end(), leaf) != leaves.end();
  };
  Answer result;
  if (!some(Leaf::positive) && !some(Leaf::review)) {
    const Status negative = rule.prohibition ? Status::respected : Status::ineligible;
    result.status = some(Leaf::negative) ? negative : Status::not_applicable;
    return result;
  }
  std::size_t stride = 1;
  for (const Variable& variable : setting.unknown) {
    if (matters(leaves, stride, variable.values.size()))
      (variable.parameter ? result.missing_parameters : result.missing_facts).insert(variable.id);
    stride *= variable.values.size();
  }
  result.missing_parameters.merge(open);
  if (!result.missing_facts.empty()) {
    result.status = Status::undetermined;
  } else if (!result.missing_parameters.empty()) {
    result.status = Status::conditional;
  } else if (some(Leaf::review)) {
    result.status = Status::needs_review;
  } else {
    result.status = rule.prohibition ? Status::violated : Status::eligible;
  }
  return result;
}

}  // namespace huice::reference
