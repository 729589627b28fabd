#include "compile/lower.hpp"

#include <algorithm>

#include "compile/find_builtin.hpp"
#include "exec/loop.hpp"
#include "feel/external.hpp"
#include "feel/library.hpp"
#include "text/nearest.hpp"
#include "value/compare.hpp"
#include "value/logic.hpp"
#include "value/temporal.hpp"

namespace huice::compile {

using feel::SyntaxId;
using feel::SyntaxKind;
using feel::SyntaxNode;
using program::no_index;
using program::Op;
using text::Code;
using value::simple;
using value::TypeKind;
using value::TypeRef;
using value::Value;

/// Takes back the names and item scopes that were opened since it was made.
class Lowering::Scoped {
 public:
  explicit Scoped(Lowering& lowering)
      : lowering_(lowering), bindings_(lowering.bindings_.size()), items_(lowering.items_.size()) {}
  ~Scoped() {
    lowering_.bindings_.resize(bindings_);
    lowering_.items_.resize(items_);
  }
  Scoped(const Scoped&) = delete;
  Scoped& operator=(const Scoped&) = delete;

 private:
  Lowering& lowering_;
  std::size_t bindings_;
  std::size_t items_;
};

Lowering::Lowering(program::Program& program, BodyBuilder& household, Names& names,
                   const LowerOptions& options, text::Report& report)
    : program_(program),
      household_(household),
      names_(names),
      options_(options),
      report_(report),
      here_(&household) {}

Term Lowering::expression(const pack::Expression& expression) {
  if (expression.syntax) return part(expression, expression.syntax->root);
  return {here_->constant(Value::error(), simple(TypeKind::any)), simple(TypeKind::any), nullptr};
}

Term Lowering::part(const pack::Expression& expression, SyntaxId id) {
  const auto* outer_syntax = syntax_;
  const auto* outer_source = source_;
  syntax_ = expression.syntax.get();
  source_ = &expression;
  Term term = lower(id);
  syntax_ = outer_syntax;
  source_ = outer_source;
  return term;
}

std::uint32_t Lowering::unary_tests(const pack::Expression& cell, const Term& input) {
  const auto* outer_syntax = syntax_;
  const auto* outer_source = source_;
  syntax_ = cell.syntax.get();
  source_ = &cell;
  std::uint32_t match = 0;
  if (syntax_ == nullptr) {
    match = here_->constant(Value::error(), simple(TypeKind::boolean));
  } else {
    const Scoped scoped(*this);
    bindings_.push_back({"?", here_, input.cell, input.type, input.fact});
    match = test(input, syntax_->root);
  }
  syntax_ = outer_syntax;
  source_ = outer_source;
  return match;
}

std::pair<std::uint32_t, TypeRef> Lowering::body(
    const std::vector<std::pair<std::string, TypeRef>>& arguments,
    const std::function<Term(Lowering&)>& make) {
  const Scoped scoped(*this);
  BodyBuilder inner(program_, here_);
  BodyBuilder* outer = here_;
  here_ = &inner;
  for (const auto& [name, type] : arguments) {
    const std::uint32_t cell = inner.argument(name, type);
    bindings_.push_back({name, &inner, cell, type, nullptr});
  }
  const Term result = make(*this);
  here_ = outer;
  return {inner.finish(result.cell), result.type};
}

std::optional<Term> Lowering::local(std::string_view name) {
  for (std::size_t i = bindings_.size(); i-- > 0;) {
    if (bindings_[i].name == name) return local_copy(bindings_[i]);
  }
  return std::nullopt;
}

void Lowering::bind(std::string name, const Term& term) {
  bindings_.push_back({std::move(name), here_, term.cell, term.type, term.fact});
}

void Lowering::bind_item(const Term& item) {
  bind("item", item);
  items_.push_back({bindings_.size(), here_, item.cell, item.type, item.fact});
}

Term Lowering::local_copy(const Binding& binding) {
  return {here_->reach(*binding.owner, binding.cell), binding.type, binding.fact};
}

Term Lowering::reach(const Term& term) {
  return {here_->reach(household_, term.cell), term.type, term.fact};
}

std::uint32_t Lowering::string_index(std::string_view text) {
  return compile::string_index(program_, text);
}

std::uint32_t Lowering::type_index(const TypeRef& type) {
  for (std::uint32_t i = 0; i < program_.types.size(); ++i) {
    if (value::same(*program_.types[i], *type)) return i;
  }
  program_.types.push_back(type);
  return static_cast<std::uint32_t>(program_.types.size() - 1);
}

Term Lowering::fail(Code code, const SyntaxNode& node, std::string message, std::string hint) {
  if (options_.strict && source_ != nullptr) {
    report_.error(code, source_->text.at(node.span), std::move(message), std::move(hint));
  }
  return nothing(node);
}

namespace {

/// What built-ins that run while compiling may use.
value::CallContext constant_context() {
  value::CallContext context;
  context.zones = feel::zone_rules();
  return context;
}

}  // namespace

Term Lowering::nothing(const SyntaxNode&) {
  return {here_->constant(Value::error(), simple(TypeKind::any)), simple(TypeKind::any), nullptr};
}

Term Lowering::lower(SyntaxId id) {
  const SyntaxNode& node = at(id);
  switch (node.kind) {
    case SyntaxKind::null:
      return {here_->constant(Value::null(), simple(TypeKind::null)), simple(TypeKind::null),
              nullptr};
    case SyntaxKind::boolean:
      return {here_->constant(Value(node.flag != 0), simple(TypeKind::boolean)),
              simple(TypeKind::boolean), nullptr};
    case SyntaxKind::number: {
      const auto number = Decimal::parse(text(node));
      if (!number) return fail(Code::feel_literal, node, "`" + text(node) + "` is not a number");
      return {here_->constant(Value(*number), simple(TypeKind::number)), simple(TypeKind::number),
              nullptr};
    }
    case SyntaxKind::string:
      return {here_->constant(Value::string(text(node)), simple(TypeKind::string)),
              simple(TypeKind::string), nullptr};
    case SyntaxKind::at_literal:
      return lower_at_literal(node);
    case SyntaxKind::name:
      return lower_name(node);
    case SyntaxKind::path:
      return lower_path(node);
    case SyntaxKind::negate:
    case SyntaxKind::add:
    case SyntaxKind::subtract:
    case SyntaxKind::multiply:
    case SyntaxKind::divide:
    case SyntaxKind::power:
      return lower_arithmetic(node);
    case SyntaxKind::equal:
    case SyntaxKind::not_equal:
    case SyntaxKind::less:
    case SyntaxKind::less_equal:
    case SyntaxKind::greater:
    case SyntaxKind::greater_equal:
      return lower_comparison(node);
    case SyntaxKind::between:
      return lower_between(node);
    case SyntaxKind::in:
      return lower_in(node);
    case SyntaxKind::instance_of:
      return lower_instance_of(node);
    case SyntaxKind::conjunction:
    case SyntaxKind::disjunction:
      return lower_logic(node);
    case SyntaxKind::if_then_else:
      return lower_if(node);
    case SyntaxKind::for_loop:
    case SyntaxKind::some:
    case SyntaxKind::every:
      return lower_loop(node);
    case SyntaxKind::filter:
      return lower_filter(node);
    case SyntaxKind::call:
      return lower_call(node);
    case SyntaxKind::list:
      return lower_list(node);
    case SyntaxKind::context:
      return lower_context(node);
    case SyntaxKind::function:
      return lower_function(node);
    case SyntaxKind::range:
      return lower_range(node);
    case SyntaxKind::test_compare: {
      // A unary test that stands as a value is the range of what it accepts: (<9), (=9).
      const Term operand = lower(child(node, 0));
      const TypeRef type = value::range_of(operand.type);
      const std::uint32_t none = here_->constant(Value::null(), simple(TypeKind::null));
      switch (node.flag) {
        case 0:
          return {here_->node(Op::range, {none, operand.cell}, type, 0, 4), type, nullptr};
        case 1:
          return {here_->node(Op::range, {none, operand.cell}, type, 0, 4 | 2), type, nullptr};
        case 2:
          return {here_->node(Op::range, {operand.cell, none}, type, 0, 8), type, nullptr};
        case 3:
          return {here_->node(Op::range, {operand.cell, none}, type, 0, 8 | 1), type, nullptr};
        case 4:
          return {here_->node(Op::range, {operand.cell, operand.cell}, type, 0, 16), type, nullptr};
        default:
          return {here_->node(Op::range, {operand.cell, operand.cell}, type, 0, 32), type, nullptr};
      }
    }
    default:
      return fail(Code::feel_syntax, node, "this cannot stand as a value here");
  }
}

// --- names ----------------------------------------------------------------------------------

Term Lowering::lower_name(const SyntaxNode& node) {
  const std::string name = text(node);
  // Innermost first: names bound here, and keys of the items of filters, by depth.
  for (std::size_t b = bindings_.size(), i = items_.size();;) {
    if (i > 0 && items_[i - 1].depth >= b) {
      const ItemScope& item = items_[--i];
      if (item.type->kind == TypeKind::context) {
        for (const auto& [key, type] : item.type->fields) {
          if (key != name) continue;
          const pack::Fact* fact = nullptr;
          if (item.fact != nullptr) {
            for (const pack::Fact& field : item.fact->fields) {
              if (field.id == name) fact = &field;
            }
          }
          const std::uint32_t cell = here_->reach(*item.owner, item.cell);
          return {here_->node(Op::property, {cell}, type, string_index(name)), type, fact};
        }
      } else if (item.type->kind == TypeKind::any && name != "item" && name != "?") {
        // Known only when it runs: the item's key where it has one, else what the name means
        // outside.
        const std::uint32_t cell = here_->reach(*item.owner, item.cell);
        std::optional<Term> outside;
        for (std::size_t k = b; k-- > 0 && !outside;) {
          if (bindings_[k].name == name) outside = local_copy(bindings_[k]);
        }
        if (!outside) {
          if (auto known = names_.resolve(name)) outside = reach(*known);
        }
        const TypeRef any = simple(TypeKind::any);
        if (outside)
          return {here_->node(Op::property_or, {cell, outside->cell}, any, string_index(name)), any,
                  nullptr};
        return {here_->node(Op::property_or, {cell}, any, string_index(name)), any, nullptr};
      }
      continue;
    }
    if (b == 0) break;
    if (bindings_[--b].name == name) return local_copy(bindings_[b]);
  }
  if (auto known = names_.resolve(name)) return reach(*known);
  if (const value::Builtin* builtin = options_.find_builtin(name)) {
    program_.builtins.push_back(builtin);
    const TypeRef any = simple(TypeKind::any);
    return {here_->node(Op::builtin_value, {}, any,
                        static_cast<std::uint32_t>(program_.builtins.size() - 1)),
            any, nullptr};
  }
  return fail(Code::feel_unknown_name, node, "nothing is called `" + name + "` here",
              text::did_you_mean(name, names_.names()));
}

Term Lowering::lower_path(const SyntaxNode& node) {
  const Term operand = lower(child(node, 0));
  const std::string key = text(node);
  const TypeRef any = simple(TypeKind::any);
  TypeRef type = any;
  const pack::Fact* fact = nullptr;
  const value::Type* context = operand.type.get();
  const bool through_list = context->kind == TypeKind::list;
  if (through_list) context = context->element.get();
  if (context->kind == TypeKind::context) {
    bool found = false;
    for (const auto& [name, field] : context->fields) {
      if (name != key) continue;
      found = true;
      type = through_list ? value::list_of(field) : field;
    }
    if (!found && options_.strict) {
      std::vector<std::string_view> keys;
      for (const auto& [name, field] : context->fields) keys.push_back(name);
      return fail(Code::feel_unknown_name, node, "there is no `" + key + "` in it",
                  text::did_you_mean(key, keys));
    }
    if (operand.fact != nullptr) {
      for (const pack::Fact& field : operand.fact->fields) {
        if (field.id == key) fact = &field;
      }
    }
  } else if (context->kind != TypeKind::any) {
    static constexpr std::string_view numeric[] = {"year",   "month",   "day",    "weekday", "hour",
                                                   "minute", "second",  "years",  "months",  "days",
                                                   "hours",  "minutes", "seconds"};
    for (const std::string_view name : numeric) {
      if (key == name) type = simple(TypeKind::number);
    }
  }
  return {here_->node(Op::property, {operand.cell}, type, string_index(key)), type, fact};
}

Term Lowering::unknown_zone(const SyntaxNode& node, const std::string& literal) {
  return fail(Code::feel_literal, node,
              "\"" + literal + "\" names a time zone that does not exist");
}

Term Lowering::lower_at_literal(const SyntaxNode& node) {
  const std::string literal = text(node);
  const auto make = [&](const Value& v, TypeKind kind) {
    return Term{here_->constant(v, simple(kind)), simple(kind), nullptr};
  };
  if (const auto date = Date::parse(literal)) return make(Value(*date), TypeKind::date);
  if (auto moment = DateTime::parse(literal)) {
    if (!value::is_valid(moment->time.zone, feel::zone_rules())) return unknown_zone(node, literal);
    return make(Value::date_time(std::move(*moment)), TypeKind::date_time);
  }
  if (auto time = Time::parse(literal)) {
    if (!value::is_valid(time->zone, feel::zone_rules())) return unknown_zone(node, literal);
    return make(Value::time(std::move(*time)), TypeKind::time);
  }
  if (const auto months = MonthsDuration::parse(literal))
    return make(Value(*months), TypeKind::months_duration);
  if (const auto days = DaysDuration::parse(literal))
    return make(Value(*days), TypeKind::days_duration);
  return fail(Code::feel_literal, node,
              "@\"" + literal + "\" is no date, time, date and time or duration");
}

// --- operators ------------------------------------------------------------------------------

Term Lowering::lower_arithmetic(const SyntaxNode& node) {
  const Term a = lower(child(node, 0));
  if (node.kind == SyntaxKind::negate) {
    const TypeKind kind = a.type->kind;
    if (kind != TypeKind::any && kind != TypeKind::number && kind != TypeKind::days_duration &&
        kind != TypeKind::months_duration) {
      return fail(Code::feel_type, node,
                  "`-` needs a number or a duration, not " + value::name(*a.type));
    }
    return {here_->node(Op::negate, {a.cell}, a.type), a.type, nullptr};
  }
  const Term b = lower(child(node, 1));
  const TypeRef type = arithmetic_type(node.kind, *a.type, *b.type);
  if (!type) {
    return fail(Code::feel_type, node,
                value::name(*a.type) + " and " + value::name(*b.type) + " do not go together here",
                "numbers with numbers; dates with durations; text only with `+`");
  }
  Op op = Op::add;
  switch (node.kind) {
    case SyntaxKind::subtract:
      op = Op::subtract;
      break;
    case SyntaxKind::multiply:
      op = Op::multiply;
      break;
    case SyntaxKind::divide:
      op = Op::divide;
      break;
    case SyntaxKind::power:
      op = Op::power;
      break;
    default:
      break;
  }
  return {here_->node(op, {a.cell, b.cell}, type), type, nullptr};
}

Term Lowering::lower_comparison(const SyntaxNode& node) {
  const Term a = lower(child(node, 0));
  const Term b = lower(child(node, 1));
  check_value_of(a.fact, child(node, 1));
  check_value_of(b.fact, child(node, 0));
  check_date_difference(node, a, b);
  Op op = Op::equal;
  switch (node.kind) {
    case SyntaxKind::not_equal:
      op = Op::not_equal;
      break;
    case SyntaxKind::less:
      op = Op::less;
      break;
    case SyntaxKind::less_equal:
      op = Op::less_equal;
      break;
    case SyntaxKind::greater:
      op = Op::greater;
      break;
    case SyntaxKind::greater_equal:
      op = Op::greater_equal;
      break;
    default:
      break;
  }
  return compare(op, a, b, node);
}

Term Lowering::compare(Op op, const Term& a, const Term& b, const SyntaxNode& node) {
  if (!comparable(*a.type, *b.type)) {
    return fail(Code::feel_type, node,
                value::name(*a.type) + " cannot be compared with " + value::name(*b.type));
  }
  const TypeRef boolean = simple(TypeKind::boolean);
  return {here_->node(op, {a.cell, b.cell}, boolean), boolean, nullptr};
}

Term Lowering::lower_between(const SyntaxNode& node) {
  const Term x = lower(child(node, 0));
  const Term low = lower(child(node, 1));
  const Term high = lower(child(node, 2));
  const TypeRef boolean = simple(TypeKind::boolean);
  const Term above = compare(Op::greater_equal, x, low, node);
  const Term below = compare(Op::less_equal, x, high, node);
  return {here_->node(Op::conjunction, {above.cell, below.cell}, boolean), boolean, nullptr};
}

Term Lowering::lower_logic(const SyntaxNode& node) {
  const Term a = lower(child(node, 0));
  const Term b = lower(child(node, 1));
  for (const Term* term : {&a, &b}) {
    if (options_.strict && term->type->kind != TypeKind::boolean &&
        term->type->kind != TypeKind::any) {
      return fail(Code::feel_not_boolean, at(child(node, term == &a ? 0 : 1)),
                  "`and` and `or` join true-or-false values; this is " + value::name(*term->type));
    }
  }
  const TypeRef boolean = simple(TypeKind::boolean);
  const Op op = node.kind == SyntaxKind::conjunction ? Op::conjunction : Op::disjunction;
  return {here_->node(op, {a.cell, b.cell}, boolean), boolean, nullptr};
}

// --- tests ----------------------------------------------------------------------------------

Term Lowering::lower_in(const SyntaxNode& node) {
  const Term x = lower(child(node, 0));
  const TypeRef boolean = simple(TypeKind::boolean);
  return {tests(x, node, 1), boolean, nullptr};
}

std::uint32_t Lowering::tests(const Term& input, const SyntaxNode& node, std::uint32_t first) {
  std::vector<std::uint32_t> cells;
  for (std::uint32_t i = first; i < node.count; ++i) cells.push_back(test(input, child(node, i)));
  if (cells.size() == 1) return cells.front();
  return here_->node(Op::any_of, cells, simple(TypeKind::boolean));
}

std::uint32_t Lowering::test(const Term& input, SyntaxId id) {
  const SyntaxNode& node = at(id);
  const TypeRef boolean = simple(TypeKind::boolean);
  switch (node.kind) {
    case SyntaxKind::test_any:
      return here_->constant(Value(true), boolean);
    case SyntaxKind::test_not:
      return here_->node(Op::negation, {tests(input, node, 0)}, boolean);
    case SyntaxKind::tests:
      return tests(input, node, 0);
    case SyntaxKind::test_compare: {
      static constexpr Op ops[] = {Op::less,          Op::less_equal, Op::greater,
                                   Op::greater_equal, Op::equal,      Op::not_equal};
      check_value_of(input.fact, child(node, 0));
      return compare(ops[node.flag], input, lower(child(node, 0)), node).cell;
    }
    case SyntaxKind::range:
      return within(input, node);
    case SyntaxKind::list:
      if (input.type->kind == TypeKind::list || !options_.strict) break;
      if (node.count == 0) return here_->constant(Value(false), boolean);
      return tests(input, node, 0);
    default:
      break;
  }
  check_value_of(input.fact, id);
  const Term term = lower(id);
  if (mentions(id, "?") ||
      (term.type->kind == TypeKind::boolean && input.type->kind != TypeKind::boolean &&
       input.type->kind != TypeKind::any)) {
    return term.cell;
  }
  const bool plain = term.type->kind != TypeKind::any && term.type->kind != TypeKind::list &&
                     term.type->kind != TypeKind::range && term.type->kind != TypeKind::function;
  if (plain && (is_given(term) || !comparable(*input.type, *term.type)))
    return compare(Op::equal, input, term, node).cell;
  return here_->node(Op::in_test, {input.cell, term.cell}, boolean);
}

// What is computed may err, and a test that errs is none that fails: `in` tells them apart.
bool Lowering::is_given(const Term& term) const {
  const program::Node& node = here_->at(term.cell);
  switch (node.op) {
    case Op::constant:
      return !program_.constants[node.index].is_error();
    case Op::input:
    case Op::as_of:
    case Op::parameter:
      return true;
    default:
      return false;
  }
}

std::uint32_t Lowering::within(const Term& input, const SyntaxNode& range) {
  const TypeRef boolean = simple(TypeKind::boolean);
  std::vector<std::uint32_t> sides;
  if (at(child(range, 0)).kind != SyntaxKind::absent) {
    const Term low = lower(child(range, 0));
    sides.push_back(
        compare((range.flag & 1U) != 0 ? Op::greater_equal : Op::greater, input, low, range).cell);
  }
  if (at(child(range, 1)).kind != SyntaxKind::absent) {
    const Term high = lower(child(range, 1));
    sides.push_back(
        compare((range.flag & 2U) != 0 ? Op::less_equal : Op::less, input, high, range).cell);
  }
  if (sides.size() == 1) return sides.front();
  return here_->node(Op::conjunction, {sides[0], sides[1]}, boolean);
}

// --- control --------------------------------------------------------------------------------

// Branches that call functions or loop run only when they are chosen (a recursion ends by its
// `if`).
bool Lowering::is_lazy(SyntaxId id) const {
  const SyntaxNode& node = at(id);
  if (node.kind == SyntaxKind::for_loop || node.kind == SyntaxKind::some ||
      node.kind == SyntaxKind::every)
    return true;
  if (node.kind == SyntaxKind::call) {
    const SyntaxNode& callee = at(child(node, 0));
    if (callee.kind != SyntaxKind::name || options_.find_builtin(syntax_->text(callee)) == nullptr)
      return true;
  }
  for (std::uint32_t i = 0; i < node.count; ++i) {
    if (is_lazy(child(node, i))) return true;
  }
  return false;
}

bool Lowering::mentions(SyntaxId id, std::string_view name) const {
  const SyntaxNode& node = at(id);
  if (node.kind == SyntaxKind::name && syntax_->text(node) == name) return true;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    if (mentions(child(node, i), name)) return true;
  }
  return false;
}

Term Lowering::lower_if(const SyntaxNode& node) {
  const Term condition = lower(child(node, 0));
  if (options_.strict && condition.type->kind != TypeKind::boolean &&
      condition.type->kind != TypeKind::any) {
    return fail(Code::feel_not_boolean, at(child(node, 0)),
                "the condition of `if` is " + value::name(*condition.type));
  }
  if (is_lazy(child(node, 1)) || is_lazy(child(node, 2))) {
    const auto [then, then_type] = body({}, [&](Lowering& l) { return l.lower(child(node, 1)); });
    const auto [otherwise, else_type] =
        body({}, [&](Lowering& l) { return l.lower(child(node, 2)); });
    const TypeRef type = value::common(then_type, else_type);
    return {here_->node(Op::lazy_select, {condition.cell}, type, then, 0, otherwise), type,
            nullptr};
  }
  const Term a = lower(child(node, 1));
  const Term b = lower(child(node, 2));
  const TypeRef type = value::common(a.type, b.type);
  return {here_->node(Op::select, {condition.cell, a.cell, b.cell}, type), type, nullptr};
}

Term Lowering::lower_loop(const SyntaxNode& node) {
  std::vector<std::pair<std::string, TypeRef>> variables;
  std::vector<const pack::Fact*> facts;
  std::vector<std::uint32_t> domains;
  const auto bind_facts = [&] {
    for (std::size_t i = 0; i < facts.size(); ++i)
      bindings_[bindings_.size() - facts.size() + i].fact = facts[i];
  };
  for (std::uint32_t i = 0; i + 1 < node.count; ++i) {
    const SyntaxNode& iterator = at(child(node, i));
    const pack::Fact* fact = nullptr;
    const auto [domain, type] = body(variables, [&](Lowering& l) {
      bind_facts();
      Term low = l.lower(l.child(iterator, 0));
      fact = low.fact;
      if (iterator.count == 1) return low;
      const Term high = l.lower(l.child(iterator, 1));
      const TypeRef list = value::list_of(low.type);
      return Term{l.here_->node(Op::sequence, {low.cell, high.cell}, list), list, nullptr};
    });
    domains.push_back(domain);
    TypeRef item = simple(TypeKind::any);
    if (type->kind == TypeKind::list || type->kind == TypeKind::range) item = type->element;
    variables.emplace_back(text(iterator), item);
    facts.push_back(fact);
  }
  const SyntaxId last = child(node, node.count - 1);
  const bool partial = node.kind == SyntaxKind::for_loop && mentions(last, "partial");
  auto arguments = variables;
  if (partial) arguments.emplace_back("partial", value::list_of(simple(TypeKind::any)));
  const auto [result, result_type] = body(arguments, [&](Lowering& l) {
    if (!partial) bind_facts();
    return l.lower(last);
  });
  const bool loop = node.kind == SyntaxKind::for_loop;
  if (!loop && options_.strict && result_type->kind != TypeKind::boolean &&
      result_type->kind != TypeKind::any) {
    return fail(Code::feel_not_boolean, at(last),
                "what must be satisfied is " + value::name(*result_type));
  }
  const TypeRef type = loop ? value::list_of(result_type) : simple(TypeKind::boolean);
  const Op op = loop ? Op::for_loop : node.kind == SyntaxKind::some ? Op::some : Op::every;
  // The bodies' captures are read when the node runs: they are its operands in all but name (see
  // Body::captures).
  return {here_->node(op, domains, type, result, partial ? 1 : 0), type, nullptr};
}

Term Lowering::lower_filter(const SyntaxNode& node) {
  const Term source = lower(child(node, 0));
  TypeRef item = source.type;
  if (item->kind == TypeKind::list) item = item->element;
  const SyntaxNode& condition = at(child(node, 1));
  const bool position =
      condition.kind == SyntaxKind::number ||
      (condition.kind == SyntaxKind::negate && at(child(condition, 0)).kind == SyntaxKind::number);
  if (position) {
    const Term index = lower(child(node, 1));
    return {here_->node(Op::element, {source.cell, index.cell}, item), item, source.fact};
  }
  TypeRef kept;
  const auto [number, type] = body({{"item", item}}, [&](Lowering& l) {
    Binding& binding = l.bindings_.back();
    binding.fact = source.fact;
    l.items_.push_back({l.bindings_.size(), l.here_, binding.cell, item, source.fact});
    return l.lower(l.child(node, 1));
  });
  if (type->kind == TypeKind::number) {
    kept = item;
  } else if (type->kind == TypeKind::boolean || type->kind == TypeKind::any) {
    kept = type->kind == TypeKind::boolean ? value::list_of(item) : simple(TypeKind::any);
  } else {
    return fail(Code::feel_not_boolean, condition,
                "a filter needs a condition or a position; this is " + value::name(*type));
  }
  return {here_->node(Op::filter, {source.cell}, kept, number), kept, source.fact};
}

Term Lowering::lower_instance_of(const SyntaxNode& node) {
  const Term operand = lower(child(node, 0));
  const TypeRef type = lower_type(child(node, 1));
  if (!type) return fail(Code::feel_type, at(child(node, 1)), "there is no such type");
  const TypeRef boolean = simple(TypeKind::boolean);
  return {here_->node(Op::instance_of, {operand.cell}, boolean, type_index(type)), boolean,
          nullptr};
}

TypeRef Lowering::lower_type(SyntaxId id) {
  const SyntaxNode& node = at(id);
  switch (node.kind) {
    case SyntaxKind::type_list: {
      TypeRef element = lower_type(child(node, 0));
      return element ? value::list_of(element) : nullptr;
    }
    case SyntaxKind::type_range: {
      TypeRef element = lower_type(child(node, 0));
      return element ? value::range_of(element) : nullptr;
    }
    case SyntaxKind::type_context: {
      std::vector<std::pair<std::string, TypeRef>> fields;
      for (std::uint32_t i = 0; i < node.count; ++i) {
        const SyntaxNode& entry = at(child(node, i));
        TypeRef type = lower_type(child(entry, 0));
        if (!type) return nullptr;
        fields.emplace_back(text(entry), type);
      }
      return value::context_of(std::move(fields));
    }
    case SyntaxKind::type_function: {
      std::vector<TypeRef> parameters;
      for (std::uint32_t i = 0; i + 1 < node.count; ++i) {
        parameters.push_back(lower_type(child(node, i)));
        if (!parameters.back()) return nullptr;
      }
      TypeRef result = lower_type(child(node, node.count - 1));
      return result ? value::function_of(std::move(parameters), result) : nullptr;
    }
    default:
      break;
  }
  const std::string name = text(node);
  if (TypeRef type = value::type_named(name)) return type;
  return names_.type(name);
}

// --- structures -----------------------------------------------------------------------------

Term Lowering::lower_list(const SyntaxNode& node) {
  std::vector<std::uint32_t> cells;
  TypeRef element;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const Term item = lower(child(node, i));
    cells.push_back(item.cell);
    const bool other_keys =
        element && element->kind == TypeKind::context && !value::same(*element, *item.type);
    // Items with different keys: which an item has shows only when it runs.
    element = other_keys ? simple(TypeKind::any)
              : element  ? value::common(element, item.type)
                         : item.type;
  }
  const TypeRef type = value::list_of(element ? element : simple(TypeKind::any));
  return {here_->node(Op::list, cells, type), type, nullptr};
}

Term Lowering::lower_context(const SyntaxNode& node) {
  const Scoped scoped(*this);
  std::vector<std::uint32_t> cells;
  std::vector<std::pair<std::string, TypeRef>> fields;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const SyntaxNode& entry = at(child(node, i));
    const std::string key = text(entry);
    for (const auto& [name, type] : fields) {
      if (name == key)
        return fail(Code::feel_literal, entry, "the key `" + key + "` stands twice in one context");
    }
    const Term value = lower(child(entry, 0));
    cells.push_back(value.cell);
    fields.emplace_back(key, value.type);
    bindings_.push_back({key, here_, value.cell, value.type, value.fact});
  }
  const auto first = static_cast<std::uint32_t>(program_.strings.size());
  for (const auto& [name, type] : fields) program_.strings.push_back(name);
  const TypeRef type = value::context_of(fields);
  return {here_->node(Op::context, cells, type, first), type, nullptr};
}

Term Lowering::lower_function(const SyntaxNode& node) {
  if (node.flag != 0 && options_.find_external == nullptr)
    return fail(Code::feel_not_available, node, "external functions are not run");
  std::vector<std::pair<std::string, TypeRef>> parameters;
  std::vector<TypeRef> types;
  for (std::uint32_t i = 0; i + 1 < node.count; ++i) {
    const SyntaxNode& parameter = at(child(node, i));
    TypeRef type = parameter.count > 0 ? lower_type(child(parameter, 0)) : simple(TypeKind::any);
    if (!type) return fail(Code::feel_type, parameter, "there is no such type");
    parameters.emplace_back(text(parameter), type);
    types.push_back(type);
  }
  const auto [number, result] = body(parameters, [&](Lowering& l) {
    const SyntaxId last = l.child(node, node.count - 1);
    return node.flag != 0 ? l.call_external(l.at(last), parameters) : l.lower(last);
  });
  const TypeRef type = value::function_of(types, result);
  return {here_->node(Op::function, {}, type, number), type, nullptr};
}

// {java: {class: "...", method signature: "..."}}
Term Lowering::call_external(const SyntaxNode& body,
                             const std::vector<std::pair<std::string, TypeRef>>& names) {
  const feel::ExternalName external = feel::external_name(*syntax_, body);
  const value::Builtin* builtin = options_.find_external(external.class_name, external.signature);
  if (builtin == nullptr) return nothing(body);
  std::vector<std::uint32_t> cells;
  for (const auto& [name, type] : names) cells.push_back(local(name)->cell);
  program_.builtins.push_back(builtin);
  const auto number = static_cast<std::uint32_t>(program_.builtins.size() - 1);
  const TypeRef any = simple(TypeKind::any);
  return {here_->node(Op::call_builtin, cells, any, number), any, nullptr};
}

Term Lowering::lower_range(const SyntaxNode& node) {
  const TypeRef null = simple(TypeKind::null);
  std::uint8_t flag = node.flag & 3U;
  const auto side = [&](std::uint32_t i, std::uint8_t absent) {
    if (at(child(node, i)).kind != SyntaxKind::absent) return lower(child(node, i));
    flag = static_cast<std::uint8_t>(flag | absent);
    return Term{here_->constant(Value::null(), null), null, nullptr};
  };
  const Term low = side(0, 4);
  const Term high = side(1, 8);
  if (!comparable(*low.type, *high.type)) {
    return fail(Code::feel_type, node,
                "a range from " + value::name(*low.type) + " to " + value::name(*high.type));
  }
  const TypeRef type = value::range_of(low.type->kind == TypeKind::null ? high.type : low.type);
  return {here_->node(Op::range, {low.cell, high.cell}, type, 0, flag), type, nullptr};
}

// --- calls ----------------------------------------------------------------------------------

Term Lowering::lower_call(const SyntaxNode& node) {
  const SyntaxNode& callee = at(child(node, 0));
  const bool by_name = node.count > 1 && at(child(node, 1)).kind == SyntaxKind::named_argument;
  const TypeRef any = simple(TypeKind::any);
  if (callee.kind == SyntaxKind::name) {
    const std::string name = text(callee);
    bool bound = false;
    for (const Binding& binding : bindings_) bound = bound || binding.name == name;
    if (!bound) {
      if (const auto arity = names_.callable(name)) {
        if (by_name || *arity != node.count - 1) {
          return fail(Code::feel_arity, node,
                      "`" + name + "` takes " + std::to_string(*arity) + " arguments");
        }
        if (here_ != &household_)
          return fail(Code::feel_not_available, node,
                      "`" + name + "` cannot be used inside a loop or filter");
        std::vector<std::uint32_t> arguments;
        for (std::uint32_t i = 1; i < node.count; ++i)
          arguments.push_back(lower(child(node, i)).cell);
        if (auto term = names_.call(name, arguments)) return *term;
      }
      if (!names_.resolve(name)) {
        if (const value::Builtin* builtin = options_.find_builtin(name))
          return lower_builtin_call(node, *builtin);
        return fail(Code::feel_unknown_name, callee, "there is no function `" + name + "`",
                    text::did_you_mean(name, names_.names()));
      }
    }
  }
  const Term function = lower(child(node, 0));
  std::vector<std::uint32_t> operands{function.cell};
  std::uint32_t names = no_index;
  if (by_name) {
    names = static_cast<std::uint32_t>(program_.strings.size());
    for (std::uint32_t i = 1; i < node.count; ++i)
      program_.strings.push_back(text(at(child(node, i))));
  }
  for (std::uint32_t i = 1; i < node.count; ++i) {
    const SyntaxNode& argument = at(child(node, i));
    operands.push_back(lower(by_name ? child(argument, 0) : child(node, i)).cell);
  }
  const TypeRef result = function.type->kind == TypeKind::function && function.type->element
                             ? function.type->element
                             : any;
  return {here_->node(Op::call_value, operands, result, names), result, nullptr};
}

Term Lowering::lower_builtin_call(const SyntaxNode& node, const value::Builtin& builtin) {
  const bool by_name = node.count > 1 && at(child(node, 1)).kind == SyntaxKind::named_argument;
  std::vector<std::uint32_t> cells;
  if (by_name) {
    std::vector<std::string_view> names;
    std::vector<Value> order;  // positions travel as numbers through the same ordering that runs
                               // for function values
    for (std::uint32_t i = 1; i < node.count; ++i) {
      names.push_back(syntax_->text(at(child(node, i))));
      order.emplace_back(Decimal(static_cast<std::int64_t>(i)));
    }
    if (!exec::order_by_name(builtin, names, order)) {
      return fail(Code::feel_arity, node,
                  "`" + std::string(builtin.name) + "` has no parameters of these names",
                  how_to_call(builtin));
    }
    for (const Value& position : order) {
      if (position.is_null()) {
        cells.push_back(here_->constant(Value::null(), simple(TypeKind::null)));
        continue;
      }
      const auto number = static_cast<std::uint32_t>(*position.number().to_int64());
      const SyntaxNode& argument = at(child(node, number));
      const Term value = lower(child(argument, 0));
      cells.push_back(exec::takes_no_list(builtin, syntax_->text(argument)) ? one_value(value)
                                                                            : value.cell);
    }
  } else {
    if (!exec::accepts(builtin, node.count - 1)) {
      return fail(Code::feel_arity, node,
                  "`" + std::string(builtin.name) + "` does not take " +
                      std::to_string(node.count - 1) +
                      (node.count == 2 ? " argument" : " arguments"),
                  how_to_call(builtin));
    }
    for (std::uint32_t i = 1; i < node.count; ++i) cells.push_back(lower(child(node, i)).cell);
  }
  // `not(x)` is the logical operator; as one it is exact about unknown and stays visible to every
  // analysis.
  if (builtin.name == "not")
    return {here_->node(Op::negation, cells, simple(TypeKind::boolean)), simple(TypeKind::boolean),
            nullptr};

  std::uint32_t number = 0;
  while (number < program_.builtins.size() && program_.builtins[number] != &builtin) ++number;
  if (number == program_.builtins.size()) program_.builtins.push_back(&builtin);

  const bool all_constant = std::all_of(cells.begin(), cells.end(), [&](std::uint32_t cell) {
    return here_->at(cell).op == Op::constant;
  });
  TypeRef type = simple(builtin.result);
  if (all_constant &&
      (builtin.name == "duration" || builtin.name == "date" || builtin.name == "time" ||
       builtin.name == "date and time" || builtin.name == "number")) {
    std::vector<Value> arguments;
    for (const std::uint32_t cell : cells)
      arguments.push_back(program_.constants[here_->at(cell).index]);
    Value folded = builtin.body(arguments, constant_context());
    if (folded.is_null())
      return fail(Code::feel_literal, node,
                  "`" + std::string(builtin.name) + "` gives no value for this text");
    switch (folded.kind()) {
      case value::Kind::months_duration:
        type = simple(TypeKind::months_duration);
        break;
      case value::Kind::days_duration:
        type = simple(TypeKind::days_duration);
        break;
      default:
        break;
    }
    return {here_->constant(folded, type), type, nullptr};
  }
  return {here_->node(Op::call_builtin, cells, type, number), type, nullptr};
}

// A list is an error.
std::uint32_t Lowering::one_value(const Term& value) {
  const std::uint32_t list = type_index(value::list_of(simple(TypeKind::any)));
  const TypeRef boolean = simple(TypeKind::boolean);
  const std::uint32_t is_list = here_->node(Op::instance_of, {value.cell}, boolean, list);
  const std::uint32_t wrong = here_->constant(Value::error(), simple(TypeKind::any));
  return here_->node(Op::select, {is_list, wrong, value.cell}, value.type);
}

// --- checks ---------------------------------------------------------------------------------

void Lowering::check_value_of(const pack::Fact* fact, SyntaxId id) {
  if (fact == nullptr || !options_.strict) return;
  const SyntaxNode& node = at(id);
  if (node.kind != SyntaxKind::string) return;
  const std::string value = text(node);
  if (fact->type == pack::FactType::code) {
    const bool digits =
        value.size() == 6 && value.find_first_not_of("0123456789") == std::string::npos;
    if (!digits) {
      report_.error(Code::bad_value, source_->text.at(node.span),
                    "`" + value + "` is not the code of a place",
                    "codes have six digits (GB/T 2260)");
    }
    return;
  }
  if (fact->values.empty()) return;
  std::vector<std::string_view> known;
  for (const pack::EnumValue& candidate : fact->values) {
    if (candidate.id == value) return;
    known.push_back(candidate.id);
  }
  std::string hint = text::did_you_mean(value, known);
  if (hint.empty()) {
    hint = "it may be";
    for (const std::string_view name : known) hint += " " + std::string(name);
  }
  report_.error(Code::bad_value, source_->text.at(node.span),
                "`" + fact->id + "` is never \"" + value + "\"", std::move(hint));
}

void Lowering::check_date_difference(const SyntaxNode& node, const Term& a, const Term& b) {
  if (!options_.strict) return;
  const auto is_difference = [&](std::uint32_t i, const Term& term) {
    const SyntaxNode& side = at(child(node, i));
    return side.kind == SyntaxKind::subtract && term.type->kind == TypeKind::days_duration &&
           here_->type(here_->body().operands[here_->at(term.cell).first])->kind == TypeKind::date;
  };
  if ((here_->at(a.cell).op == Op::subtract && is_difference(0, a)) ||
      (here_->at(b.cell).op == Op::subtract && is_difference(1, b))) {
    report_.error(Code::date_difference, source_->text.at(node.span),
                  "a difference of dates is not how the law counts years and months",
                  "add and compare: `start + duration(\"P1Y\") <= as_of`");
  }
}

}  // namespace huice::compile
