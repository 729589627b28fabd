#include "decide/completion.hpp"

#include <algorithm>
#include <map>
#include <span>

#include "decide/dependents.hpp"
#include "decide/representatives.hpp"
#include "value/compare.hpp"

namespace huice::deciding {

using program::no_index;
using value::Value;

namespace {

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
        budget_(budget) {}

  Completions run() {
    std::vector<Value> before;
    for (const Choice& choice : search_.choices)
      before.push_back(choice.cell == no_index ? Value() : machine_.cell(choice.cell));
    find_dependents();
    const std::uint32_t root = build(0);
    for (std::size_t i = 0; i < search_.choices.size(); ++i) undo(search_.choices[i], before[i]);
    rerun(search_.rerun);
    return read(root);
  }

 private:
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
    const Value before = choice.cell == no_index ? Value::unknown() : machine_.cell(choice.cell);
    DiagramNode node;
    node.choice = static_cast<std::uint32_t>(depth);
    for (std::size_t i = 0; i < choice.values.size(); ++i) {
      if (spent_ >= budget_) {
        node.children.push_back(leaf(possible, false));
        node.complete = false;
        break;
      }
      ++spent_;
      assign(choice, i);
      rerun(rerun_[depth]);
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
  std::vector<std::vector<std::uint32_t>> rerun_;  // by choice
  std::uint32_t budget_;
  std::uint32_t spent_ = 0;
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
