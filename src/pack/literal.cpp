#include "pack/literal.hpp"

#include "huice/decimal.hpp"
#include "pack/scalar.hpp"

namespace huice::pack {
namespace {

using feel::Syntax;
using feel::SyntaxId;
using feel::SyntaxKind;

constexpr int money_decimals = 2;

text::Span whole(const text::Decoded& text) {
  return {0, static_cast<std::uint32_t>(text.text().size())};
}

Expression expression_of(const text::Decoded& text, Syntax syntax) {
  return {text, std::make_shared<const Syntax>(std::move(syntax))};
}

Expression leaf(const text::Decoded& text, SyntaxKind kind, std::string_view value,
                std::uint8_t flag = 0) {
  Syntax syntax;
  syntax.nodes.push_back({kind, flag, 0, 0, 0, whole(text)});
  syntax.texts.emplace_back(value);
  return expression_of(text, std::move(syntax));
}

/// FEEL has no negative literals: -5 is the negation of 5.
Expression number(const text::Decoded& text, std::string_view digits) {
  if (!digits.starts_with('-')) return leaf(text, SyntaxKind::number, digits);
  Syntax syntax;
  syntax.nodes.push_back({SyntaxKind::number, 0, 0, 0, 0, whole(text)});
  syntax.texts.emplace_back(digits.substr(1));
  syntax.children.push_back(SyntaxId{0});
  syntax.nodes.push_back({SyntaxKind::negate, 0, 0, 0, 1, whole(text)});
  syntax.root = SyntaxId{1};
  return expression_of(text, std::move(syntax));
}

bool is_number(ValueType type, std::string_view written) {
  const auto value = Decimal::parse(written);
  if (!value) return false;
  if (type == ValueType::integer) return value->is_integer();
  return type != ValueType::money || round(*value, money_decimals, Rounding::half_even) == *value;
}

bool is_duration(std::string_view written) {
  return MonthsDuration::parse(written) || DaysDuration::parse(written);
}

}  // namespace

std::optional<Expression> read_literal(ValueType type, const text::Decoded& text) {
  const std::string_view written = trim(text.text());
  switch (type) {
    case ValueType::boolean:
      if (written == "true" || written == "false") {
        return leaf(text, SyntaxKind::boolean, "", written == "true" ? 1 : 0);
      }
      return std::nullopt;
    case ValueType::integer:
    case ValueType::number:
    case ValueType::money:
      if (!is_number(type, written)) return std::nullopt;
      return number(text, written);
    case ValueType::duration:
      if (!is_duration(written)) return std::nullopt;
      return leaf(text, SyntaxKind::at_literal, written);
    case ValueType::date:
      if (!read_date(written)) return std::nullopt;
      return leaf(text, SyntaxKind::at_literal, written);
    case ValueType::code:
      if (!is_area_code(written)) return std::nullopt;
      return leaf(text, SyntaxKind::string, written);
    case ValueType::text:
    case ValueType::any:
      return leaf(text, SyntaxKind::string, written);
  }
  return std::nullopt;
}

std::string_view look_of(ValueType type) noexcept {
  switch (type) {
    case ValueType::boolean:
      return "write `true` or `false`";
    case ValueType::integer:
      return "write a whole number, such as 16";
    case ValueType::number:
      return "write a number, such as 0.8";
    case ValueType::money:
      return "write an amount with at most two decimals, such as 830 or 830.50";
    case ValueType::duration:
      return "write a duration of ISO 8601, such as P1Y, P6M or P30D";
    case ValueType::date:
      return "write a date such as 2025-04-14";
    case ValueType::code:
      return "write the six digits of GB/T 2260, such as \"520000\"";
    case ValueType::text:
    case ValueType::any:
      return "write a text";
  }
  return "";
}

Expression name_expression(const text::Decoded& text) {
  return leaf(text, SyntaxKind::name, trim(text.text()));
}

}  // namespace huice::pack
