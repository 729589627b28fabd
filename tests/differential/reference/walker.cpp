#include "differential/reference/walker.hpp"

#include <optional>
#include <stdexcept>

namespace huice::reference {

using feel::Syntax;
using feel::SyntaxId;
using feel::SyntaxKind;
using feel::SyntaxNode;

namespace {

Value error() { return {Null{}}; }

std::string code_of(const Value& value) {
  if (const auto* place = value.as<Place>()) return place->county;
  if (const auto* text = value.as<std::string>()) return *text;
  throw std::logic_error("the reference expects a code");
}

// Places compare as they are written.
Value plain(const Value& value) {
  if (const auto* place = value.as<Place>()) return {place->written};
  return value;
}

Value equal(const Value& left, const Value& right) {
  const Value a = plain(left);
  const Value b = plain(right);
  if (a.null() || b.null()) return {a.null() && b.null()};
  if (a.is.index() != b.is.index()) return error();
  return {a == b};
}

/// a - b as a sign, or nothing where there is no order.
std::optional<int> order(const Value& a, const Value& b) {
  const auto sign = [](const auto& x, const auto& y) { return x < y ? -1 : y < x ? 1 : 0; };
  if (a.as<Decimal>() && b.as<Decimal>()) return sign(*a.as<Decimal>(), *b.as<Decimal>());
  if (a.as<Date>() && b.as<Date>()) return sign(*a.as<Date>(), *b.as<Date>());
  if (a.as<MonthsDuration>() && b.as<MonthsDuration>())
    return sign(a.as<MonthsDuration>()->months, b.as<MonthsDuration>()->months);
  return std::nullopt;
}

Value ordering(const Value& a, const Value& b, bool below, bool same, bool above) {
  const auto sign = order(a, b);
  if (!sign) return error();
  return {*sign < 0 ? below : *sign == 0 ? same : above};
}

Value sum(const Value& a, const Value& b, int sign) {
  if (const auto *x = a.as<Decimal>(), *y = b.as<Decimal>(); x && y) {
    const auto result = sign > 0 ? add(*x, *y) : subtract(*x, *y);
    return result ? Value{*result} : error();
  }
  if (const auto* date = a.as<Date>()) {
    if (const auto* months = b.as<MonthsDuration>()) {
      const auto result = date->plus_months(sign * months->months);
      return result ? Value{*result} : error();
    }
  }
  return error();
}

Value product(const Value& a, const Value& b) {
  const auto *x = a.as<Decimal>(), *y = b.as<Decimal>();
  if (!x || !y) return error();
  const auto result = multiply(*x, *y);
  return result ? Value{*result} : error();
}

Value literal_at(const std::string& text) {
  if (const auto date = Date::parse(text)) return {*date};
  if (const auto months = MonthsDuration::parse(text)) return {*months};
  throw std::logic_error("the reference does not know @\"" + text + "\"");
}

}  // namespace

bool is_coarse(const std::string& code) { return code.substr(4) == "00"; }

bool lies_in(const std::string& code, const std::string& area) {
  std::size_t digits = 6;
  while (digits > 0 && area.substr(digits - 2, 2) == "00") digits -= 2;
  return code.compare(0, digits, area, 0, digits) == 0;
}

Value negation(const Value& a) {
  const auto* truth = a.as<bool>();
  return truth ? Value{!*truth} : error();
}

Value conjunction(const Value& a, const Value& b) {
  const auto *x = a.as<bool>(), *y = b.as<bool>();
  if ((x && !*x) || (y && !*y)) return {false};
  return x && y ? Value{true} : error();
}

Value disjunction(const Value& a, const Value& b) {
  return negation(conjunction(negation(a), negation(b)));
}

Value Walker::of(const pack::Expression& expression) const {
  return of(*expression.syntax, expression.syntax->root);
}

Value Walker::of(const pack::Condition& condition) const {
  using Kind = pack::Condition::Kind;
  switch (condition.kind) {
    case Kind::test: {
      const Value value = of(condition.test);
      return value.as<bool>() ? value : error();
    }
    case Kind::negation:
      return negation(of(condition.parts.front()));
    case Kind::all: {
      Value all{true};
      for (const auto& part : condition.parts) all = conjunction(all, of(part));
      return all;
    }
    case Kind::any:
      break;
  }
  Value any{false};
  for (const auto& part : condition.parts) any = disjunction(any, of(part));
  return any;
}

Value Walker::value_of(const pack::Parameter& parameter) const {
  const auto set = question_.parameters.find(parameter.id);
  if (set != question_.parameters.end()) return set->second;
  const pack::Binding* binding = bound(question_, parameter, rule_, values_);
  if (binding == nullptr) return values_.at(parameter.id);
  if (parameter.kind == pack::ParameterKind::value) return of(binding->values.front());
  Items items;
  for (const auto& item : binding->values) items.push_back(of(item));
  return {items};
}

Value Walker::name(const std::string& id) const {
  if (id == "as_of") return {question_.as_of};
  for (const pack::Parameter& parameter : model_.parameters) {
    if (parameter.id == id) return value_of(parameter);
  }
  for (const pack::Definition& definition : model_.definitions) {
    if (definition.id != id) continue;
    return definition.table ? table(*definition.table) : of(definition.value);
  }
  return values_.at(id);
}

Value Walker::call(const Syntax& syntax, const SyntaxNode& node) const {
  const std::string function(syntax.text(syntax.node(syntax.child(node, 0))));
  std::vector<Value> arguments;
  for (std::uint32_t i = 1; i < node.count; ++i)
    arguments.push_back(of(syntax, syntax.child(node, i)));
  const Value& first = arguments.at(0);
  if (function == "not") return negation(first);
  if (function == "within") return {lies_in(code_of(first), code_of(arguments.at(1)))};
  if (function == "county") return {code_of(first)};
  if (function == "prefecture") return {code_of(first).substr(0, 4) + "00"};
  if (function == "province") return {code_of(first).substr(0, 2) + "0000"};
  if (function == "date" || function == "duration") return literal_at(*first.as<std::string>());
  throw std::logic_error("the reference does not know " + function + "()");
}

// Does the value pass a unary test? Lists hold it, other expressions equal it.
Value Walker::test(const Syntax& syntax, SyntaxId id, const Value& looked) const {
  const SyntaxNode& node = syntax.node(id);
  const auto any = [&] {
    Value result{false};
    for (std::uint32_t i = 0; i < node.count; ++i)
      result = disjunction(result, test(syntax, syntax.child(node, i), looked));
    return result;
  };
  switch (node.kind) {
    case SyntaxKind::test_any:
      return {true};
    case SyntaxKind::tests:
      return any();
    case SyntaxKind::test_not:
      return negation(any());
    case SyntaxKind::test_compare: {
      const Value against = of(syntax, syntax.child(node, 0));
      switch (node.flag) {
        case 0:
          return ordering(looked, against, true, false, false);
        case 1:
          return ordering(looked, against, true, true, false);
        case 2:
          return ordering(looked, against, false, false, true);
        case 3:
          return ordering(looked, against, false, true, true);
        case 4:
          return equal(looked, against);
        default:
          return negation(equal(looked, against));
      }
    }
    case SyntaxKind::range: {
      const Value low = of(syntax, syntax.child(node, 0));
      const Value high = of(syntax, syntax.child(node, 1));
      return conjunction(ordering(looked, low, false, (node.flag & 1U) != 0, true),
                         ordering(looked, high, true, (node.flag & 2U) != 0, false));
    }
    default:
      break;
  }
  const Value against = of(syntax, id);
  const auto* items = against.as<Items>();
  if (!items) return equal(looked, against);
  for (const Value& item : *items) {
    if (equal(looked, item) == Value{true}) return {true};
  }
  return {false};
}

Value Walker::of(const Syntax& syntax, SyntaxId id) const {
  const SyntaxNode& node = syntax.node(id);
  const auto part = [&](std::uint32_t i) { return of(syntax, syntax.child(node, i)); };
  switch (node.kind) {
    case SyntaxKind::null:
      return error();
    case SyntaxKind::boolean:
      return {node.flag == 1};
    case SyntaxKind::number:
      return {*Decimal::parse(syntax.text(node))};
    case SyntaxKind::string:
      return {std::string(syntax.text(node))};
    case SyntaxKind::at_literal:
      return literal_at(std::string(syntax.text(node)));
    case SyntaxKind::name:
      return name(std::string(syntax.text(node)));
    case SyntaxKind::negate:
      return sum({Decimal(0)}, part(0), -1);
    case SyntaxKind::add:
      return sum(part(0), part(1), 1);
    case SyntaxKind::subtract:
      return sum(part(0), part(1), -1);
    case SyntaxKind::multiply:
      return product(part(0), part(1));
    case SyntaxKind::equal:
      return equal(part(0), part(1));
    case SyntaxKind::not_equal:
      return negation(equal(part(0), part(1)));
    case SyntaxKind::less:
      return ordering(part(0), part(1), true, false, false);
    case SyntaxKind::less_equal:
      return ordering(part(0), part(1), true, true, false);
    case SyntaxKind::greater:
      return ordering(part(0), part(1), false, false, true);
    case SyntaxKind::greater_equal:
      return ordering(part(0), part(1), false, true, true);
    case SyntaxKind::between: {
      const Value value = part(0);
      return conjunction(ordering(value, part(1), false, true, true),
                         ordering(value, part(2), true, true, false));
    }
    case SyntaxKind::conjunction:
      return conjunction(part(0), part(1));
    case SyntaxKind::disjunction:
      return disjunction(part(0), part(1));
    case SyntaxKind::if_then_else:
      return part(0) == Value{true} ? part(1) : part(2);
    case SyntaxKind::in: {
      const Value looked = part(0);
      Value result{false};
      for (std::uint32_t i = 1; i < node.count; ++i)
        result = disjunction(result, test(syntax, syntax.child(node, i), looked));
      return result;
    }
    case SyntaxKind::list: {
      Items items;
      for (std::uint32_t i = 0; i < node.count; ++i) items.push_back(part(i));
      return {items};
    }
    case SyntaxKind::call:
      return call(syntax, node);
    default:
      throw std::logic_error("the reference does not know this expression");
  }
}

// The first output of the first row that matches; unique and any tables of these tests do not
// overlap with different results.
Value Walker::table(const pack::DecisionTable& table) const {
  for (const pack::TableRow& row : table.rows) {
    Value matches{true};
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
      const Syntax& tests = *row.when[i].syntax;
      matches = conjunction(matches, test(tests, tests.root, of(table.inputs[i].value)));
    }
    if (matches == Value{true}) return of(row.then.front());
  }
  const auto& fallback = table.outputs.front().default_value;
  return fallback ? of(*fallback) : error();
}

}  // namespace huice::reference
