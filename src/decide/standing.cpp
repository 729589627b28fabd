#include "decide/standing.hpp"

#include "value/logic.hpp"

namespace huice::deciding {

using program::no_index;
using program::Rule;
using value::Value;

namespace {

Outcomes from_truth(const Value& truth) {
  if (truth.is_unknown()) return Outcomes(Leaf::positive) | Leaf::negative;
  if (truth.is_true()) return Leaf::positive;
  if (truth.is_false()) return Leaf::negative;
  return Leaf::review;  // null by error is never a no
}

// Terms that are bound with a test are met when it is; what is bound with anything else is settled.
Value met(const Value& terms) {
  return terms.is_boolean() || terms.is_null() || terms.is_unknown() ? terms.borrowed()
                                                                     : Value(true);
}

Leaf from_result(program::ExceptionResult result) {
  switch (result) {
    case program::ExceptionResult::eligible:
      return Leaf::positive;
    case program::ExceptionResult::not_applicable:
      return Leaf::not_applicable;
    case program::ExceptionResult::ineligible:
      break;
  }
  return Leaf::negative;
}

}  // namespace

// The first of these that either has.
Outcomes together(Outcomes a, Outcomes b) noexcept {
  Outcomes result;
  Outcomes above = Outcomes(Leaf::not_applicable) | Leaf::negative | Leaf::review | Leaf::positive;
  for (const Leaf leaf : {Leaf::not_applicable, Leaf::negative, Leaf::review, Leaf::positive}) {
    const bool a_reaches = a.meets(above);
    const bool b_reaches = b.meets(above);
    if ((a.has(leaf) && b_reaches) || (b.has(leaf) && a_reaches)) result |= leaf;
    above = above.without(leaf);
  }
  return result;
}

Inside Standing::inside(const Rule& rule) const {
  if (rule.place_input == no_index) return territory(rule.area, nullptr, machine_.jurisdiction());
  const Value& supplied = machine_.supplied(rule.place_input);
  const Inside said = territory(rule.area, &supplied, machine_.jurisdiction());
  if (said != Inside::unknown) return said;
  const std::uint32_t cell = machine_.program().input_cells[rule.place_input];
  return territory(rule.area, &machine_.cell(cell), {});
}

bool Standing::is_open(std::uint32_t cell) const {
  return machine_.look_up_cell(cell).state == exec::Lookup::State::unset;
}

void Standing::append_open_terms(const Rule& rule, std::vector<std::uint32_t>& parameters) const {
  for (const std::uint32_t cell : rule.needs) {
    if (is_open(cell)) parameters.push_back(machine_.program().household().nodes[cell].index);
  }
  for (const std::uint32_t required : rule.requires_rules)
    append_open_terms(machine_.program().rules[required], parameters);
}

Outcomes Standing::conditions(const Rule& rule) const {
  Value truth = rule.when == no_index ? Value(true) : machine_.cell(rule.when);
  for (const std::uint32_t cell : rule.needs) {
    if (!is_open(cell)) truth = value::conjunction(truth, met(machine_.cell(cell)));
  }
  return from_truth(truth);
}

// Of the exceptions that apply, those that none of the others beats decide; different results need
// an officer.
Outcomes Standing::resolve(const Rule& rule, const std::vector<bool>& applies,
                           Outcomes base) const {
  Outcomes result;
  bool some = false;
  for (std::size_t i = 0; i < rule.exceptions.size(); ++i) {
    if (!applies[i]) continue;
    bool beaten = false;
    for (std::size_t j = 0; j < rule.exceptions.size(); ++j) {
      if (!applies[j] || i == j) continue;
      for (const std::uint32_t k : rule.exceptions[j].overrides) beaten = beaten || k == i;
    }
    if (beaten) continue;
    some = true;
    result |= from_result(rule.exceptions[i].gives);
  }
  if (!some) return base;
  return result.decided() ? result : Outcomes(Leaf::review);
}

// One that errs may apply or not: where that makes a difference an officer has to look.
Outcomes Standing::with_erring(const Rule& rule, std::vector<bool> applies,
                               const std::vector<std::size_t>& erring, Leaf base) const {
  Outcomes result;
  for (std::size_t choice = 0; choice < (std::size_t{1} << erring.size()); ++choice) {
    for (std::size_t k = 0; k < erring.size(); ++k) applies[erring[k]] = (choice >> k & 1U) != 0;
    result |= resolve(rule, applies, base);
  }
  return result.decided() ? result : Outcomes(Leaf::review);
}

Outcomes Standing::with_exceptions(const Rule& rule, Outcomes base) const {
  if (rule.exceptions.empty()) return base;
  std::vector<bool> applies(rule.exceptions.size(), false);
  std::vector<std::size_t> unknown;
  std::vector<std::size_t> erring;
  for (std::size_t i = 0; i < rule.exceptions.size(); ++i) {
    const Value& truth = machine_.cell(rule.exceptions[i].when);
    if (truth.is_unknown()) unknown.push_back(i);
    if (truth.is_null()) erring.push_back(i);
    applies[i] = truth.is_true();
  }
  constexpr std::size_t most = 10;
  if (unknown.size() + erring.size() > most)
    return base | Leaf::negative | Leaf::positive | Leaf::not_applicable | Leaf::review;
  Outcomes result;
  for (std::size_t choice = 0; choice < (std::size_t{1} << unknown.size()); ++choice) {
    for (std::size_t k = 0; k < unknown.size(); ++k) applies[unknown[k]] = (choice >> k & 1U) != 0;
    for (const Leaf leaf : {Leaf::not_applicable, Leaf::negative, Leaf::positive, Leaf::review}) {
      if (base.has(leaf)) result |= with_erring(rule, applies, erring, leaf);
    }
  }
  return result;
}

Outcomes Standing::of_itself(const Rule& rule) const {
  if (applicant_kind_ != no_index) {
    const std::uint32_t cell = machine_.program().input_cells[applicant_kind_];
    if (cell != no_index && !is_for(rule.beneficiaries, machine_.cell(cell)))
      return Leaf::not_applicable;
  }
  const Inside place = inside(rule);
  if (place == Inside::no) return Leaf::not_applicable;
  Outcomes result;
  if (place == Inside::unknown) result |= Leaf::not_applicable;
  if (rule.applies != no_index) {
    const Value& applies = machine_.cell(rule.applies);
    if (applies.is_false()) return Leaf::not_applicable;
    if (applies.is_null()) return result | Leaf::review;
    if (applies.is_unknown()) result |= Leaf::not_applicable;
  }
  return result | as_read(rule, with_exceptions(rule, conditions(rule)));
}

// Where readings differ and none is preferred, an officer must look.
Outcomes Standing::as_read(const Rule& rule, Outcomes outcomes) const {
  if (!rule.review_decides) return outcomes;
  const Value& differ = machine_.cell(rule.review);
  if (differ.is_unknown()) return outcomes | Leaf::review;
  if (!differ.is_true()) return outcomes;
  return outcomes == Outcomes(Leaf::not_applicable)
             ? outcomes
             : Outcomes(Leaf::review) |
                   (outcomes.has(Leaf::not_applicable) ? Outcomes(Leaf::not_applicable)
                                                       : Outcomes());
}

Outcomes Standing::of(const Rule& rule) const {
  Outcomes result = of_itself(rule);
  for (const std::uint32_t number : rule.requires_rules) {
    if (result == Outcomes(Leaf::not_applicable)) break;
    result = together(result, of(machine_.program().rules[number]));
  }
  return result;
}

}  // namespace huice::deciding
