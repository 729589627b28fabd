// Circles among what refers to each other.
#include <algorithm>
#include <map>

#include "pack/expressions.hpp"
#include "pack/graph.hpp"
#include "pack/links.hpp"

namespace huice::pack {
namespace {

using Indices = std::map<std::string, std::size_t, std::less<>>;

void connect(GraphNode& node, std::string_view name, const Indices& indices) {
  const auto found = indices.find(name);
  if (found != indices.end()) node.next.push_back(found->second);
}

/// Inside the rows of a table parameter its inputs hide what else has their names.
bool is_input(const Owner& owner, std::string_view name) {
  return owner.parameter != nullptr &&
         std::any_of(owner.parameter->inputs.begin(), owner.parameter->inputs.end(),
                     [&](const TableParameterInput& input) { return input.name == name; });
}

/// Definitions and parameters: the terms of a parameter may use definitions.
void check_definitions(Loading& loading) {
  Model& model = loading.model;
  std::vector<GraphNode> nodes;
  Indices indices;
  for (const Definition& definition : model.definitions) {
    indices.emplace(definition.id, nodes.size());
    nodes.push_back({definition.id, definition.place, {}});
  }
  for (const Parameter& parameter : model.parameters) {
    indices.emplace(parameter.id, nodes.size());
    nodes.push_back({parameter.id, parameter.place, {}});
  }
  for_each_expression(model, [&](Expression& expression, feel::Goal, const Owner& owner) {
    if (expression.syntax == nullptr || owner.rule != nullptr) return;
    const std::string& user =
        owner.definition != nullptr ? owner.definition->id : owner.parameter->id;
    const auto at = indices.find(user);
    if (at == indices.end()) return;
    for (const std::string& name : free_names(*expression.syntax)) {
      if (!is_input(owner, name)) connect(nodes[at->second], name, indices);
    }
  });
  report_circles(nodes, "definitions refer to each other",
                 "a definition cannot need its own result", loading.report);
}

void check_requires(Loading& loading) {
  std::vector<GraphNode> nodes;
  Indices indices;
  for (const Rule& rule : loading.model.rules) {
    indices.emplace(rule.id, nodes.size());
    nodes.push_back({rule.id, rule.place, {}});
  }
  for (const Rule& rule : loading.model.rules) {
    for (const std::string& other : rule.requires_ids) {
      connect(nodes[indices.find(rule.id)->second], other, indices);
    }
  }
  report_circles(nodes, "entitlements require each other", "take one of the `requires` away",
                 loading.report);
}

void check_questions(const std::vector<Fact>& facts, text::Report& report) {
  std::vector<GraphNode> nodes;
  Indices indices;
  for (const Fact& fact : facts) {
    indices.emplace(fact.id, nodes.size());
    nodes.push_back({fact.id, fact.place, {}});
  }
  for (const Fact& fact : facts)
    connect(nodes[indices.find(fact.id)->second], fact.ask_after, indices);
  report_circles(nodes, "facts are asked after each other", "take one `ask_after` away", report);
  for (const Fact& fact : facts) {
    if (!fact.fields.empty()) check_questions(fact.fields, report);
  }
}

}  // namespace

void check_circles(Loading& loading) {
  check_definitions(loading);
  check_requires(loading);
  check_questions(loading.model.facts, loading.report);
}

}  // namespace huice::pack
