#include "verify/witness.hpp"

#include <algorithm>
#include <set>

#include "decide/representatives.hpp"
#include "decide/residual.hpp"
#include "decide/standing.hpp"
#include "value/text.hpp"

namespace huice::verify {

using program::no_index;
using value::Value;

namespace {

class Looking {
 public:
  Looking(const detail::RulebookState& rulebook, std::span<const std::uint32_t> cells, Date as_of,
          std::uint32_t budget)
      : program_(rulebook.compiled.program),
        machine_(program_),
        standing_(machine_, no_index),
        cells_(cells),
        budget_(budget) {
    for (const program::Input& input : program_.inputs) facts_.push_back(input.unknown);
    machine_.run({facts_, as_of, {}, {}});
    search_ = deciding::search_of(machine_, deciding::residual_of(machine_, standing_, cells_));
  }

  Answer run() {
    const bool found = try_from(0);
    Answer answer;
    answer.search = found ? Search::found : whole_ ? Search::impossible : Search::undecided;
    answer.witness = std::move(witness_);
    return answer;
  }

 private:
  [[nodiscard]] bool all_true() const {
    return std::all_of(cells_.begin(), cells_.end(),
                       [&](std::uint32_t cell) { return machine_.cell(cell).is_true(); });
  }
  [[nodiscard]] bool some_false() const {
    return std::any_of(cells_.begin(), cells_.end(), [&](std::uint32_t cell) {
      return !machine_.cell(cell).is_true() && !machine_.cell(cell).is_unknown();
    });
  }

  void assign(const deciding::Choice& choice, const Value& value) {
    if (choice.cell == no_index) {
      machine_.assume(choice.variable.number, value);
    } else {
      machine_.set_cell(choice.cell, value);
    }
    machine_.run(search_.rerun);
  }

  [[nodiscard]] std::string name(const deciding::Choice& choice, const Value& value) const {
    std::string names;
    for (const deciding::Variable& variable : choice.variables) {
      const bool input = variable.kind == deciding::Variable::Kind::input;
      names += (names.empty() ? "" : ", ") + (input ? program_.inputs[variable.number].name
                                                    : program_.parameters[variable.number].name);
    }
    if (choice.free_atom)
      return "a condition on " + names + (value.is_true() ? " met" : " not met");
    return names + " = " + value::to_literal(value);
  }

  bool try_from(std::size_t depth) {
    if (all_true()) return true;
    if (some_false()) return false;
    if (depth == search_.choices.size() || ++spent_ > budget_) {
      whole_ = false;
      return false;
    }
    const deciding::Choice& choice = search_.choices[depth];
    whole_ = whole_ && choice.exact;
    const Value before = choice.cell == no_index ? Value::unknown() : machine_.cell(choice.cell);
    for (const Value& value : choice.values) {
      assign(choice, value);
      if (try_from(depth + 1)) {
        witness_.insert(witness_.begin(), name(choice, value));
        return true;
      }
    }
    assign(choice, before);
    return choice.values.empty() && try_from(depth + 1);
  }

  const program::Program& program_;
  exec::Machine machine_;
  deciding::Standing standing_;
  std::span<const std::uint32_t> cells_;
  std::uint32_t budget_;
  std::uint32_t spent_ = 0;
  bool whole_ = true;
  std::vector<Value> facts_;
  deciding::Search search_;
  Witness witness_;
};

}  // namespace

Answer can_all_be_true(const detail::RulebookState& rulebook, std::span<const std::uint32_t> cells,
                       Date as_of, std::uint32_t budget) {
  return Looking(rulebook, cells, as_of, budget).run();
}

std::vector<Date> days_to_look_at(const detail::RulebookState& rulebook) {
  std::set<Date> days;
  for (const program::Parameter& parameter : rulebook.compiled.program.parameters) {
    for (const program::BoundValue& value : parameter.values) days.insert(value.from);
  }
  if (days.empty()) days.insert(*Date::of(2000, 1, 1));
  return {days.begin(), days.end()};
}

}  // namespace huice::verify
