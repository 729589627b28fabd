// Walks a syntax tree where every fact and parameter has a value. Knows as much of FEEL as the
// packs of these tests use, and throws on the rest.
#pragma once

#include "differential/reference/question.hpp"

namespace huice::reference {

class Walker {
 public:
  /// Parameters are looked up for the rule's place.
  Walker(const Question& question, const pack::Rule& rule, const Environment& values)
      : question_(question), model_(question.model), rule_(rule), values_(values) {}

  [[nodiscard]] Value of(const pack::Expression& expression) const;
  /// True, false, or null where the condition errs.
  [[nodiscard]] Value of(const pack::Condition& condition) const;

 private:
  [[nodiscard]] Value of(const feel::Syntax& syntax, feel::SyntaxId id) const;
  [[nodiscard]] Value name(const std::string& id) const;
  [[nodiscard]] Value value_of(const pack::Parameter& parameter) const;
  [[nodiscard]] Value call(const feel::Syntax& syntax, const feel::SyntaxNode& node) const;
  [[nodiscard]] Value test(const feel::Syntax& syntax, feel::SyntaxId id,
                           const Value& looked) const;
  [[nodiscard]] Value table(const pack::DecisionTable& table) const;

  const Question& question_;
  const pack::Model& model_;
  const pack::Rule& rule_;
  const Environment& values_;
};

[[nodiscard]] Value conjunction(const Value& a, const Value& b);
[[nodiscard]] Value disjunction(const Value& a, const Value& b);
[[nodiscard]] Value negation(const Value& a);

}  // namespace huice::reference
