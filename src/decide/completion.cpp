#include "decide/completion.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <unordered_map>

#include "compile/cone.hpp"
#include "decide/dependents.hpp"
#include "decide/representatives.hpp"
#include "value/compare.hpp"
#include "value/text.hpp"

namespace huice::deciding {

using program::no_index;
using value::Value;

namespace {

/// Loops that take more count as more than one evaluation.
constexpr std::uint64_t steps_of_evaluation = 1'000;

/// A node of the diagram: a leaf (a set of outcomes), or a test of one choice.
struct DiagramNode {
  std::uint32_t choice = no_index;
  std::vector<std::uint32_t> children;
  Outcomes leaf;
  bool complete = true;  ///< nothing below was cut off
};

class Diagram {
 public:
  Diagram(exec::Machine& machine, const Standing& standing, const program::Rule& rule,
          Search search, std::uint32_t budget)
      : machine_(machine),
        standing_(standing),
        rule_(rule),
        search_(std::move(search)),
        budget_(budget) {
    put_in_order();
  }

  Completions run() {
    std::vector<Value> before;
    for (const Choice& choice : search_.choices)
      before.push_back(choice.cell == no_index ? Value() : machine_.cell(choice.cell));
    find_dependents();
    find_frontiers();
    at_.assign(search_.choices.size(), 0);
    const std::uint32_t root = build(0);
    for (std::size_t i = 0; i < search_.choices.size(); ++i) undo(search_.choices[i], before[i]);
    rerun(search_.rerun);
    return read(root);
  }

 private:
  // The rule's own places first: outside of them nothing else counts. Then what stands in most
  // conditions. Inexact ones stay last.
  void put_in_order() {
    const auto weight = [&](const Choice& choice) {
      std::size_t count = choice.conditions;
      if (choice.variable.kind == Variable::Kind::input &&
          is_place_of(rule_, choice.variable.number))
        count += 1'000;
      return choice.exact ? count + 1'000'000 : count;
    };
    std::stable_sort(search_.choices.begin(), search_.choices.end(),
                     [&](const Choice& a, const Choice& b) { return weight(a) > weight(b); });
  }

  [[nodiscard]] bool is_place_of(const program::Rule& rule, std::uint32_t input) const {
    if (rule.place_input == input) return true;
    return std::any_of(rule.requires_rules.begin(), rule.requires_rules.end(),
                       [&](std::uint32_t required) {
                         return is_place_of(machine_.program().rules[required], input);
                       });
  }

  // A choice leaves what the later ones touched stale: with it, all that depends on any of those is
  // computed again.
  void find_dependents() {
    std::vector<Changed> changed;
    rerun_.resize(search_.choices.size());
    for (std::size_t i = search_.choices.size(); i-- > 0;) {
      const Choice& choice = search_.choices[i];
      const bool is_parameter = choice.cell == no_index;
      changed.push_back(is_parameter ? Changed{.parameter = choice.variable.number}
                                     : Changed{.cell = choice.cell});
      rerun_[i] = dependents(machine_.program(), search_.rerun, changed);
    }
  }

  // What is left to choose from a depth on comes to the same wherever the cells that it still reads
  // are the same.
  void find_frontiers() {
    const program::Body& body = machine_.program().household();
    std::vector<std::uint32_t> roots;
    append_roots(rule_, roots);
    frontier_.resize(search_.choices.size());
    assumed_.resize(search_.choices.size());
    looked_up_.resize(search_.choices.size());
    std::vector<std::uint32_t> needs;
    append_needs(rule_, needs);
    std::vector<std::uint8_t> is_later(body.nodes.size(), 0);
    for (std::size_t depth = search_.choices.size(); depth-- > 0;) {
      const Choice& choice = search_.choices[depth];
      if (choice.cell != no_index) is_later[choice.cell] = 1;
      for (const std::uint32_t cell : rerun_[depth]) is_later[cell] = 1;
      std::vector<std::uint32_t> read = roots;
      looked_up_[depth] = needs;
      for (const std::uint32_t cell : rerun_[depth]) {
        append_read(depth, cell, read);
        note_assumed(depth, cell);
      }
      for (const std::uint32_t cell : read) {
        if (is_later[cell] == 0) frontier_[depth].push_back(cell);
      }
      sort_unique(frontier_[depth]);
      sort_unique(assumed_[depth]);
      sort_unique(looked_up_[depth]);
    }
  }

  // Of the place of a parameter only the value counts that it is looked up with.
  void append_read(std::size_t depth, std::uint32_t cell, std::vector<std::uint32_t>& read) {
    const program::Body& body = machine_.program().household();
    const std::size_t before = read.size();
    compile::append_dependencies(machine_.program(), body, cell, read);
    const program::Op op = body.nodes[cell].op;
    if (op != program::Op::parameter && op != program::Op::parameter_call) return;
    const auto first = read.begin() + static_cast<std::ptrdiff_t>(before);
    read.erase(std::remove(first, read.end(), body.operand(body.nodes[cell], 0)), read.end());
    looked_up_[depth].push_back(cell);
  }

  void append_needs(const program::Rule& rule, std::vector<std::uint32_t>& cells) const {
    cells.insert(cells.end(), rule.needs.begin(), rule.needs.end());
    for (const std::uint32_t required : rule.requires_rules)
      append_needs(machine_.program().rules[required], cells);
  }

  // A parameter chosen before is read again by cells that come later.
  void note_assumed(std::size_t depth, std::uint32_t cell) {
    const program::Node& node = machine_.program().household().nodes[cell];
    if (node.op != program::Op::parameter && node.op != program::Op::parameter_call) return;
    for (std::size_t i = 0; i < depth; ++i) {
      const Choice& earlier = search_.choices[i];
      if (earlier.cell == no_index && earlier.variable.number == node.index)
        assumed_[depth].push_back(static_cast<std::uint32_t>(i));
    }
  }

  void append_roots(const program::Rule& rule, std::vector<std::uint32_t>& roots) const {
    const program::Program& program = machine_.program();
    const auto add = [&](std::uint32_t cell) {
      if (cell != no_index) roots.push_back(cell);
    };
    add(rule.applies);
    add(rule.when);
    if (rule.review_decides) add(rule.review);
    for (const program::Exception& exception : rule.exceptions) add(exception.when);
    for (const std::uint32_t need : rule.needs) add(need);
    for (const std::uint32_t required : rule.requires_rules)
      append_roots(program.rules[required], roots);
  }

  [[nodiscard]] std::string state_at(std::size_t depth) const {
    std::string state = std::to_string(depth);
    append_territory(rule_, state);
    for (const std::uint32_t cell : frontier_[depth]) append_state(machine_.cell(cell), state);
    for (const std::uint32_t cell : looked_up_[depth])
      append_lookup(machine_.look_up_cell(cell), state);
    for (const std::uint32_t earlier : assumed_[depth]) state += '#' + std::to_string(at_[earlier]);
    for (const auto& [cell, value] : written_) {
      state += '@' + std::to_string(cell);
      append_state(value, state);
    }
    return state;
  }

  void append_territory(const program::Rule& rule, std::string& state) const {
    state += static_cast<char>('a' + static_cast<int>(standing_.inside(rule)));
    for (const std::uint32_t required : rule.requires_rules)
      append_territory(machine_.program().rules[required], state);
  }

  static void append_lookup(const exec::Lookup& found, std::string& state) {
    state += '=';
    if (found.caller != nullptr) {
      append_state(found.caller->value, state);
    } else if (found.bound == nullptr) {
      state += found.state == exec::Lookup::State::unset ? '-' : '?';
    } else if (found.bound->body == no_index) {
      append_state(found.bound->constant, state);
    } else {
      state += std::to_string(found.bound->body);
    }
  }

  static void append_state(const Value& value, std::string& state) {
    state += '|';
    if (value.is_boolean()) {
      state += value.is_true() ? 't' : 'f';
    } else if (value.is_unknown()) {
      state += '?';
    } else if (value.is_error()) {
      state += '!';
    } else {
      state += value::to_literal(value);
    }
  }

  static void sort_unique(std::vector<std::uint32_t>& numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  }

  void assign(const Choice& choice, std::size_t number) {
    const Value& value = choice.values[number];
    if (choice.cell == no_index) {
      machine_.assume(choice.variable.number, value);
    } else {
      machine_.set_cell(choice.cell, value);
    }
    written_.erase(choice.cell);
    if (!choice.written.empty() && !value::same_value(choice.written[number], value))
      written_[choice.cell] = choice.written[number];
  }

  // `=` compares places as they are written, all else looks at the county that they are.
  void rerun(std::span<const std::uint32_t> cells) {
    if (written_.empty()) {
      machine_.run(cells);
      return;
    }
    for (const std::uint32_t& cell : cells) {
      const std::vector<std::uint32_t> places = compared_as_written(cell);
      std::vector<Value> counties;
      for (const std::uint32_t place : places) {
        counties.push_back(machine_.cell(place));
        machine_.set_cell(place, written_[place]);
      }
      machine_.run(std::span(&cell, 1));
      for (std::size_t i = 0; i < places.size(); ++i)
        machine_.set_cell(places[i], std::move(counties[i]));
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> compared_as_written(std::uint32_t cell) const {
    using program::Op;
    const program::Body& body = machine_.program().household();
    const program::Node& node = body.nodes[cell];
    std::vector<std::uint32_t> places;
    if (node.op != Op::equal && node.op != Op::not_equal && node.op != Op::in_test) return places;
    for (std::uint32_t k = 0; k < node.count; ++k) {
      const std::uint32_t operand = body.operand(node, k);
      if (written_.count(operand) != 0) places.push_back(operand);
    }
    return places;
  }

  void undo(const Choice& choice, const Value& before) {
    written_.erase(choice.cell);
    if (choice.cell == no_index) {
      machine_.assume(choice.variable.number, Value::unknown());
    } else {
      machine_.set_cell(choice.cell, before);
    }
  }

  std::uint32_t build(std::size_t depth) {
    const Outcomes possible = standing_.of(rule_);
    if (possible.decided()) return leaf(possible, true);
    if (depth == search_.choices.size()) return leaf(possible, false);
    const Choice& choice = search_.choices[depth];
    // Values that stand for less than the whole domain prove no outcome impossible.
    if (!choice.exact && (depth == 0 || search_.choices[depth - 1].exact))
      before_inexact_ |= possible;
    if (choice.values.empty()) return build(depth + 1);
    const std::string state = state_at(depth);
    const auto found = explored_.find(state);
    if (found != explored_.end()) return found->second;
    const std::uint32_t result = explore(depth, possible);
    if (nodes_[result].complete) explored_.emplace(state, result);
    return result;
  }

  std::uint32_t explore(std::size_t depth, Outcomes possible) {
    const Choice& choice = search_.choices[depth];
    const Value before = choice.cell == no_index ? Value::unknown() : machine_.cell(choice.cell);
    DiagramNode node;
    node.choice = static_cast<std::uint32_t>(depth);
    for (std::size_t i = 0; i < choice.values.size(); ++i) {
      if (spent_ >= budget_) {
        node.children.push_back(leaf(possible, false));
        node.complete = false;
        break;
      }
      at_[depth] = i;
      assign(choice, i);
      const std::uint64_t before_steps = machine_.steps();
      rerun(rerun_[depth]);
      spent_ += 1 + (machine_.steps() - before_steps) / steps_of_evaluation;
      node.children.push_back(build(depth + 1));
      node.complete = node.complete && nodes_[node.children.back()].complete;
    }
    undo(choice, before);
    const bool same =
        std::all_of(node.children.begin(), node.children.end(),
                    [&](std::uint32_t child) { return child == node.children.front(); });
    if (same) return node.children.front();
    return unique(std::move(node));
  }

  std::uint32_t leaf(Outcomes outcomes, bool complete) {
    DiagramNode node;
    node.leaf = outcomes;
    node.complete = complete;
    return unique(std::move(node));
  }

  std::uint32_t unique(DiagramNode node) {
    std::vector<std::uint32_t> key{node.choice, node.leaf.bits(), node.complete ? 1U : 0U};
    key.insert(key.end(), node.children.begin(), node.children.end());
    const auto [found, fresh] =
        known_.emplace(std::move(key), static_cast<std::uint32_t>(nodes_.size()));
    if (fresh) nodes_.push_back(std::move(node));
    return found->second;
  }

  Completions read(std::uint32_t root) {
    Completions result;
    std::vector<bool> seen(nodes_.size(), false);
    std::vector<bool> tests(search_.choices.size(), false);
    bool cut = std::any_of(search_.choices.begin(), search_.choices.end(),
                           [](const Choice& choice) { return !choice.exact; });
    std::vector<std::uint32_t> open{root};
    while (!open.empty()) {
      const std::uint32_t at = open.back();
      open.pop_back();
      if (seen[at]) continue;
      seen[at] = true;
      const DiagramNode& node = nodes_[at];
      if (node.choice == no_index) {
        result.outcomes |= node.leaf;
        cut = cut || !node.complete;
        continue;
      }
      if (has_witness(node)) tests[node.choice] = true;
      open.insert(open.end(), node.children.begin(), node.children.end());
    }
    if (cut) result.outcomes |= before_inexact_;
    for (std::size_t i = 0; i < search_.choices.size(); ++i) {
      const Choice& choice = search_.choices[i];
      if (tests[i]) {
        result.matter.insert(result.matter.end(), choice.variables.begin(), choice.variables.end());
      } else if (cut) {
        result.unsettled.insert(result.unsettled.end(), choice.variables.begin(),
                                choice.variables.end());
      }
    }
    normalise(result.matter);
    normalise(result.unsettled);
    const auto settled = [&](const Variable& variable) {
      return std::binary_search(result.matter.begin(), result.matter.end(), variable);
    };
    result.unsettled.erase(
        std::remove_if(result.unsettled.begin(), result.unsettled.end(), settled),
        result.unsettled.end());
    return result;
  }

  // Two values of the choice that lead to different, wholly explored parts.
  [[nodiscard]] bool has_witness(const DiagramNode& node) const {
    std::uint32_t first = no_index;
    for (const std::uint32_t child : node.children) {
      if (!nodes_[child].complete) continue;
      if (first == no_index) first = child;
      if (child != first) return true;
    }
    return false;
  }

  static void normalise(std::vector<Variable>& variables) {
    std::sort(variables.begin(), variables.end());
    variables.erase(std::unique(variables.begin(), variables.end()), variables.end());
  }

  exec::Machine& machine_;
  const Standing& standing_;
  const program::Rule& rule_;
  Search search_;
  std::vector<std::vector<std::uint32_t>> rerun_;     // by choice
  std::vector<std::vector<std::uint32_t>> frontier_;  ///< by depth: cells that the rest still reads
  std::vector<std::vector<std::uint32_t>> looked_up_;  ///< by depth: parameters that it reads
  std::vector<std::vector<std::uint32_t>>
      assumed_;                  ///< by depth: choices of parameters that it reads
  std::vector<std::size_t> at_;  ///< by choice: number of the value at hand
  std::unordered_map<std::string, std::uint32_t> explored_;  ///< wholly, by depth and state
  std::uint32_t budget_;
  std::uint64_t spent_ = 0;
  Outcomes before_inexact_;                 ///< possible when all but inexact choices were made
  std::map<std::uint32_t, Value> written_;  ///< by cell: places that are not written as they are
  std::vector<DiagramNode> nodes_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> known_;
};

}  // namespace

Completions complete(exec::Machine& machine, const Standing& standing, const program::Rule& rule,
                     const Residual& residual, std::uint32_t budget) {
  if (residual.read_once) {
    // Every atom can come out either way, whatever the others do: all of them matter.
    return {standing.of(rule), residual.variables, {}};
  }
  return Diagram(machine, standing, rule, search_of(machine, residual), budget).run();
}

}  // namespace huice::deciding
