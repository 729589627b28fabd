#include "pack/expressions.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "feel/scope.hpp"
#include "pack/wording.hpp"

namespace huice::pack {
namespace {

using feel::Goal;
using feel::NameSet;

void visit_table(DecisionTable& table, const Owner& owner, const ExpressionVisit& visit) {
  for (TableInput& input : table.inputs) visit(input.value, Goal::expression, owner);
  for (TableOutput& output : table.outputs) {
    for (Expression& value : output.values) visit(value, Goal::expression, owner);
    if (output.default_value) visit(*output.default_value, Goal::expression, owner);
  }
  for (TableRow& row : table.rows) {
    for (Expression& cell : row.when) visit(cell, Goal::unary_tests, owner);
    for (Expression& result : row.then) visit(result, Goal::expression, owner);
  }
}

void visit_condition(Condition& condition, const Owner& owner, const ExpressionVisit& visit) {
  if (condition.kind == Condition::Kind::test) visit(condition.test, Goal::expression, owner);
  for (Condition& part : condition.parts) visit_condition(part, owner, visit);
}

void visit_rule(Rule& rule, const ExpressionVisit& visit) {
  const Owner owner{rule.pack, &rule};
  if (rule.applies) visit(*rule.applies, Goal::expression, owner);
  if (rule.when) visit_condition(*rule.when, owner, visit);
  for (Exception& exception : rule.exceptions) visit_condition(exception.when, owner, visit);
  if (rule.review) visit(rule.review->when, Goal::expression, owner);
  for (Grant& grant : rule.grants) {
    if (grant.amount) visit(*grant.amount, Goal::expression, owner);
  }
}

void visit_binding(Binding& binding, const Owner& owner, const ExpressionVisit& visit) {
  for (Expression& value : binding.values) visit(value, Goal::expression, owner);
  if (binding.test) visit(*binding.test, Goal::expression, owner);
  if (binding.amount) visit(*binding.amount, Goal::expression, owner);
  if (binding.table) visit_table(*binding.table, owner, visit);
}

/// The scopes of all packs.
class Parser {
 public:
  explicit Parser(Loading& loading) : loading_(loading), names_(loading.library.packs().size()) {
    for (const auto& [name, declaration] : loading.declarations.all(Space::names)) {
      names_[declaration.pack].add(name);
    }
    for (const Fact& fact : loading.model.facts) {
      for (const Fact& field : fact.fields) keys_.add(field.id);
    }
    for (const Definition& definition : loading.model.definitions) {
      if (definition.table) add_outputs(*definition.table);
    }
  }

  void parse(Expression& expression, feel::Goal goal, const Owner& owner) {
    if (expression.syntax != nullptr || expression.text.text().empty()) return;
    if (is_crowded(loading_.report)) return;
    const std::size_t pack = *loading_.library.find(owner.pack);
    text::Report found;
    expression.syntax = feel::parse(expression.text, scope_of(owner, pack), goal,
                                    feel::ParseLimits{}, loading_.library.complete(), found);
    for (Diagnostic& diagnostic : found.take()) {
      point_at_other_pack(diagnostic, pack);
      loading_.report.add(std::move(diagnostic));
    }
  }

 private:
  void add_outputs(const DecisionTable& table) {
    for (const TableOutput& output : table.outputs) keys_.add(output.name);
  }

  feel::Scope scope_of(const Owner& owner, std::size_t pack) {
    feel::Scope scope;
    scope.keys = &keys_;
    scope.layers.push_back(&feel::builtin_names());
    const std::vector<std::size_t>& sees = loading_.library.packs()[pack].sees;
    for (auto seen = sees.rbegin(); seen != sees.rend(); ++seen)
      scope.layers.push_back(&names_[*seen]);
    if (owner.rule != nullptr && !owner.rule->for_members.empty()) {
      scope.layers.push_back(&fields_of(*owner.rule));
    }
    if (owner.parameter != nullptr && !owner.parameter->inputs.empty()) {
      scope.layers.push_back(&inputs_of(*owner.parameter));
    }
    return scope;
  }

  const NameSet& fields_of(const Rule& rule) {
    const auto [set, is_new] = fields_.try_emplace(rule.for_members);
    if (is_new) {
      if (const std::vector<Fact>* members = members_of(rule, loading_)) {
        for (const Fact& field : *members) set->second.add(field.id);
      }
    }
    return set->second;
  }

  const NameSet& inputs_of(const Parameter& parameter) {
    const auto [set, is_new] = inputs_.try_emplace(parameter.id);
    if (is_new) {
      for (const TableParameterInput& input : parameter.inputs) set->second.add(input.name);
    }
    return set->second;
  }

  /// An unknown name that a pack not used declares deserves a better hint than a similar name.
  void point_at_other_pack(Diagnostic& diagnostic, std::size_t pack) const {
    if (diagnostic.code != text::info(text::Code::feel_unknown_name).id) return;
    const std::size_t open = diagnostic.message.find('`');
    const std::size_t close = diagnostic.message.find('`', open + 1);
    if (open == std::string::npos || close == std::string::npos) return;
    const std::string name = diagnostic.message.substr(open + 1, close - open - 1);
    std::string hint =
        hint_at_other_pack(Space::names, name, pack, loading_.declarations, loading_.library);
    if (!hint.empty()) diagnostic.hint = std::move(hint);
  }

  Loading& loading_;
  std::vector<NameSet> names_;  ///< of each pack alone
  NameSet keys_;
  std::map<std::string, NameSet> fields_;
  std::map<std::string, NameSet> inputs_;
};

/// Walks a tree with the names that it binds on the way. A stack of its own: `1 + 1 + …` is as deep
/// as it is long.
class FreeNames {
 public:
  explicit FreeNames(const feel::Syntax& syntax) : syntax_(syntax) {}

  std::set<std::string> find() {
    std::set<std::string> found;
    plan_.push_back({Step::visit, syntax_.root, 0});
    while (!plan_.empty()) {
      const Step step = plan_.back();
      plan_.pop_back();
      if (step.what == Step::visit) {
        visit(step.node, found);
      } else if (step.what == Step::bind) {
        bind(syntax_.node(step.node));
      } else {
        bound_.resize(step.names);
      }
    }
    return found;
  }

 private:
  using Kind = feel::SyntaxKind;

  struct Step {
    enum What : std::uint8_t { visit, bind, forget } what;
    feel::SyntaxId node;
    std::size_t names;
  };

  void visit(feel::SyntaxId id, std::set<std::string>& found) {
    const feel::SyntaxNode& node = syntax_.node(id);
    if (node.kind == Kind::name) {
      const std::string_view name = syntax_.text(node);
      if (std::find(bound_.begin(), bound_.end(), name) == bound_.end()) found.emplace(name);
      return;
    }
    if (binds(node.kind)) plan_.push_back({Step::forget, id, bound_.size()});
    for (std::uint32_t i = node.count; i-- > 0;) {
      const feel::SyntaxId child = syntax_.child(node, i);
      if (binds(node.kind)) plan_.push_back({Step::bind, child, 0});
      plan_.push_back({Step::visit, child, 0});
    }
  }

  static bool binds(Kind kind) {
    return kind == Kind::for_loop || kind == Kind::some || kind == Kind::every ||
           kind == Kind::function || kind == Kind::context;
  }

  /// Iterators, parameters and entries are in scope for what follows them, not for themselves.
  void bind(const feel::SyntaxNode& part) {
    if (part.kind == Kind::iterator || part.kind == Kind::parameter ||
        part.kind == Kind::context_entry) {
      bound_.push_back(syntax_.text(part));
    }
  }

  const feel::Syntax& syntax_;
  std::vector<Step> plan_;
  std::vector<std::string_view> bound_;
};

}  // namespace

void for_each_expression(Model& model, const ExpressionVisit& visit) {
  for (Parameter& parameter : model.parameters) {
    for (Binding& binding : parameter.bindings) {
      visit_binding(binding, {binding.pack, nullptr, &parameter}, visit);
    }
  }
  for (Definition& definition : model.definitions) {
    const Owner owner{definition.pack, nullptr, nullptr, &definition};
    if (definition.table) {
      visit_table(*definition.table, owner, visit);
    } else if (definition.decision) {
      for (auto& [name, value] : definition.decision->inputs) visit(value, Goal::expression, owner);
    } else {
      visit(definition.value, Goal::expression, owner);
    }
  }
  for (Rule& rule : model.rules) visit_rule(rule, visit);
}

void parse_expressions(Loading& loading) {
  Parser parser(loading);
  for_each_expression(loading.model, [&](Expression& expression, Goal goal, const Owner& owner) {
    parser.parse(expression, goal, owner);
  });
}

std::set<std::string> free_names(const feel::Syntax& syntax) { return FreeNames(syntax).find(); }

const std::vector<Fact>* members_of(const Rule& rule, const Loading& loading) {
  const Declaration* found = loading.declarations.find(Space::names, rule.for_members);
  if (found == nullptr || found->kind != Kind::fact) return nullptr;
  return &loading.model.facts[found->index].fields;
}

}  // namespace huice::pack
