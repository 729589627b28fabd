#include "decide/case_parameter.hpp"

#include <algorithm>
#include <utility>

#include "compile/parameter_value.hpp"
#include "text/nearest.hpp"

namespace huice::deciding {

using pack::ParameterKind;
using pack::ValueType;
using text::Code;

namespace {

std::string_view what_it_takes(ValueType type) noexcept {
  switch (type) {
    case ValueType::any:
    case ValueType::text:
      return "a text";
    case ValueType::boolean:
      return "true or false";
    case ValueType::integer:
      return "a whole number";
    case ValueType::number:
    case ValueType::money:
      return "a number";
    case ValueType::duration:
      return "a duration such as P1Y6M or P30D";
    case ValueType::date:
      return "a date such as 2026-03-10";
    case ValueType::code:
      return "a place code: six digits";
  }
  return "a text";
}

Objection unknown_parameter(const compile::Catalogue& catalogue, std::string_view id) {
  std::vector<std::string_view> ids;
  for (const ParameterInfo& parameter : catalogue.parameters) ids.push_back(parameter.id);
  std::string hint = text::did_you_mean(id, ids);
  if (catalogue.fact_index.contains(std::string(id))) hint = "it is a fact: put it under `facts`";
  return {Code::case_unknown_parameter, "no pack declares the parameter " + quote(id),
          std::move(hint)};
}

std::string what_it_takes(const pack::Parameter& parameter) {
  if (parameter.kind == ParameterKind::terms) return "true or false (whether they are met)";
  const std::string item(what_it_takes(parameter.type));
  return parameter.kind == ParameterKind::set ? "a list, each " + item : item;
}

std::optional<Objection> check_value(const pack::Parameter& parameter, std::string_view text) {
  if (parameter.kind == ParameterKind::table) {
    return Objection{Code::case_bad_parameter,
                     quote(parameter.id) + " is a table and cannot be given with a case",
                     "bind it in a value pack"};
  }
  if (compile::read_setting(parameter, text)) return std::nullopt;
  return Objection{
      Code::case_bad_parameter,
      quote(parameter.id) + " takes " + what_it_takes(parameter) + ", not " + quote(text),
      parameter.kind == ParameterKind::terms ? "bind the test itself in a value pack" : ""};
}

}  // namespace

bool CheckedSetting::is_usable() const noexcept {
  return std::all_of(objections.begin(), objections.end(),
                     [](const Objection& objection) { return is_warning(objection.code); });
}

const pack::Parameter* find_parameter(const pack::Model& model, std::string_view id) noexcept {
  const auto found =
      std::find_if(model.parameters.begin(), model.parameters.end(),
                   [&](const pack::Parameter& parameter) { return parameter.id == id; });
  return found == model.parameters.end() ? nullptr : &*found;
}

std::string set_text(std::string_view type, const std::vector<std::string>& items) {
  const bool is_quoted = type.empty() || type == "text" || type == "code";
  std::string out = "[";
  for (const std::string& item : items) {
    if (out.size() > 1) out += ", ";
    out += is_quoted ? '"' + item + '"' : item;
  }
  return out + "]";
}

CheckedSetting check_setting(const pack::Model& model, const compile::Catalogue& catalogue,
                             ParameterSetting setting) {
  CheckedSetting out{std::move(setting), {}};
  const pack::Parameter* parameter = find_parameter(model, out.setting.id);
  if (parameter == nullptr) {
    out.objections.push_back(unknown_parameter(catalogue, out.setting.id));
  } else if (auto objection = check_value(*parameter, out.setting.text)) {
    out.objections.push_back(std::move(*objection));
  }
  if (!out.setting.area.empty() && out.setting.area != "000000") {
    CheckedPlace place = check_place(catalogue, out.setting.area);
    if (place.objection) out.objections.push_back(std::move(*place.objection));
    if (!place.code.empty()) out.setting.area = std::move(place.code);
  }
  return out;
}

}  // namespace huice::deciding
