// Values in the reader's language.
#include "decide/record.hpp"
#include "decide/territory.hpp"
#include "value/text.hpp"

namespace huice::deciding {

using value::Kind;
using value::Value;

namespace {

LocalText both(const std::string& text) { return {text, text}; }

LocalText months(std::int64_t total) {
  const std::int64_t years = total / 12;
  const std::int64_t rest = total % 12;
  LocalText text;
  if (years != 0) {
    text.zh += std::to_string(years) + "年";
    text.en += std::to_string(years) + (years == 1 ? " year" : " years");
  }
  if (rest != 0 || years == 0) {
    text.zh += std::to_string(rest) + "个月";
    text.en +=
        (text.en.empty() ? "" : " ") + std::to_string(rest) + (rest == 1 ? " month" : " months");
  }
  return text;
}

LocalText place(const detail::DecisionState& state, const std::string& code) {
  const AreaInfo* area = state.book.find_area(code);
  if (area == nullptr) return both(code);
  return {area->name.zh + "（" + code + "）", area->name.en + " (" + code + ")"};
}

LocalText enum_label(const pack::Fact& fact, const std::string& id) {
  for (const pack::EnumValue& candidate : fact.values) {
    if (candidate.id == id) return {candidate.label.zh, candidate.label.en};
  }
  return both(id);
}

std::string with_unit(const Decimal& number, std::string_view unit) {
  const bool money = unit.substr(0, 3) == "CNY";
  return money ? number.to_fixed(2) : number.to_string();
}

LocalText number(const Decimal& number, std::string_view unit) {
  const std::string digits = with_unit(number, unit);
  if (unit.substr(0, 3) != "CNY") return both(digits);
  return {digits + "元", "CNY " + digits};
}

}  // namespace

LocalText show(const detail::DecisionState& state, const Value& value, const pack::Fact* fact,
               std::string_view unit) {
  if (fact != nullptr && fact->type == pack::FactType::code && value.is_string())
    return place(state, value.string());
  switch (value.kind()) {
    case Kind::unknown:
      return {};
    case Kind::boolean:
      return value.boolean() ? LocalText{"是", "yes"} : LocalText{"否", "no"};
    case Kind::number:
      return number(value.number(), unit);
    case Kind::months_duration:
      return months(value.months_duration().months);
    case Kind::string:
      return fact != nullptr ? enum_label(*fact, value.string()) : both(value.string());
    case Kind::list: {
      LocalText text;
      for (const Value& item : value.list().items) {
        const LocalText shown = show(state, item, fact, unit);
        text.zh += (text.zh.empty() ? "" : "、") + shown.zh;
        text.en += (text.en.empty() ? "" : ", ") + shown.en;
      }
      return text;
    }
    default:
      return both(value::to_text(value));
  }
}

}  // namespace huice::deciding
