#include <algorithm>
#include <set>
#include <stdexcept>

#include "differential/reference/question.hpp"
#include "differential/reference/walker.hpp"

namespace huice::reference {

namespace {

Leaf leaf_of(const Value& truth) {
  const auto* known = truth.as<bool>();
  return !known ? Leaf::review : *known ? Leaf::positive : Leaf::negative;
}

Leaf leaf_of(pack::ExceptionResult result) {
  switch (result) {
    case pack::ExceptionResult::eligible:
      return Leaf::positive;
    case pack::ExceptionResult::not_applicable:
      return Leaf::not_applicable;
    case pack::ExceptionResult::ineligible:
      break;
  }
  return Leaf::negative;
}

bool is_inside(const Question& question, const pack::Rule& rule, const Environment& values) {
  const std::string& area = rule.area;
  if (rule.place_fact.empty())
    return question.jurisdiction.empty() || lies_in(question.jurisdiction, area);
  if (is_presumed(question, rule)) return true;
  const auto& place = *values.at(rule.place_fact).as<Place>();
  return lies_in(place.written, area) || lies_in(place.county, area);
}

bool is_of_another_kind(const Question& question, const pack::Rule& rule) {
  const auto kind = question.facts.find("applicant_kind");
  const auto is_kind = [&](const std::string& id) { return kind->second == Value{id}; };
  return kind != question.facts.end() && !rule.beneficiaries.empty() &&
         std::none_of(rule.beneficiaries.begin(), rule.beneficiaries.end(), is_kind);
}

/// Every exception that this one beats, straight or through others.
std::set<std::string> beaten_by(const pack::Rule& rule, const std::string& id) {
  std::set<std::string> beaten;
  for (const pack::Exception& exception : rule.exceptions) {
    if (exception.id != id) continue;
    for (const std::string& other : exception.overrides) {
      beaten.insert(other);
      beaten.merge(beaten_by(rule, other));
    }
  }
  return beaten;
}

using Applying = std::vector<const pack::Exception*>;

/// What the applying exceptions come to, or those that none of the others beats.
Leaf resolved(const pack::Rule& rule, const Applying& applying, Leaf base) {
  std::set<std::string> beaten;
  for (const pack::Exception* exception : applying) beaten.merge(beaten_by(rule, exception->id));
  std::set<Leaf> results;
  for (const pack::Exception* exception : applying) {
    if (beaten.count(exception->id) == 0) results.insert(leaf_of(exception->gives));
  }
  if (results.empty()) return base;
  return results.size() == 1 ? *results.begin() : Leaf::review;
}

/// One that errs is tried both ways.
std::set<Leaf> with_exceptions(const pack::Rule& rule, const Walker& walker, std::size_t from,
                               const Applying& applying, Leaf base) {
  if (from == rule.exceptions.size()) return {resolved(rule, applying, base)};
  const pack::Exception& exception = rule.exceptions[from];
  const Value applies = walker.of(exception.when);
  Applying more = applying;
  more.push_back(&exception);
  std::set<Leaf> leaves;
  if (applies != Value{true}) leaves.merge(with_exceptions(rule, walker, from + 1, applying, base));
  if (applies != Value{false}) leaves.merge(with_exceptions(rule, walker, from + 1, more, base));
  return leaves;
}

Leaf alone(const Question& question, const pack::Rule& rule, const Environment& values) {
  if (is_of_another_kind(question, rule)) return Leaf::not_applicable;
  if (!is_inside(question, rule, values)) return Leaf::not_applicable;
  const Walker walker(question, rule, values);
  if (rule.applies) {
    const Value applies = walker.of(*rule.applies);
    if (applies == Value{false}) return Leaf::not_applicable;
    if (applies.null()) return Leaf::review;
  }
  Value truth = rule.when ? walker.of(*rule.when) : Value{true};
  for (const std::string& need : rule.needs) {
    if (const auto set = question.parameters.find(need); set != question.parameters.end()) {
      truth = conjunction(truth, set->second);
    } else if (const auto* binding =
                   bound(question, parameter_of(question.model, need), rule, values)) {
      if (binding->test) truth = conjunction(truth, walker.of(*binding->test));
    }
  }
  const bool reads_otherwise = rule.review && rule.review->when.present() && !rule.review->prefer &&
                               walker.of(rule.review->when) == Value{true};
  std::set<Leaf> leaves = with_exceptions(rule, walker, 0, {}, leaf_of(truth));
  if (reads_otherwise && leaves != std::set<Leaf>{Leaf::not_applicable}) return Leaf::review;

  return leaves.size() == 1 ? *leaves.begin() : Leaf::review;
}

}  // namespace

const pack::Rule& rule_of(const pack::Model& model, const std::string& id) {
  for (const pack::Rule& rule : model.rules) {
    if (rule.id == id) return rule;
  }
  throw std::logic_error("no rule " + id);
}

const pack::Parameter& parameter_of(const pack::Model& model, const std::string& id) {
  for (const pack::Parameter& parameter : model.parameters) {
    if (parameter.id == id) return parameter;
  }
  throw std::logic_error("no parameter " + id);
}

bool is_presumed(const Question& question, const pack::Rule& rule) {
  return !rule.place_fact.empty() && question.facts.count(rule.place_fact) == 0 &&
         !question.jurisdiction.empty() && lies_in(question.jurisdiction, rule.area);
}

namespace {

bool is_in_force(const pack::Binding& binding, Date day) {
  return binding.from <= day && (!binding.to || day <= *binding.to);
}

/// The office stands in for a place that is not supplied, unless a nearer area has a value of its
/// own; what is tried outside the document's area does not count.
std::string place_of(const Question& question, const pack::Parameter& parameter,
                     const pack::Rule& rule, const Environment& values) {
  if (rule.place_fact.empty()) return question.jurisdiction;
  std::string county = values.at(rule.place_fact).as<Place>()->county;
  if (!is_presumed(question, rule)) return county;
  const auto is_nearer = [&](const pack::Binding& binding) {
    return is_in_force(binding, question.as_of) && binding.area != question.jurisdiction &&
           lies_in(binding.area, question.jurisdiction);
  };
  const bool has_nearer =
      std::any_of(parameter.bindings.begin(), parameter.bindings.end(), is_nearer);
  return has_nearer && lies_in(county, rule.area) ? county : question.jurisdiction;
}

}  // namespace

const pack::Binding* bound(const Question& question, const pack::Parameter& parameter,
                           const pack::Rule& rule, const Environment& values) {
  const std::string code = place_of(question, parameter, rule, values);
  const auto is_local = [&](const pack::Binding& binding) {
    return is_in_force(binding, question.as_of) && binding.area != "000000";
  };
  if (code.empty() && std::any_of(parameter.bindings.begin(), parameter.bindings.end(), is_local))
    return nullptr;
  const pack::Binding* best = nullptr;
  for (const pack::Binding& binding : parameter.bindings) {
    if (!is_in_force(binding, question.as_of)) continue;
    if (binding.area != "000000" && (code.empty() || !lies_in(code, binding.area))) continue;
    if (best == nullptr || lies_in(binding.area, best->area)) best = &binding;
  }
  return best;
}

Leaf leaf_of(const Question& question, const pack::Rule& rule, const Environment& values) {
  const Leaf own = alone(question, rule, values);
  std::set<Leaf> leaves{own};
  for (const std::string& id : rule.requires_ids)
    leaves.insert(leaf_of(question, rule_of(question.model, id), values));
  // A conjunction, in the order of judgement.
  for (const Leaf leaf : {Leaf::not_applicable, Leaf::negative, Leaf::review}) {
    if (leaves.count(leaf) != 0) return leaf;
  }
  return Leaf::positive;
}

}  // namespace huice::reference
