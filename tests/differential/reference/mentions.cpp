#include "differential/reference/mentions.hpp"

namespace huice::reference {

using feel::SyntaxKind;

namespace {

class Collector {
 public:
  explicit Collector(const Question& question) : question_(question) {}

  Mentions of(const pack::Rule& rule) {
    add(rule);
    return std::move(found_);
  }

 private:
  void add(const pack::Rule& rule) {
    if (!rule.place_fact.empty()) found_.names.insert(rule.place_fact);
    found_.codes.insert(rule.area);
    if (rule.applies) add(*rule.applies);
    if (rule.when) add(*rule.when);
    if (rule.review && rule.review->when.present()) add(rule.review->when);
    for (const auto& exception : rule.exceptions) add(exception.when);
    for (const auto& need : rule.needs) add_name(need);
    for (const auto& id : rule.requires_ids) add(rule_of(question_.model, id));
  }

  void add(const pack::Condition& condition) {
    if (condition.test.present()) add(condition.test);
    for (const auto& part : condition.parts) add(part);
  }

  void add(const pack::Expression& expression) {
    const feel::Syntax& syntax = *expression.syntax;
    for (const feel::SyntaxNode& node : syntax.nodes) {
      if (node.kind == SyntaxKind::name) add_name(std::string(syntax.text(node)));
      if (node.kind == SyntaxKind::number)
        found_.numbers.insert(*Decimal::parse(syntax.text(node)));
      if (node.kind == SyntaxKind::string || node.kind == SyntaxKind::at_literal)
        add_text(std::string(syntax.text(node)));
      const bool equates = node.kind == SyntaxKind::equal || node.kind == SyntaxKind::not_equal ||
                           node.kind == SyntaxKind::in;
      if (equates) add_equated(syntax, node);
    }
  }

  void add_equated(const feel::Syntax& syntax, const feel::SyntaxNode& node) {
    for (std::uint32_t i = 1; i < node.count; ++i) {
      const feel::SyntaxNode& left = syntax.node(syntax.child(node, 0));
      const feel::SyntaxNode& right = syntax.node(syntax.child(node, i));
      const auto is_text = [](const feel::SyntaxNode& part) {
        return part.kind == SyntaxKind::name || part.kind == SyntaxKind::string;
      };
      if (!is_text(left) || !is_text(right)) continue;
      const std::string a(syntax.text(left));
      const std::string b(syntax.text(right));
      found_.equated.insert({{a, b}, {b, a}});
    }
  }

  void add_text(const std::string& text) {
    if (const auto date = Date::parse(text)) found_.dates.insert(*date);
    if (const auto duration = MonthsDuration::parse(text)) found_.months.insert(duration->months);
    if (text.size() == 6 && text.find_first_not_of("0123456789") == std::string::npos)
      found_.codes.insert(text);
  }

  void add_name(const std::string& name) {
    if (!found_.names.insert(name).second) return;
    for (const auto& definition : question_.model.definitions) {
      if (definition.id == name) add(definition);
    }
    for (const auto& parameter : question_.model.parameters) {
      if (parameter.id != name) continue;
      for (const auto& binding : parameter.bindings) {
        found_.codes.insert(binding.area);
        for (const auto& value : binding.values) add(value);
        if (binding.test) add(*binding.test);
      }
    }
  }

  void add(const pack::Definition& definition) {
    if (definition.value.present()) add(definition.value);
    if (!definition.table) return;
    for (const auto& input : definition.table->inputs) add(input.value);
    for (const auto& output : definition.table->outputs) {
      if (output.default_value) add(*output.default_value);
    }
    for (const auto& row : definition.table->rows) {
      for (const auto& cell : row.when) add(cell);
      for (const auto& cell : row.then) add(cell);
    }
  }

  const Question& question_;
  Mentions found_;
};

}  // namespace

Mentions mentions_of(const Question& question, const pack::Rule& rule) {
  return Collector(question).of(rule);
}

}  // namespace huice::reference
