#include "decide/case_reader.hpp"

#include <algorithm>
#include <utility>

#include "decide/case_names.hpp"
#include "decide/case_parameter.hpp"
#include "pack/scalar.hpp"
#include "text/nearest.hpp"

namespace huice::deciding {

using pack::FactType;
using text::Code;
using value::Value;
using yaml::NodeId;
using yaml::NodeKind;

CaseReader::CaseReader(const yaml::Document& document, Notation notation, detail::CaseState& state,
                       text::Report& report)
    : document_(document), notation_(notation), state_(state), report_(report) {}

CaseReader::Found CaseReader::found(NodeId node) const noexcept {
  if (document_.kind(node) == NodeKind::list) return Found::list;
  if (document_.kind(node) == NodeKind::map) return Found::object;
  if (document_.is_null(node)) return Found::null;
  if (document_.node(node).style != yaml::ScalarStyle::plain) return Found::text;
  const std::string_view written = document_.text(node);
  if (written == "true" || written == "false") return Found::truth;
  return notation_ == Notation::json || Decimal::parse(written) ? Found::number : Found::text;
}

std::string_view CaseReader::describe(NodeId node) const noexcept {
  switch (found(node)) {
    case Found::null:
      return "null";
    case Found::truth:
      return "true or false";
    case Found::number:
      return "a number";
    case Found::text:
      return "a text";
    case Found::list:
      return "a list";
    case Found::object:
      return "an object";
  }
  return "a text";
}

bool CaseReader::is_text(NodeId node) const noexcept {
  if (document_.kind(node) != NodeKind::scalar || document_.is_null(node)) return false;
  return notation_ == Notation::yaml || found(node) == Found::text;
}

void CaseReader::object(NodeId node, std::string path, Objection objection) {
  const text::Place place = document_.place(node);
  if (!is_warning(objection.code)) {
    report_.error(objection.code, place, std::move(objection.message), std::move(objection.hint))
        .path = std::move(path);
    return;
  }
  Diagnostic& warning = report_.warning(objection.code, place, std::move(objection.message),
                                        std::move(objection.hint));
  warning.path = std::move(path);
  state_.problems.push_back(warning);
}

void CaseReader::read_case(NodeId root) {
  if (document_.kind(root) != NodeKind::map) {
    object(root, "",
           {Code::case_not_an_object, "a case is an object, not " + std::string(describe(root)),
            "{\"facts\": {…}}"});
    return;
  }
  for (std::size_t i = 0; i < document_.size(root); ++i) {
    const auto [key, value] = document_.entry(root, i);
    read_head(key, value);
  }
  if (document_.find(root, "facts") == nullptr) {
    object(root, "", {Code::missing_key, "the case has no `facts`", "write `\"facts\": {…}`"});
  }
}

void CaseReader::read_head(NodeId key, NodeId value) {
  const std::string_view name = document_.text(key);
  if (name == "id") return read_id(value);
  if (name == "as_of") return read_as_of(value);
  if (name == "jurisdiction") return read_jurisdiction(value);
  if (name == "parameters") return read_parameters(value);
  if (name == "facts") return read_facts(value);
  object(key, std::string(name), unknown_key(*state_.catalogue, name));
}

void CaseReader::read_id(NodeId value) {
  if (document_.is_null(value)) return;
  if (is_text(value)) {
    state_.id = document_.text(value);
    return;
  }
  object(value, "id",
         {Code::case_wrong_type, "`id` takes a text, not " + std::string(describe(value)),
          "put it in quotes"});
}

void CaseReader::read_as_of(NodeId value) {
  if (document_.is_null(value)) return;
  if (!is_text(value)) {
    object(value, "as_of",
           {Code::case_wrong_type, "`as_of` takes a date, not " + std::string(describe(value)),
            "write `\"2026-03-10\"`"});
    return;
  }
  state_.as_of = pack::read_date(document_.text(value));
  if (!state_.as_of) object(value, "as_of", not_a_date("as_of", document_.text(value)));
}

void CaseReader::read_jurisdiction(NodeId value) {
  if (document_.is_null(value)) return;
  if (!is_text(value)) {
    object(value, "jurisdiction",
           {Code::case_wrong_type,
            "`jurisdiction` takes a place code, not " + std::string(describe(value)),
            "write six digits in quotes: `\"520000\"`"});
    return;
  }
  CheckedPlace place = check_place(*state_.catalogue, document_.text(value));
  state_.jurisdiction = std::move(place.code);
  if (place.objection) object(value, "jurisdiction", std::move(*place.objection));
}

void CaseReader::read_facts(NodeId facts) {
  if (document_.is_null(facts)) return;
  if (document_.kind(facts) != NodeKind::map) {
    object(
        facts, "facts",
        {Code::case_not_an_object, "`facts` takes an object, not " + std::string(describe(facts))});
    return;
  }
  for (std::size_t i = 0; i < document_.size(facts); ++i) {
    const auto [key, value] = document_.entry(facts, i);
    const std::string name(document_.text(key));
    const auto index = state_.catalogue->fact_index.find(name);
    if (index == state_.catalogue->fact_index.end()) {
      object(key, "facts." + name, unknown_fact(*state_.model, *state_.catalogue, name));
      continue;
    }
    const std::uint32_t number = state_.catalogue->model_facts[index->second];
    const pack::Fact& fact = state_.model->facts[number];
    state_.facts[number] = read_value(fact, value, "facts." + name);
  }
}

Value CaseReader::read_value(const pack::Fact& fact, NodeId node, const std::string& path) {
  if (document_.is_null(node)) return Value::unknown();
  if (fact.type == FactType::members && document_.kind(node) == NodeKind::list)
    return read_members(fact, node, path);
  Checked checked = check(fact, node);
  if (checked.objection) object(node, path, std::move(*checked.objection));
  return std::move(checked.value);
}

Checked CaseReader::check(const pack::Fact& fact, NodeId node) const {
  const ValueCheck checks(*state_.catalogue, fact);
  if (document_.kind(node) == NodeKind::map) return checks.wrong_type("an object");
  if (document_.kind(node) == NodeKind::list) {
    return fact.type == FactType::enum_set ? check_set(fact, node) : checks.wrong_type("a list");
  }
  if (fact.type == FactType::boolean) return check_boolean(fact, node);
  return check_scalar(fact, node);
}

Checked CaseReader::check_boolean(const pack::Fact& fact, NodeId node) const {
  const ValueCheck checks(*state_.catalogue, fact);
  if (found(node) == Found::truth) return checks.boolean(document_.text(node) == "true");
  if (found(node) == Found::number) return checks.wrong_type("a number");
  const std::string_view written = document_.text(node);
  std::string hint;
  if (written == "true" || written == "yes") hint = "write `true` without quotes";
  if (written == "false" || written == "no") hint = "write `false` without quotes";
  return checks.wrong_type("the text " + quote(written), std::move(hint));
}

Checked CaseReader::check_scalar(const pack::Fact& fact, NodeId node) const {
  const ValueCheck checks(*state_.catalogue, fact);
  const bool is_numeric = fact.type == FactType::integer || fact.type == FactType::number ||
                          fact.type == FactType::money;
  const std::string_view written = document_.text(node);
  if (is_numeric && found(node) == Found::truth) return checks.wrong_type("true or false");
  if (is_numeric || is_text(node)) return checks.text(written);
  const bool needs_quotes = fact.type != FactType::members && found(node) == Found::number;
  return checks.wrong_type(
      describe(node), needs_quotes ? "put it in quotes: `\"" + std::string(written) + "\"`" : "");
}

Checked CaseReader::check_set(const pack::Fact& fact, NodeId node) const {
  const ValueCheck checks(*state_.catalogue, fact);
  std::vector<std::string_view> ids;
  for (std::size_t i = 0; i < document_.size(node); ++i) {
    const NodeId item = document_.item(node, i);
    if (!is_text(item)) return checks.wrong_type("a list with " + std::string(describe(item)));
    ids.push_back(document_.text(item));
  }
  return checks.choices(ids);
}

Value CaseReader::read_members(const pack::Fact& fact, NodeId node, const std::string& path) {
  std::vector<Value> members;
  for (std::size_t i = 0; i < document_.size(node); ++i) {
    const std::string item_path = path + "[" + std::to_string(i) + "]";
    members.push_back(read_member(fact, document_.item(node, i), item_path));
  }
  return value::make_list(std::move(members));
}

Value CaseReader::read_member(const pack::Fact& fact, NodeId node, const std::string& path) {
  std::vector<std::pair<std::string, Value>> fields;
  for (const pack::Fact& field : fact.fields) fields.emplace_back(field.id, Value::unknown());
  if (document_.kind(node) != NodeKind::map) {
    object(node, path,
           {Code::case_wrong_type,
            "one of " + quote(fact.id) + " is an object, not " + std::string(describe(node))});
    return value::make_context(std::move(fields));
  }
  for (std::size_t i = 0; i < document_.size(node); ++i) {
    const auto [key, value] = document_.entry(node, i);
    const std::string_view name = document_.text(key);
    std::string name_path = path + ".";
    name_path += name;
    const auto field = std::find_if(fact.fields.begin(), fact.fields.end(),
                                    [&](const pack::Fact& f) { return f.id == name; });
    if (field == fact.fields.end()) {
      object(key, std::move(name_path), unknown_member_fact(fact, name));
      continue;
    }
    fields[static_cast<std::size_t>(field - fact.fields.begin())].second =
        read_value(*field, value, name_path);
  }
  return value::make_context(std::move(fields));
}

void CaseReader::read_parameters(NodeId parameters) {
  if (document_.is_null(parameters)) return;
  if (document_.kind(parameters) != NodeKind::map) {
    object(parameters, "parameters",
           {Code::case_not_an_object,
            "`parameters` takes an object, not " + std::string(describe(parameters))});
    return;
  }
  for (std::size_t i = 0; i < document_.size(parameters); ++i) {
    const auto [key, value] = document_.entry(parameters, i);
    read_parameter(key, value);
  }
}

void CaseReader::read_parameter(NodeId key, NodeId value) {
  ParameterSetting setting;
  setting.id = document_.text(key);
  const std::string path = "parameters." + setting.id;
  if (document_.is_null(value)) return;
  const auto known = state_.catalogue->parameter_index.find(setting.id);
  const ParameterInfo* parameter = known == state_.catalogue->parameter_index.end()
                                       ? nullptr
                                       : &state_.catalogue->parameters[known->second];
  NodeId what = value;
  if (document_.kind(value) == NodeKind::map) {
    for (std::size_t i = 0; i < document_.size(value); ++i) {
      const NodeId inner = document_.entry(value, i).key;
      const std::string_view name = document_.text(inner);
      if (name == "value" || name == "area") continue;
      object(inner, path + "." + std::string(name),
             {Code::case_unknown_key, "a parameter has no key " + quote(name),
              text::did_you_mean(name, {"value", "area"})});
    }
    if (const NodeId* area = document_.find(value, "area"); area && !document_.is_null(*area)) {
      if (!is_text(*area)) {
        object(*area, path + ".area",
               {Code::case_wrong_type,
                "`area` takes a place code, not " + std::string(describe(*area)),
                "write six digits in quotes: `\"520000\"`"});
        return;
      }
      setting.area = document_.text(*area);
    }
    const NodeId* given = document_.find(value, "value");
    if (given == nullptr) {
      object(value, path, {Code::missing_key, quote(setting.id) + " has no `value`"});
      return;
    }
    if (document_.is_null(*given)) return;
    what = *given;
  }
  const std::size_t errors = report_.error_count();
  setting.text = setting_text(parameter, what, path);
  if (report_.error_count() == errors)
    add_setting(parameter ? what : key, path, std::move(setting));
}

std::string CaseReader::setting_text(const ParameterInfo* parameter, NodeId node,
                                     const std::string& path) {
  if (document_.kind(node) == NodeKind::scalar) return std::string(document_.text(node));
  const bool is_set = parameter != nullptr && parameter->kind == ParameterKind::set;
  if (document_.kind(node) == NodeKind::map || (parameter != nullptr && !is_set)) {
    object(node, path,
           {Code::case_bad_parameter, "a parameter takes " +
                                          std::string(is_set ? "a list" : "a single value") +
                                          ", not " + std::string(describe(node))});
    return {};
  }
  std::vector<std::string> items;
  for (std::size_t i = 0; i < document_.size(node); ++i) {
    const NodeId item = document_.item(node, i);
    if (document_.kind(item) != NodeKind::scalar || document_.is_null(item)) {
      object(item, path + "[" + std::to_string(i) + "]",
             {Code::case_bad_parameter,
              "an item of a set is a single value, not " + std::string(describe(item))});
      return {};
    }
    items.emplace_back(document_.text(item));
  }
  return set_text(parameter == nullptr ? "" : parameter->type, items);
}

void CaseReader::add_setting(NodeId place, const std::string& path, ParameterSetting setting) {
  CheckedSetting checked = check_setting(*state_.model, *state_.catalogue, std::move(setting));
  const bool usable = checked.is_usable();
  for (Objection& objection : checked.objections) object(place, path, std::move(objection));
  if (usable) state_.parameters.push_back(std::move(checked.setting));
}

}  // namespace huice::deciding
