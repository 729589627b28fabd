#include "decide/case_names.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "text/nearest.hpp"

namespace huice::deciding {

using text::Code;

namespace {

constexpr std::array<std::string_view, 5> head_keys = {"id", "as_of", "jurisdiction", "parameters",
                                                       "facts"};

bool is_name_character(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The facts that a definition's expression names, in the order of their first mention.
std::vector<std::string> facts_named_in(std::string_view expression,
                                        const compile::Catalogue& catalogue) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < expression.size();) {
    std::size_t end = at;
    while (end < expression.size() && is_name_character(expression[end])) ++end;
    const std::string name(expression.substr(at, end - at));
    const bool is_new = std::find(out.begin(), out.end(), name) == out.end();
    if (is_new && catalogue.fact_index.contains(name)) out.push_back(name);
    at = std::max(end, at + 1);
  }
  return out;
}

Objection not_supplied(const pack::Definition& definition, const compile::Catalogue& catalogue) {
  std::string hint;
  std::string text = definition.value.text.text();
  if (definition.decision) {
    for (const auto& [name, value] : definition.decision->inputs) text += ' ' + value.text.text();
  }
  for (const std::string& fact : facts_named_in(text, catalogue)) {
    hint += hint.empty() ? "supply " : " and ";
    hint += quote(fact);
  }
  return {Code::case_not_supplied,
          quote(definition.id) + " is worked out from other facts and cannot be supplied",
          std::move(hint)};
}

}  // namespace

Objection unknown_fact(const pack::Model& model, const compile::Catalogue& catalogue,
                       std::string_view name) {
  for (const pack::Definition& definition : model.definitions) {
    if (definition.id == name) return not_supplied(definition, catalogue);
  }
  if (name == "as_of_date" || name == "as_of" || name == "jurisdiction") {
    return {Code::case_not_supplied, quote(name) + " is not a fact of the applicant",
            name == "jurisdiction" ? "write `jurisdiction` beside `facts`"
                                   : "write `as_of` beside `facts`"};
  }
  if (catalogue.parameter_index.contains(std::string(name))) {
    return {Code::case_unknown_fact, quote(name) + " is a parameter, not a fact",
            "put it under `parameters`, beside `facts`"};
  }
  std::vector<std::string_view> ids;
  for (const FactInfo& fact : catalogue.facts) ids.push_back(fact.id);
  return {Code::case_unknown_fact, "no pack declares the fact " + quote(name),
          text::did_you_mean(name, ids)};
}

Objection unknown_member_fact(const pack::Fact& members, std::string_view name) {
  std::vector<std::string_view> ids;
  for (const pack::Fact& field : members.fields) ids.push_back(field.id);
  return {Code::case_unknown_fact, quote(members.id) + " has no fact " + quote(name),
          text::did_you_mean(name, ids)};
}

Objection unknown_key(const compile::Catalogue& catalogue, std::string_view name) {
  std::string hint = text::did_you_mean(name, {head_keys.begin(), head_keys.end()});
  if (catalogue.fact_index.contains(std::string(name))) hint = "it is a fact: put it under `facts`";
  return {Code::case_unknown_key, "a case has no key " + quote(name), std::move(hint)};
}

}  // namespace huice::deciding
