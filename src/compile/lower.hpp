// From FEEL syntax to nodes of a program, with static types.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compile/body_builder.hpp"
#include "feel/syntax.hpp"
#include "pack/model.hpp"
#include "text/report.hpp"

namespace huice::compile {

/// A computed value: its cell in some body, its type, and the fact whose list of values it comes
/// from.
struct Term {
  std::uint32_t cell = 0;
  value::TypeRef type;
  const pack::Fact* fact = nullptr;
};

/// What names mean outside of the expression: facts, parameters, definitions, decisions.
class Names {
 public:
  virtual ~Names() = default;
  /// A term in the household body, or nothing when the name is unknown.
  [[nodiscard]] virtual std::optional<Term> resolve(std::string_view name) = 0;
  /// A call of a name that is not a value (a table parameter): arguments are cells of the household
  /// body.
  [[nodiscard]] virtual std::optional<Term> call(std::string_view name,
                                                 const std::vector<std::uint32_t>& arguments) = 0;
  /// How many arguments such a name takes; nothing when it cannot be called so.
  [[nodiscard]] virtual std::optional<std::size_t> callable(std::string_view name) = 0;
  /// A named type (DMN item definitions).
  [[nodiscard]] virtual value::TypeRef type(std::string_view name) = 0;
  /// All names, for "did you mean".
  [[nodiscard]] virtual std::vector<std::string_view> names() = 0;
};

struct LowerOptions {
  /// Packs: everything that is null by its types is an error at load. DMN: it is null when it runs.
  bool strict = true;
  const value::Builtin* (*find_builtin)(std::string_view name) = nullptr;
  /// DMN: the functions of other languages that may be called, by class and method signature.
  const value::Builtin* (*find_external)(std::string_view class_name,
                                         std::string_view signature) = nullptr;
};

class Lowering {
 public:
  Lowering(program::Program& program, BodyBuilder& household, Names& names,
           const LowerOptions& options, text::Report& report);

  /// Lowers a whole expression into the household body.
  [[nodiscard]] Term expression(const pack::Expression& expression);

  /// Lowers a part of an expression, as if it stood alone.
  [[nodiscard]] Term part(const pack::Expression& expression, feel::SyntaxId id);

  /// Lowers a decision-table cell: the match (a boolean cell) of unary tests against an input.
  [[nodiscard]] std::uint32_t unary_tests(const pack::Expression& cell, const Term& input);

  /// Lowers an expression into a body of its own with the given arguments; gives the body's number
  /// and the result's type.
  [[nodiscard]] std::pair<std::uint32_t, value::TypeRef> body(
      const std::vector<std::pair<std::string, value::TypeRef>>& arguments,
      const std::function<Term(Lowering&)>& make);

  /// The builder that nodes go to at the moment.
  [[nodiscard]] BodyBuilder& here() noexcept { return *here_; }

  /// What a cell of the household's body holds, here.
  [[nodiscard]] Term reach(const Term& household_term);

  /// The cell of a name bound by `bind` or `body` in the scopes at hand.
  [[nodiscard]] std::optional<Term> local(std::string_view name);

  /// Gives a cell of the builder at hand a name, until `unbind` goes back to what `bound` gave.
  void bind(std::string name, const Term& term);
  /// Makes `item` and its keys names, as the condition of a filter sees them.
  void bind_item(const Term& item);
  [[nodiscard]] std::size_t bound() const noexcept { return bindings_.size(); }
  void unbind(std::size_t bound) { bindings_.resize(bound); }

 private:
  struct Binding {
    std::string name;
    BodyBuilder* owner;
    std::uint32_t cell;
    value::TypeRef type;
    const pack::Fact* fact;
  };
  /// Inside a filter: keys of the item are names.
  struct ItemScope {
    std::size_t depth;  ///< bindings_.size() when it was opened
    BodyBuilder* owner;
    std::uint32_t cell;
    value::TypeRef type;
    const pack::Fact* fact;
  };
  class Scoped;

  [[nodiscard]] Term lower(feel::SyntaxId id);
  [[nodiscard]] Term lower_name(const feel::SyntaxNode& node);
  [[nodiscard]] Term lower_path(const feel::SyntaxNode& node);
  [[nodiscard]] Term unknown_zone(const feel::SyntaxNode& node, const std::string& literal);
  [[nodiscard]] Term lower_at_literal(const feel::SyntaxNode& node);
  [[nodiscard]] Term lower_arithmetic(const feel::SyntaxNode& node);
  [[nodiscard]] Term lower_comparison(const feel::SyntaxNode& node);
  [[nodiscard]] Term lower_between(const feel::SyntaxNode& node);
  [[nodiscard]] Term lower_in(const feel::SyntaxNode& node);
  [[nodiscard]] Term lower_logic(const feel::SyntaxNode& node);
  [[nodiscard]] Term lower_if(const feel::SyntaxNode& node);
  [[nodiscard]] Term lower_loop(const feel::SyntaxNode& node);
  [[nodiscard]] Term lower_filter(const feel::SyntaxNode& node);
  [[nodiscard]] Term lower_call(const feel::SyntaxNode& node);
  [[nodiscard]] Term lower_builtin_call(const feel::SyntaxNode& node,
                                        const value::Builtin& builtin);
  [[nodiscard]] std::uint32_t one_value(const Term& value);
  [[nodiscard]] Term lower_list(const feel::SyntaxNode& node);
  [[nodiscard]] Term lower_context(const feel::SyntaxNode& node);
  [[nodiscard]] Term lower_function(const feel::SyntaxNode& node);
  [[nodiscard]] Term call_external(
      const feel::SyntaxNode& body,
      const std::vector<std::pair<std::string, value::TypeRef>>& names);
  [[nodiscard]] Term lower_range(const feel::SyntaxNode& node);
  [[nodiscard]] Term lower_instance_of(const feel::SyntaxNode& node);
  [[nodiscard]] value::TypeRef lower_type(feel::SyntaxId id);

  [[nodiscard]] std::uint32_t test(const Term& input, feel::SyntaxId id);
  [[nodiscard]] std::uint32_t tests(const Term& input, const feel::SyntaxNode& node,
                                    std::uint32_t first);
  [[nodiscard]] bool is_given(const Term& term) const;
  [[nodiscard]] std::uint32_t within(const Term& input, const feel::SyntaxNode& range);
  [[nodiscard]] Term compare(program::Op op, const Term& a, const Term& b,
                             const feel::SyntaxNode& node);

  [[nodiscard]] Term nothing(
      const feel::SyntaxNode& node);  // an error that was reported, or null when lenient
  Term fail(text::Code code, const feel::SyntaxNode& node, std::string message,
            std::string hint = {});
  [[nodiscard]] Term local_copy(const Binding& binding);
  [[nodiscard]] bool is_lazy(feel::SyntaxId id) const;
  [[nodiscard]] bool mentions(feel::SyntaxId id, std::string_view name) const;
  void check_value_of(const pack::Fact* fact, feel::SyntaxId id);
  void check_date_difference(const feel::SyntaxNode& node, const Term& a, const Term& b);

  [[nodiscard]] const feel::SyntaxNode& at(feel::SyntaxId id) const noexcept {
    return syntax_->node(id);
  }
  [[nodiscard]] feel::SyntaxId child(const feel::SyntaxNode& node, std::uint32_t i) const noexcept {
    return syntax_->child(node, i);
  }
  [[nodiscard]] std::string text(const feel::SyntaxNode& node) const {
    return std::string(syntax_->text(node));
  }
  [[nodiscard]] std::uint32_t string_index(std::string_view text);
  [[nodiscard]] std::uint32_t type_index(const value::TypeRef& type);

  program::Program& program_;
  BodyBuilder& household_;
  Names& names_;
  LowerOptions options_;
  text::Report& report_;
  BodyBuilder* here_;
  std::vector<Binding> bindings_;
  std::vector<ItemScope> items_;
  const feel::Syntax* syntax_ = nullptr;
  const pack::Expression* source_ = nullptr;
};

/// The result type of an arithmetic operator; null when the types never fit (any is taken to fit).
[[nodiscard]] value::TypeRef arithmetic_type(feel::SyntaxKind op, const value::Type& a,
                                             const value::Type& b);
/// May values of the two types be compared for order or equality?
[[nodiscard]] bool comparable(const value::Type& a, const value::Type& b);

}  // namespace huice::compile
