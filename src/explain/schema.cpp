// The schemas of what goes in and what comes out.
#include <utility>

#include "explain/schema_writer.hpp"
#include "huice/decision.hpp"
#include "huice/render.hpp"

namespace huice {
namespace explain {
namespace {

constexpr std::string_view date_pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
constexpr std::string_view place_pattern = "^[0-9]{6}$";
constexpr std::string_view number_pattern = "^-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?$";
constexpr std::string_view money_pattern = "^-?[0-9]+(\\.[0-9]{1,2})?$";
constexpr std::string_view duration_pattern = "^-?P([0-9]+Y)?([0-9]+M)?$";

/// The names of an enumeration from its first to its last enumerator.
template <class Enumeration>
std::vector<std::string> names_to(Enumeration last) {
  std::vector<std::string> out;
  for (int i = 0; i <= static_cast<int>(last); ++i)
    out.emplace_back(name(static_cast<Enumeration>(i)));
  return out;
}

std::vector<std::string> ids_of(const std::vector<FactValueInfo>& values) {
  std::vector<std::string> ids;
  for (const FactValueInfo& value : values) ids.push_back(value.id);
  return ids;
}

Schema fact_value(const FactInfo& fact);

Schema member(const FactInfo& members) {
  std::vector<Property> properties;
  for (const FactInfo& field : members.fields)
    properties.push_back({field.id, or_null(fact_value(field)), false});
  return closed(std::move(properties));
}

Schema fact_value(const FactInfo& fact) {
  switch (fact.type) {
    case FactType::boolean:
      return of_type("boolean");
    case FactType::integer:
      return any_of({of_type("integer"), pattern("^-?[0-9]+$")});
    case FactType::number:
      return any_of({of_type("number"), pattern(number_pattern)});
    case FactType::money:
      return any_of({of_type("number"), pattern(money_pattern)});
    case FactType::date:
      return pattern(date_pattern);
    case FactType::duration:
      return pattern(duration_pattern);
    case FactType::enumeration:
      return one_of(ids_of(fact.values));
    case FactType::enum_set:
      return any_of({list_of(one_of(ids_of(fact.values))), one_of(ids_of(fact.values))});
    case FactType::code:
      return pattern(place_pattern);
    case FactType::text:
      return of_type("string");
    case FactType::members:
      return list_of(member(fact));
  }
  return of_type("string");
}

Schema facts_of(const Rulebook* book) {
  if (book == nullptr) {
    return of_type("object");
  }
  std::vector<Property> properties;
  for (const FactInfo& fact : book->facts()) {
    Schema value = or_null(fact_value(fact));
    properties.push_back(
        {fact.id, fact.label.en.empty() ? value : described(fact.label.en, std::move(value)),
         false});
  }
  return closed(std::move(properties));
}

Schema parameter_value() {
  const Schema scalar =
      any_of({of_type("string"), of_type("number"), of_type("boolean"), of_type("null")});
  return any_of({scalar, list_of(scalar)});
}

Schema parameters_of(const Rulebook* book) {
  const Schema value = any_of(
      {parameter_value(),
       closed({{"value", parameter_value()}, {"area", or_null(pattern(place_pattern)), false}})});
  if (book == nullptr) return map_of(value);
  std::vector<Property> properties;
  for (const ParameterInfo& parameter : book->parameters())
    properties.push_back({parameter.id, value, false});
  return closed(std::move(properties));
}

Schema text() { return closed({{"zh", of_type("string")}, {"en", of_type("string")}}); }
Schema strings() { return list_of(of_type("string")); }
Schema citation() {
  return closed({{"source", of_type("string")}, {"locator", of_type("string")}});
}

Schema use() {
  return closed({{"id", of_type("string")},
                 {"kind", one_of({"fact", "parameter"})},
                 {"label", reference("text")},
                 {"value", or_null(reference("text"))}});
}

Schema reason() {
  return closed({{"id", of_type("string")},
                 {"kind", of_type("string")},
                 {"outcome", one_of(names_to(Truth::error))},
                 {"decisive", of_type("boolean")},
                 {"overridden", of_type("boolean")},
                 {"facts", strings()},
                 {"parameters", strings()},
                 {"presumed", strings()},
                 {"caller", strings()},
                 {"source", list_of(reference("citation"))},
                 {"text", reference("text"), false},
                 {"uses", list_of(reference("use")), false},
                 {"parts", list_of(reference("reason"))}});
}

Schema grant() {
  const Schema amount = or_null(pattern(number_pattern));
  return closed({{"kind", of_type("string")},
                 {"of", reference("text")},
                 {"amount", amount},
                 {"at_least", amount},
                 {"at_most", amount},
                 {"unit", or_null(of_type("string"))},
                 {"per", or_null(of_type("string"))},
                 {"note", or_null(reference("text"))},
                 {"if_terms_met", of_type("boolean")},
                 {"member", or_null(of_type("integer"))},
                 {"missing_facts", strings()},
                 {"missing_parameters", strings()},
                 {"source", list_of(reference("citation"))}});
}

Schema outcome() {
  return closed({{"id", of_type("string")},
                 {"family", of_type("string")},
                 {"area", of_type("string")},
                 {"status", one_of(names_to(Status::respected))},
                 {"force", reference("force")},
                 {"effect", one_of(names_to(Effect::adverse))},
                 {"review", or_null(closed({{"readings", list_of(reference("text"))}}))},
                 {"missing_facts", strings()},
                 {"missing_parameters", strings()},
                 {"unsettled_facts", strings()},
                 {"earliest", or_null(pattern(date_pattern))},
                 {"grants", list_of(reference("grant"))},
                 {"reasons", list_of(reference("reason"))}});
}

Schema service() {
  return closed({{"id", of_type("string")},
                 {"family", of_type("string")},
                 {"area", of_type("string")},
                 {"force", reference("force")}});
}

Schema family() {
  return closed({{"id", of_type("string")},
                 {"area", of_type("string")},
                 {"force", reference("force")},
                 {"outcome", one_of(names_to(FamilyOutcome::silent))},
                 {"best", strings()}});
}

Schema problem() {
  return closed({{"code", of_type("string")},
                 {"message", of_type("string")},
                 {"path", or_null(of_type("string"))},
                 {"hint", or_null(of_type("string"))}});
}

Schema rulebook() {
  return closed(
      {{"hash", pattern("^[0-9a-f]{64}$")},
       {"packs", list_of(closed({{"id", of_type("string")}, {"version", of_type("string")}}))}});
}

Schema decision() {
  return closed({{"schema_version", constant("1")},
                 {"rulebook", rulebook()},
                 {"engine", of_type("string")},
                 {"as_of", pattern(date_pattern)},
                 {"jurisdiction", or_null(pattern(place_pattern))},
                 {"entitlements", list_of(reference("outcome"))},
                 {"prohibitions", list_of(reference("outcome"))},
                 {"services", list_of(service())},
                 {"families", list_of(family())},
                 {"warnings", list_of(problem())}});
}

}  // namespace
}  // namespace explain

std::string case_schema(const Rulebook* book) {
  using namespace explain;
  const Schema schema = closed({{"id", or_null(of_type("string")), false},
                                {"as_of", or_null(pattern(date_pattern)), false},
                                {"jurisdiction", or_null(pattern(place_pattern)), false},
                                {"parameters", or_null(parameters_of(book)), false},
                                {"facts", or_null(facts_of(book))}});
  return schema_document("A case of huice", schema, {});
}

std::string decision_schema() {
  using namespace explain;
  return schema_document("A decision of huice", decision(),
                         {{"text", text()},
                          {"citation", citation()},
                          {"use", use()},
                          {"reason", reason()},
                          {"grant", grant()},
                          {"force", one_of(names_to(Force::draft))},
                          {"outcome", outcome()}});
}

}  // namespace huice
