#include "decide/completion.hpp"

#include <algorithm>
#include <map>

#include "decide/dependents.hpp"
#include "decide/representatives.hpp"

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
    machine_.run(search_.rerun);
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

  void assign(const Choice& choice, const Value& value) {
    if (choice.cell == no_index) {
      machine_.assume(choice.variable.number, value);
    } else {
      machine_.set_cell(choice.cell, value);
    }
  }

  void undo(const Choice& choice, const Value& before) {
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
    if (choice.values.empty()) return build(depth + 1);
    const Value before = choice.cell == no_index ? Value::unknown() : machine_.cell(choice.cell);
    DiagramNode node;
    node.choice = static_cast<std::uint32_t>(depth);
    for (const Value& value : choice.values) {
      if (spent_ >= budget_) {
        node.children.push_back(leaf(possible, false));
        break;
      }
      ++spent_;
      assign(choice, value);
      machine_.run(rerun_[depth]);
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
    bool cut = false;
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
    for (std::size_t i = 0; i < search_.choices.size(); ++i) {
      const Choice& choice = search_.choices[i];
      if (tests[i]) {
        result.matter.insert(result.matter.end(), choice.variables.begin(), choice.variables.end());
      } else if (cut || !choice.exact) {
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
