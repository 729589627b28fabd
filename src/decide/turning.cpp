#include "decide/turning.hpp"

#include <algorithm>
#include <optional>

#include "compile/cone.hpp"
#include "decide/dependents.hpp"
#include "value/compare.hpp"
#include "value/text.hpp"

namespace huice::deciding {

using program::is_comparison;
using program::no_index;
using program::Op;
using value::Value;

Turning::Turning(exec::Machine& machine, const Residual& residual, std::vector<Value> places)
    : machine_(machine),
      program_(machine.program()),
      body_(program_.household()),
      residual_(residual),
      places_(std::move(places)) {}

// First each variable by itself, then against what the others are cut at, then the later ones
// against all that the earlier ones have become: so every order of two occurs. Facts that equal a
// sum with an open number of months are last brought to the days that it can reach.
void Turning::fill(std::vector<Choice>& choices, const std::vector<Choice>& free_atoms) {
  choices_ = &choices;
  for (const Choice& atom : free_atoms) free_.push_back(atom.cell);
  std::vector<Ordered> all;
  for (Choice& choice : choices) {
    if (!choice.values.empty()) continue;
    const bool is_parameter = choice.variable.kind == Variable::Kind::parameter;
    if (is_parameter && program_.parameters[choice.variable.number].is_set) continue;
    const Grid grid = grid_for(choice.variable);
    if (!is_ordered(grid.domain)) continue;
    Ordered ordered{&choice, grid, {}, {grid.first, grid.last}};
    if (grid.is_short()) {
      for (std::int64_t step = grid.first; step <= grid.last; ++step) ordered.steps.insert(step);
      put_values(ordered);
      continue;
    }
    ordered.comparisons = comparisons(choice.variable, choice.exact);
    all.push_back(std::move(ordered));
  }
  for (Ordered& ordered : all) cut_alone(ordered);
  for (Ordered& ordered : all) put_values(ordered);
  for (Ordered& ordered : all)
    cut_against_others(ordered, [](std::uint32_t, const Others&) { return true; });
  for (Ordered& ordered : all) put_values(ordered);
  for (Ordered& ordered : all) {
    const auto is_later = [&](const Choice* other) { return other > ordered.choice; };
    cut_against_others(ordered, [&](std::uint32_t, const Others& others) {
      return std::none_of(others.begin(), others.end(), is_later);
    });
    put_values(ordered);
  }
  for (Ordered& ordered : all) {
    if (ordered.choice->variable.kind == Variable::Kind::parameter) continue;
    cut_against_others(
        ordered, [&](std::uint32_t comparison, const Others&) { return equates_sum(comparison); });
    put_values(ordered);
  }
}

Grid Turning::grid_for(const Variable& variable) const {
  if (variable.kind == Variable::Kind::parameter)
    return grid_of(program_.parameters[variable.number].domain, Value::null(), Value::null());
  const program::Input& input = program_.inputs[variable.number];
  return grid_of(input.domain, input.low, input.high);
}

void Turning::put_values(Ordered& ordered) const {
  ordered.choice->values.clear();
  for (const std::int64_t step : ordered.steps)
    ordered.choice->values.push_back(ordered.grid.at(step));
}

// --- the comparisons of a variable ---

std::vector<std::uint32_t> Turning::comparisons(const Variable& variable, bool& exact) const {
  std::vector<std::uint32_t> found;
  for (const Atom& atom : residual_.atoms) {
    if (std::find(atom.variables.begin(), atom.variables.end(), variable) == atom.variables.end())
      continue;
    if (std::find(free_.begin(), free_.end(), atom.cell) != free_.end()) continue;
    std::vector<std::uint32_t> inside;
    comparisons_below(atom.cell, inside);
    if (inside.empty() && node(atom.cell).op != Op::input) exact = false;
    for (const std::uint32_t comparison : inside) {
      const std::size_t count = occurrences(comparison, variable);
      if (count > 0) found.push_back(comparison);
      // Both sides may turn with a variable that stands there twice: more than one cut.
      exact = exact && count < 2;
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

void Turning::comparisons_below(std::uint32_t cell, std::vector<std::uint32_t>& out) const {
  if (!std::binary_search(residual_.cells.begin(), residual_.cells.end(), cell)) return;
  const Op op = node(cell).op;
  if (is_comparison(op)) out.push_back(cell);
  if (op == Op::for_loop || op == Op::some || op == Op::every) return;
  std::vector<std::uint32_t> below;
  compile::append_dependencies(program_, body_, cell, below);
  for (const std::uint32_t part : below) comparisons_below(part, out);
}

std::size_t Turning::occurrences(std::uint32_t cell, const Variable& variable) const {
  const program::Node& n = node(cell);
  if (n.op == Op::input || n.op == Op::parameter) {
    const auto kind = n.op == Op::input ? Variable::Kind::input : Variable::Kind::parameter;
    if (variable == Variable{kind, n.index}) return 1;
  }
  if (!std::binary_search(residual_.cells.begin(), residual_.cells.end(), cell)) return 0;
  std::vector<std::uint32_t> below;
  compile::append_dependencies(program_, body_, cell, below);
  // The place that a parameter is looked up for is tried by itself.
  const std::uint32_t place = is_parameter(cell) ? operand(cell, 0) : no_index;
  std::size_t count = 0;
  for (const std::uint32_t part : below) {
    if (part != place) count += occurrences(part, variable);
  }
  return count;
}

// How far something that can be anything, an unset parameter or members that are not known, makes a
// cell what one likes.
Turning::Freedom Turning::freedom(std::uint32_t cell) const {
  const program::Node& n = node(cell);
  if (is_parameter(cell)) {
    const bool is_unset = machine_.look_up_cell(cell).state == exec::Lookup::State::unset;
    return is_unset ? Freedom::any : Freedom::none;
  }
  if (n.op == Op::input) {
    const bool is_members = program_.inputs[n.index].domain == program::Domain::members;
    return is_members && machine_.cell(cell).is_unknown() ? Freedom::any : Freedom::none;
  }
  std::vector<std::uint32_t> parts;
  compile::append_dependencies(program_, body_, cell, parts);
  Freedom most = Freedom::none;
  for (const std::uint32_t part : parts) most = std::max(most, freedom(part));
  switch (n.op) {
    case Op::add:
    case Op::subtract:
    case Op::negate:
      return std::min(most, Freedom::up_and_down);
    case Op::multiply:
    case Op::divide:
    case Op::power:
    case Op::select:
    case Op::lazy_select:
    case Op::table:
      return Freedom::none;
    default:
      return most;
  }
}

bool Turning::equates_sum(std::uint32_t comparison) const {
  const Op op = node(comparison).op;
  if (op != Op::equal && op != Op::not_equal) return false;
  return freedom(operand(comparison, 0)) == Freedom::up_and_down ||
         freedom(operand(comparison, 1)) == Freedom::up_and_down;
}

// A sum of months may skip the day that it is to equal.
bool Turning::turns_freely(std::uint32_t comparison) const {
  const Op op = node(comparison).op;
  if (!is_comparison(op)) return false;
  const bool equates = op == Op::equal || op == Op::not_equal;
  const Freedom needed = equates ? Freedom::any : Freedom::up_and_down;
  return freedom(operand(comparison, 0)) >= needed || freedom(operand(comparison, 1)) >= needed;
}

// Cutting by pairs is enough where an unset parameter makes every order possible, where two facts
// are compared as they are, and where no third fact takes part.
bool Turning::is_settled_by_pairs(std::uint32_t comparison) const {
  const std::uint32_t left = operand(comparison, 0);
  const std::uint32_t right = operand(comparison, 1);
  if (freedom(left) != Freedom::none || freedom(right) != Freedom::none) return true;
  if (node(left).op == Op::input && node(right).op == Op::input) return true;
  const std::set<const Choice*> facts = facts_in(comparison);
  if (facts.size() < 2) return true;
  std::set<const Choice*> entangled = facts;
  for (const Choice* fact : facts) {
    bool exact = true;
    for (const std::uint32_t other : comparisons(fact->variable, exact))
      entangled.merge(facts_in(other));
  }
  return entangled.size() <= 2;
}

std::set<const Choice*> Turning::facts_in(std::uint32_t comparison) const {
  std::set<const Choice*> facts;
  for (const Choice& choice : *choices_) {
    if (choice.variable.kind == Variable::Kind::input &&
        occurrences(comparison, choice.variable) > 0 && !grid_for(choice.variable).is_short())
      facts.insert(&choice);
  }
  return facts;
}

// --- cuts ---

void Turning::cut_alone(Ordered& ordered) {
  for_each_place(ordered.choice->exact, [&] {
    for (const std::uint32_t comparison : ordered.comparisons) {
      if (!others_in(comparison, *ordered.choice).empty()) continue;
      add_turning_steps(ordered, comparison);
    }
  });
}

void Turning::cut_against_others(Ordered& ordered, const Takes& takes) {
  Choice& own = *ordered.choice;
  for_each_place(own.exact, [&] {
    for (const std::uint32_t comparison : ordered.comparisons) {
      const Others others = others_in(comparison, own);
      if (others.empty() || !takes(comparison, others)) continue;
      own.exact = own.exact && is_settled_by_pairs(comparison);
      for_each_combination(others, own.exact, [&] { add_turning_steps(ordered, comparison); });
    }
  });
}

Turning::Others Turning::others_in(std::uint32_t comparison, const Choice& own) const {
  Others others;
  for (const Choice& choice : *choices_) {
    if (&choice != &own && occurrences(comparison, choice.variable) > 0) others.push_back(&choice);
  }
  return others;
}

// The steps on both sides of where the sign changes, as the other variables stand.
void Turning::add_turning_steps(Ordered& ordered, std::uint32_t comparison) {
  watch(*ordered.choice);
  bool signs = true;
  for (const int least : {0, 1})
    signs = turning_step(ordered, comparison, least, ordered.steps) && signs;
  ordered.choice->exact = ordered.choice->exact && signs;
  const bool is_parameter = ordered.choice->variable.kind == Variable::Kind::parameter;
  assign(*ordered.choice,
         is_parameter ? Value::unknown() : machine_.supplied(ordered.choice->variable.number));
}

// The first step where the (monotone) sign is at least `least`, seen from the lower side. False
// when the comparison has no sign somewhere.
bool Turning::turning_step(const Ordered& ordered, std::uint32_t comparison, int least,
                           std::set<std::int64_t>& found) {
  const auto reached = [&](std::int64_t step) -> std::optional<bool> {
    assign(*ordered.choice, ordered.grid.at(step));
    const int s = sign(comparison);
    if (s == 2) return std::nullopt;
    return s >= least;
  };
  std::int64_t below = ordered.grid.first;
  std::int64_t above = ordered.grid.last;
  const auto low = reached(below);
  const auto high = reached(above);
  if (!low || !high) return false;
  if (*low == *high) return true;
  while (above - below > 1) {
    const std::int64_t middle = below + (above - below) / 2;
    const auto now = reached(middle);
    if (!now) return false;
    (*now == *low ? below : above) = middle;
  }
  for (std::int64_t near = below - 1; near <= above + 1; ++near)
    found.insert(std::clamp(near, ordered.grid.first, ordered.grid.last));
  return true;
}

// --- trying ---

void Turning::assign(const Choice& choice, const Value& value) {
  if (choice.cell == no_index) {
    machine_.assume(choice.variable.number, value);
  } else {
    machine_.set_cell(choice.cell, value);
  }
  machine_.run(rerun_);
}

// Only what depends on the variable is computed again while it is tried.
void Turning::watch(const Choice& choice) {
  const Changed changed = choice.cell == no_index ? Changed{.parameter = choice.variable.number}
                                                  : Changed{.cell = choice.cell};
  rerun_ = dependents(program_, residual_.cells, {&changed, 1});
}

// Sign of left - right: -1, 0, 1, or 2 when there is none.
int Turning::sign(std::uint32_t comparison) const {
  const Value& a = machine_.cell(operand(comparison, 0));
  const Value& b = machine_.cell(operand(comparison, 1));
  if (value::compare(value::Relation::less, a, b).is_true()) return -1;
  if (value::compare(value::Relation::greater, a, b).is_true()) return 1;
  return value::equal(a, b).is_true() ? 0 : 2;
}

// A parameter whose value hangs on a place that is not known has each of its values in turn.
void Turning::for_each_place(bool& exact, const std::function<void()>& visit) {
  const std::vector<std::uint32_t> places = missing_places();
  if (places.empty()) return visit();
  exact = exact && places.size() == 1;
  std::vector<Value> before;
  std::vector<Changed> changed;
  for (const std::uint32_t place : places) {
    before.push_back(machine_.cell(place));
    changed.push_back({.cell = place});
  }
  const std::vector<std::uint32_t> below = dependents(program_, residual_.cells, changed);
  std::set<std::string> seen;
  for (const Value& code : places_) {
    for (const std::uint32_t place : places) machine_.set_cell(place, code);
    machine_.run(below);
    if (seen.insert(local_values(below)).second) visit();
  }
  for (std::size_t i = 0; i < places.size(); ++i)
    machine_.set_cell(places[i], std::move(before[i]));
  machine_.run(below);
}

// Counties with the same values of all parameters are one.
std::string Turning::local_values(std::span<const std::uint32_t> cells) const {
  std::string values;
  for (const std::uint32_t cell : cells) {
    if (!is_parameter(cell)) continue;
    const Value& value = machine_.cell(cell);
    values += value.is_unknown() ? "?" : value::to_literal(value);
    values += '|';
  }
  return values;
}

std::vector<std::uint32_t> Turning::missing_places() const {
  std::vector<std::uint32_t> places;
  for (const std::uint32_t cell : residual_.cells) {
    const Op op = node(cell).op;
    if (op != Op::parameter && op != Op::parameter_call) continue;
    if (machine_.look_up_cell(cell).state == exec::Lookup::State::place_missing)
      places.push_back(operand(cell, 0));
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

void Turning::for_each_combination(const Others& choices, bool& exact,
                                   const std::function<void()>& visit) {
  constexpr std::size_t most = 250;
  std::size_t size = 1;
  std::vector<Changed> changed;
  std::vector<Value> before;
  for (const Choice* choice : choices) {
    if (choice->values.empty() || choice->values.size() > most / size) {
      exact = false;
      return;
    }
    size *= choice->values.size();
    const bool is_parameter = choice->cell == no_index;
    changed.push_back(is_parameter ? Changed{.parameter = choice->variable.number}
                                   : Changed{.cell = choice->cell});
    before.push_back(is_parameter ? Value::unknown() : machine_.cell(choice->cell));
  }
  const auto put = [&](const Choice& choice, const Value& value) {
    if (choice.cell == no_index) {
      machine_.assume(choice.variable.number, value);
    } else {
      machine_.set_cell(choice.cell, value);
    }
  };
  const std::vector<std::uint32_t> below = dependents(program_, residual_.cells, changed);
  for (std::size_t number = 0; number < size; ++number) {
    std::size_t rest = number;
    for (const Choice* choice : choices) {
      put(*choice, choice->values[rest % choice->values.size()]);
      rest /= choice->values.size();
    }
    machine_.run(below);
    visit();
  }
  for (std::size_t i = 0; i < choices.size(); ++i) put(*choices[i], before[i]);
  machine_.run(below);
}

}  // namespace huice::deciding
