// The table of keys. Texts here are what authors read in messages, in their editor and in the
// schema, so they say what a key is for, not what it is called.
#include <array>

#include "pack/schema.hpp"

namespace huice::pack {
namespace {

constexpr Shape scalar_of(Scalar scalar, std::string_view name = {}, std::string_view about = {}) {
  Shape shape;
  shape.name = name;
  shape.about = about;
  shape.scalar = scalar;
  return shape;
}

constexpr Shape one_of(words::Words list) {
  Shape shape;
  shape.scalar = Scalar::word;
  shape.words = list;
  return shape;
}

constexpr Shape list_of(const Shape& item, std::string_view noun, bool may_be_empty = false) {
  Shape shape;
  shape.form = Form::list;
  shape.noun = noun;
  shape.item = &item;
  shape.may_be_empty = may_be_empty;
  return shape;
}

constexpr Shape one_or_list_of(const Shape& item, std::string_view noun,
                               bool may_be_empty = false) {
  Shape shape = list_of(item, noun, may_be_empty);
  shape.form = Form::one_or_list;
  return shape;
}

constexpr Shape dictionary_of(const Shape& key, const Shape& item, std::string_view noun) {
  Shape shape;
  shape.form = Form::dictionary;
  shape.noun = noun;
  shape.key = &key;
  shape.item = &item;
  return shape;
}

constexpr Shape map_of(std::string_view name, std::string_view noun, std::string_view about,
                       std::span<const Key> keys, std::span<const Group> groups = {},
                       bool in_pairs = false) {
  Shape shape;
  shape.form = Form::map;
  shape.name = name;
  shape.noun = noun;
  shape.about = about;
  shape.keys = keys;
  shape.groups = groups;
  shape.in_pairs = in_pairs;
  return shape;
}

constexpr Shape scalar_or(const Shape& key, const Shape& item, std::string_view name,
                          std::string_view about) {
  Shape shape;
  shape.form = Form::scalar_or;
  shape.name = name;
  shape.noun = item.noun;
  shape.about = about;
  shape.key = &key;
  shape.item = &item;
  return shape;
}

constexpr Shape with_key(std::string_view selector, const Shape& with, const Shape& without) {
  Shape shape;
  shape.form = Form::with_key;
  shape.selector = selector;
  shape.item = &with;
  shape.other = &without;
  return shape;
}

constexpr Shape make_languages() {
  Shape shape;
  shape.form = Form::languages;
  shape.name = "languages";
  shape.about = "A text for people, in both languages.";
  return shape;
}

constexpr Shape make_anything() {
  Shape shape;
  shape.form = Form::anything;
  return shape;
}

// Scalars

constexpr Shape text = scalar_of(Scalar::text);
constexpr Shape locator = scalar_of(Scalar::locator);
constexpr Shape id =
    scalar_of(Scalar::id, "id",
              "Lower-case words of a-z and 0-9 joined by `-` or `_`, the first letter a-z.");
constexpr Shape name = scalar_of(
    Scalar::name, "name", "A name that expressions use: letters of any script, digits, `_`.");
constexpr Shape token =
    scalar_of(Scalar::token, "token", "Letters of any script, digits, `_`, `-`, `.`; no blanks.");
constexpr Shape date = scalar_of(Scalar::date, "date", "A day: 2025-04-14.");
constexpr Shape area = scalar_of(Scalar::area, "area",
                                 "Six digits of GB/T 2260, in quotes; \"000000\" is the nation.");
constexpr Shape sha256 = scalar_of(Scalar::sha256);
constexpr Shape range = scalar_of(Scalar::range);
constexpr Shape literal = scalar_of(Scalar::literal, "literal", "A value of the parameter's type.");
constexpr Shape yes_no = scalar_of(Scalar::yes_no);
constexpr Shape file_name = scalar_of(Scalar::file_name);
constexpr Shape expression = scalar_of(Scalar::expression, "expression",
                                       "FEEL (DMN 1.5) over facts, parameters and definitions.");
constexpr Shape cell =
    scalar_of(Scalar::cell, "cell",
              "FEEL unary tests: \"-\", \"[1..5)\", \">= 18\", \"not(\\\"urban\\\")\".");
constexpr Shape citations =
    scalar_of(Scalar::citations, "citations", "Keys of sources with locators: gz 十/s3; gz 十/s4.");
constexpr Shape languages = make_languages();
constexpr Shape anything = make_anything();

constexpr Shape ids = list_of(id, "id");
constexpr Shape names = list_of(name, "name");
constexpr Shape names_or_none = list_of(name, "name", true);
constexpr Shape id_or_ids = one_or_list_of(id, "id");
constexpr Shape expressions = list_of(expression, "expression");
constexpr Shape cells = list_of(cell, "cell");
constexpr Shape literals = one_or_list_of(literal, "value", true);
constexpr Shape sensitivities_word = one_of(words::sensitive);
constexpr Shape sensitivities = list_of(sensitivities_word, "word");

constexpr Shape fact_type = one_of(words::fact_type);
constexpr Shape change = one_of(words::change);
constexpr Shape about = one_of(words::about);
constexpr Shape force_word = one_of(words::force);
constexpr Shape value_type = one_of(words::value_type);
constexpr Shape parameter_kind = one_of(words::parameter_kind);
constexpr Shape hit = one_of(words::hit);
constexpr Shape grade = one_of(words::rule_grade);
constexpr Shape beneficiary = one_of(words::beneficiary);
constexpr Shape beneficiaries = one_or_list_of(beneficiary, "beneficiary");
constexpr Shape verb = one_of(words::verb);
constexpr Shape effect = one_of(words::effect);
constexpr Shape exception_result = one_of(words::exception_result);
constexpr Shape grant_kind = one_of(words::grant_kind);
constexpr Shape outcome = one_of(words::outcome);

// Sources

constexpr Key force_keys[] = {
    {"from", &date, false, "the first day; without it every earlier day", "2025-04-14", {}},
    {"to", &date, false, "the last day; without it every later day", "2025-12-31", {}},
    {"is", &force_word, true, "the document's legal force in that time", "in_force", {}},
};
constexpr Shape force_entry =
    map_of("force", "force entry", "The legal force of a document in a span of time.", force_keys);
constexpr Shape force = list_of(force_entry, "force entry");

constexpr Key source_keys[] = {
    {"title", &languages, true, "the document's full title", "", {}},
    {"issuer", &languages, true, "who issued it", "", {}},
    {"number",
     &text,
     false,
     "its number; leave it out when the text has none",
     "人社部发〔2024〕80号",
     {}},
    {"issued", &date, false, "the day of issue", "2025-04-14", {}},
    {"force",
     &force,
     true,
     "its legal force by date: the first entry that covers the date holds",
     "",
     {}},
    {"sha256", &sha256, false, "hash of the text that the pack was written from", "", {}},
    {"note", &languages, false, "what a reader should know about the text", "", {}},
};
constexpr Shape source =
    map_of("source", "source", "A document that rules and values are taken from.", source_keys);
constexpr Shape sources = dictionary_of(token, source, "source");

// Facts

constexpr std::string_view enum_types[] = {"enum", "enum_set"};
constexpr std::string_view numeric_types[] = {"integer", "number", "money"};
constexpr std::string_view ranged_types[] = {"integer", "number", "money", "date"};
constexpr std::string_view members_type[] = {"members"};

extern const Shape fields;
constexpr Shape enum_values = dictionary_of(token, languages, "value");
constexpr Key fact_keys[] = {
    {"type", &fact_type, true, "which values the fact has", "boolean", {}},
    {"about", &about, true, "what the fact is about", "person", {}},
    {"label", &languages, true, "what caseworkers call it", "", {}},
    {"question", &languages, true, "how to ask the applicant for it", "", {}},
    {"help", &languages, false, "how to answer the question", "", {}},
    {"unit", &text, false, "what the number counts", "CNY/month", {"type", numeric_types, false}},
    {"range",
     &range,
     false,
     "the values that can occur, both ends included",
     "[0..150]",
     {"type", ranged_types, false}},
    {"values",
     &enum_values,
     true,
     "the ids of its values, in order, each with its label",
     "",
     {"type", enum_types, false}},
    {"fields", &fields, true, "the facts of each member", "", {"type", members_type, false}},
    {"evidence", &ids, false, "documents that prove it, any of them", "", {}},
    {"sensitive", &sensitivities, false, "why the fact needs special care", "", {}},
    {"change",
     &change,
     false,
     "whether the person may change it; `actionable` when left out",
     "timed",
     {}},
    {"ask_after",
     &name,
     false,
     "the fact after which to ask for this one",
     "residence_permit_held",
     {}},
};
constexpr Shape fact =
    map_of("fact", "fact", "One thing that may be known about an applicant.", fact_keys);
constexpr Shape facts = dictionary_of(name, fact, "fact");
constinit const Shape fields = dictionary_of(name, fact, "field");

// Families and documents

constexpr Key family_keys[] = {
    {"title", &languages, true, "the matter that the family is about", "", {}},
    {"connecting",
     &name,
     false,
     "the fact with the place that connects a case to an area; without it the jurisdiction decides "
     "alone",
     "usual_residence_place",
     {}},
};
constexpr Shape family = map_of("family", "family", "Entitlements on one matter.", family_keys);
constexpr Shape families = dictionary_of(id, family, "family");
constexpr Shape documents = dictionary_of(id, languages, "document");

// Decision tables

constexpr Key table_input_keys[] = {
    {"value",
     &expression,
     true,
     "the expression that the cells of this column test",
     "years_insured",
     {}},
    {"label", &languages, false, "the column's heading", "", {}},
};
constexpr Shape table_input =
    map_of("table_input", "table input", "A column of conditions.", table_input_keys);
constexpr Shape table_inputs = list_of(table_input, "table input");
constexpr Key table_output_keys[] = {
    {"name", &name, true, "the column's name", "points", {}},
    {"type", &value_type, false, "the type of its values", "number", {}},
    {"values",
     &expressions,
     false,
     "its values from first to last priority, for `priority` and `output order`",
     "",
     {}},
    {"default", &expression, false, "the value when no row matches", "0", {}},
};
constexpr Shape table_output =
    map_of("table_output", "table output", "A column of results.", table_output_keys);
constexpr Shape table_outputs = list_of(table_output, "table output");
constexpr Key table_row_keys[] = {
    {"when", &cells, true, "one cell for each input", "", {}},
    {"then", &expressions, true, "one expression for each output", "", {}},
    {"source", &citations, false, "where the text says so", "gz 十/s3", {}},
};
constexpr Shape table_row =
    map_of("table_row", "row", "A row of a decision table.", table_row_keys);
constexpr Shape table_rows = list_of(table_row, "row");
constexpr Key table_keys[] = {
    {"hit", &hit, false, "the hit policy; `unique` when left out", "collect sum", {}},
    {"inputs", &table_inputs, true, "the columns of conditions", "", {}},
    {"outputs", &table_outputs, true, "the columns of results", "", {}},
    {"rows", &table_rows, true, "the rows", "", {}},
};
constexpr Shape table = map_of("table", "table", "A decision table (DMN 1.5).", table_keys);
constexpr Key bound_table_keys[] = {
    {"hit", &hit, false, "the hit policy; `unique` when left out", "first", {}},
    {"rows",
     &table_rows,
     true,
     "the rows: a cell for each of the parameter's inputs, and one result",
     "",
     {}},
};
constexpr Shape bound_table =
    map_of("bound_table", "table",
           "The rows of a table parameter; its columns are the parameter's inputs and its value.",
           bound_table_keys);

// Parameters and their values

constexpr std::array<Key, 11> value_keys_of(bool cited) {
  return {{
      {"from", &date, true, "the first day on which it holds", "2025-01-01", {}},
      {"to",
       &date,
       false,
       "the last day on which it holds; without it until further notice",
       "2025-12-31",
       {}},
      {"area", &area, false, "where it holds; the pack's area when left out", "520100", {}},
      {"value", &literals, false, "the value; for a set, the list of its items", "830", {}},
      {"table", &bound_table, false, "the rows of a table parameter", "", {}},
      {"test",
       &expression,
       false,
       "what the terms require, over declared facts",
       "work_years >= 3",
       {}},
      {"amount", &expression, false, "the amount that the terms give", "1000", {}},
      {"unit", &text, false, "the unit of the amount", "CNY", {}},
      {"per", &text, false, "what the amount is paid per", "month", {}},
      {"note", &languages, false, "what a reader should know about the value", "", {}},
      {"source", &citations, cited, "where the value stands", "gy2025 表1", {}},
  }};
}
constexpr std::string_view bound[] = {"value", "table", "test", "amount"};
constexpr Group value_groups[] = {{Group::Rule::at_least_one, bound}};
constexpr auto value_keys = value_keys_of(false);
constexpr auto bind_keys = value_keys_of(true);
constexpr Shape value = map_of("value", "value", "A value of a parameter, for a time and an area.",
                               value_keys, value_groups);
constexpr Shape bind =
    map_of("bind", "value",
           "A value that this pack gives to a parameter of another pack, for a time and an area.",
           bind_keys, value_groups);
constexpr Shape values = list_of(value, "value");
constexpr Shape binds_of_one = list_of(bind, "value");
constexpr Shape binds = dictionary_of(name, binds_of_one, "parameter");

constexpr std::string_view typed_kinds[] = {"value", "set", "table"};
constexpr std::string_view table_kind[] = {"table"};
constexpr Shape parameter_inputs = dictionary_of(name, value_type, "input");
constexpr Key parameter_keys[] = {
    {"kind", &parameter_kind, false, "`value` when left out", "set", {}},
    {"type",
     &value_type,
     true,
     "the type of the value, of a set's items or of a table's result",
     "duration",
     {"kind", typed_kinds, true}},
    {"inputs",
     &parameter_inputs,
     true,
     "the inputs of the table with their types, in order",
     "",
     {"kind", table_kind, false}},
    {"unit",
     &text,
     false,
     "the unit of the value",
     "CNY/person/month",
     {"kind", typed_kinds, true}},
    {"set_by", &text, false, "who sets it; for information", "county", {}},
    {"title", &languages, true, "what the parameter is", "", {}},
    {"source", &citations, false, "where the text leaves it open or states it", "gz 十/s3", {}},
    {"values", &values, false, "its values by time and area; without any it is unset", "", {}},
};
constexpr Shape parameter =
    map_of("parameter", "parameter", "A number, set, table or terms set by law.", parameter_keys);
constexpr Shape parameters = dictionary_of(name, parameter, "parameter");

// Definitions

constexpr Shape model_inputs = dictionary_of(text, expression, "input");
constexpr Key model_decision_keys[] = {
    {"dmn", &file_name, true, "a DMN model beside the pack", "subsidy.dmn", {}},
    {"name", &text, true, "one of its decisions, or a decision service", "Amount", {}},
    {"inputs",
     &model_inputs,
     false,
     "a value for each input that the decision needs, by its name in the model",
     "{Income: monthly_income}",
     {}},
};
constexpr Shape model_decision =
    map_of("model_decision", "decision", "A decision of a DMN model.", model_decision_keys);

constexpr std::string_view defined[] = {"value", "table", "decision"};
constexpr Group definition_groups[] = {{Group::Rule::exactly_one, defined}};
constexpr Key definition_keys[] = {
    {"label", &languages, true, "what people call it", "", {}},
    {"value",
     &expression,
     false,
     "the expression that the name stands for",
     "county(usual_residence_place)",
     {}},
    {"table", &table, false, "the decision table that the name stands for", "", {}},
    {"decision",
     &model_decision,
     false,
     "the decision of a DMN model that the name stands for",
     "",
     {}},
    {"source", &citations, false, "where the text says so", "gz 十/s3", {}},
};
constexpr Shape definition = map_of(
    "definition", "definition", "A named expression, decision table or decision of a DMN model.",
    definition_keys, definition_groups);
constexpr Shape definitions = dictionary_of(name, definition, "definition");

// Conditions

constexpr std::string_view condition_kinds[] = {"test", "all", "any", "not"};
constexpr Group condition_groups[] = {{Group::Rule::exactly_one, condition_kinds}};
extern const Shape condition;
extern const Shape conditions;
constexpr Key condition_keys[] = {
    {"test", &expression, false, "what must hold", "residence_permit_held", {}},
    {"all", &conditions, false, "conditions that must all hold", "", {}},
    {"any", &conditions, false, "conditions of which one must hold", "", {}},
    {"not", &condition, false, "a condition that must not hold", "", {}},
    {"zh", &text, false, "the condition in words, in Chinese", "已办理居住证", {}},
    {"en", &text, false, "the condition in words, in English", "holds a residence permit", {}},
    {"source", &citations, false, "where the text says so", "gz 十/s3", {}},
};
constexpr Shape condition_map =
    map_of("condition_map", "condition", "A test, or a group of conditions.", condition_keys,
           condition_groups, true);
constinit const Shape condition =
    scalar_or(expression, condition_map, "condition",
              "A condition: a FEEL text, or a map with `test`, `all`, `any` or `not`.");
constinit const Shape conditions = list_of(condition, "condition");

constexpr Key exception_keys[] = {
    {"id", &id, true, "the exception's name, for `overrides` and for reasons", "lapsed", {}},
    {"test", &expression, false, "when the exception applies", "residence_permit_lapsed", {}},
    {"all", &conditions, false, "conditions that must all hold", "", {}},
    {"any", &conditions, false, "conditions of which one must hold", "", {}},
    {"not", &condition, false, "a condition that must not hold", "", {}},
    {"zh", &text, false, "the exception in words, in Chinese", "居住证已失效", {}},
    {"en",
     &text,
     false,
     "the exception in words, in English",
     "the residence permit has lapsed",
     {}},
    {"gives",
     &exception_result,
     false,
     "the result where it applies; `ineligible` when left out",
     "not_applicable",
     {}},
    {"overrides", &id_or_ids, false, "other exceptions of this rule that it beats", "", {}},
    {"source", &citations, false, "where the text says so", "gz 十/s3", {}},
};
constexpr Shape exception =
    map_of("exception", "exception", "A condition under which the rule gives another result.",
           exception_keys, condition_groups, true);
constexpr Shape exceptions = list_of(exception, "exception");

// Rules

constexpr Shape readings = list_of(languages, "reading");
constexpr Key review_keys[] = {
    {"when",
     &expression,
     true,
     "where another admissible reading of the text could differ",
     "residence_start_date + dibao_residence_years > as_of",
     {}},
    {"prefer",
     &yes_no,
     false,
     "whether the pack's reading is the preferred one; `no` makes the outcome needs_review",
     "yes",
     {}},
    {"readings", &readings, true, "the readings", "", {}},
};
constexpr Shape review =
    map_of("review", "review", "Where the text can be read in another way.", review_keys);

constexpr std::string_view amounts[] = {"amount", "amount_from"};
constexpr Group grant_groups[] = {{Group::Rule::at_most_one, amounts}};
constexpr Key grant_keys[] = {
    {"kind", &grant_kind, true, "what kind of thing is granted", "access", {}},
    {"of", &languages, true, "what is granted", "", {}},
    {"amount",
     &expression,
     false,
     "how much",
     "local_dibao_line - household_per_capita_income",
     {}},
    {"amount_from",
     &name,
     false,
     "the terms parameter that is bound with the amount",
     "startup_loan_terms",
     {}},
    {"unit", &text, false, "the unit of the amount", "CNY", {}},
    {"per", &text, false, "what the amount is paid per", "month", {}},
};
constexpr Shape grant = map_of("grant", "grant", "What the rule gives.", grant_keys, grant_groups);
constexpr Shape grants = one_or_list_of(grant, "grant");

constexpr Key entitlement_keys[] = {
    {"id", &id, true, "the rule's id, unique over all packs", "gz-dibao-residence-permit", {}},
    {"class",
     &grade,
     true,
     "A: determinate from the text; B: save for a parameter that the text leaves open",
     "A",
     {}},
    {"family", &id, true, "the matter that the rule belongs to", "social-assistance", {}},
    {"beneficiary", &beneficiaries, true, "who gets it (one or a list)", "person", {}},
    {"verb", &verb, false, "how strongly the text binds; `must` when left out", "encouraged", {}},
    {"title", &languages, true, "what people call it", "", {}},
    {"source", &citations, true, "the clause that grants it", "gz 十/s3", {}},
    {"quote", &text, false, "a few words of the clause, verbatim", "", {}},
    {"place", &name, false, "another connecting fact than the family's", "hukou_place", {}},
    {"applies",
     &expression,
     false,
     "false: the rule is not for this case (not_applicable)",
     "not(within(hukou_place, county(usual_residence_place)))",
     {}},
    {"requires", &id_or_ids, false, "entitlements that this one presupposes", "", {}},
    {"when", &condition, false, "the conditions", "", {}},
    {"unless", &exceptions, false, "exceptions", "", {}},
    {"needs",
     &names,
     false,
     "parameters without an expression: terms that stay open until bound",
     "",
     {}},
    {"review", &review, false, "where another admissible reading could differ", "", {}},
    {"effect",
     &effect,
     false,
     "`adverse` for what an employer suffers; `benefit` when left out",
     "adverse",
     {}},
    {"for",
     &name,
     false,
     "a fact of type members: decide for each member",
     "household_members",
     {}},
    {"grants", &grants, true, "what the rule gives", "", {}},
    {"bring", &ids, false, "documents to bring", "", {}},
    {"office", &languages, false, "where to go", "", {}},
    {"appeal", &languages, false, "how to appeal", "", {}},
};
constexpr Shape entitlement =
    map_of("entitlement", "entitlement", "What a person, household, employer or business may get.",
           entitlement_keys);
constexpr Shape entitlements = list_of(entitlement, "entitlement");

constexpr Key prohibition_keys[] = {
    {"id", &id, true, "the rule's id, unique over all packs", "gz-wage-account-no-auto-freeze", {}},
    {"class",
     &grade,
     true,
     "A: determinate from the text; B: save for a parameter that the text leaves open",
     "A",
     {}},
    {"family", &id, true, "the matter that the rule belongs to", "wage-guarantee", {}},
    {"beneficiary", &beneficiaries, false, "whom it protects (one or a list)", "person", {}},
    {"verb", &verb, false, "how strongly the text binds; `must` when left out", "must", {}},
    {"title", &languages, true, "what people call it", "", {}},
    {"source", &citations, true, "the clause that prohibits it", "gz 六/s11", {}},
    {"quote", &text, false, "a few words of the clause, verbatim", "", {}},
    {"place", &name, false, "another connecting fact than the family's", "work_place", {}},
    {"applies",
     &expression,
     false,
     "false: the rule is not for this case (not_applicable)",
     "",
     {}},
    {"violated", &condition, true, "when the prohibition is violated", "", {}},
    {"needs",
     &names,
     false,
     "parameters without an expression: terms that stay open until bound",
     "",
     {}},
    {"review", &review, false, "where another admissible reading could differ", "", {}},
    {"office", &languages, false, "where to complain", "", {}},
    {"appeal", &languages, false, "how to appeal", "", {}},
};
constexpr Shape prohibition =
    map_of("prohibition", "prohibition", "What an authority must not do.", prohibition_keys);
constexpr Shape prohibitions = list_of(prohibition, "prohibition");

constexpr Key service_keys[] = {
    {"id", &id, true, "the service's id, unique over all packs", "gz-job-expansion", {}},
    {"family", &id, true, "the matter that it belongs to", "emp-service", {}},
    {"group", &languages, true, "whom it is for", "", {}},
    {"verb", &verb, false, "how strongly the text binds; `must` when left out", "encouraged", {}},
    {"title", &languages, true, "what people call it", "", {}},
    {"source", &citations, true, "the clause that promises it", "gz 一/s4", {}},
    {"office", &languages, false, "where to go", "", {}},
};
constexpr Shape service =
    map_of("service", "service", "A measure without an individual test.", service_keys);
constexpr Shape services = list_of(service, "service");

constexpr Key indicator_keys[] = {
    {"id", &id, true, "the indicator's id, unique over all packs", "tl-ind-nearby-jobs", {}},
    {"family", &id, true, "the matter that it belongs to", "indicator", {}},
    {"title", &languages, true, "what is counted", "", {}},
    {"source", &citations, true, "the clause that sets it", "tl 一/s2", {}},
    {"figure", &locator, true, "the target, as the text writes it", "7000", {}},
    {"comparator", &text, false, "how the figure is meant", "at least", {}},
    {"unit", &languages, false, "what the figure counts", "", {}},
    {"period", &locator, false, "the time that it is set for", "2025-2027", {}},
    {"label", &text, false, "the text's own label of the target", "not labelled", {}},
};
constexpr Shape indicator =
    map_of("indicator", "indicator", "A target of the government; it decides nobody's case.",
           indicator_keys);
constexpr Shape indicators = list_of(indicator, "indicator");

// Files

constexpr std::array<Key, 11> sections = {{
    {"facts", &facts, false, "the dictionary of facts", "", {}},
    {"families", &families, false, "matters with their connecting facts", "", {}},
    {"documents", &documents, false, "papers that prove facts or are to be brought", "", {}},
    {"areas", &file_name, false, "the list of areas, a file beside the pack", "areas.tsv", {}},
    {"parameters", &parameters, false, "numbers, sets, tables and terms set by law", "", {}},
    {"definitions", &definitions, false, "named expressions and decision tables", "", {}},
    {"entitlements", &entitlements, false, "what one may get", "", {}},
    {"prohibitions", &prohibitions, false, "what an authority must not do", "", {}},
    {"services", &services, false, "measures without an individual test", "", {}},
    {"indicators", &indicators, false, "targets of the government", "", {}},
    {"binds", &binds, false, "values for parameters of packs that this one uses", "", {}},
}};

template <std::size_t count>
constexpr std::array<Key, count + sections.size()> followed_by_sections(const Key (&head)[count]) {
  std::array<Key, count + sections.size()> all{};
  for (std::size_t i = 0; i < count; ++i) all[i] = head[i];
  for (std::size_t i = 0; i < sections.size(); ++i) all[count + i] = sections[i];
  return all;
}

constexpr Key head_only_keys[] = {
    {"pack", &id, true, "the pack's id", "cn-520000-migrant-services", {}},
    {"version", &locator, true, "the pack's version", "1.0.0", {}},
    {"title", &languages, true, "what people call the pack", "", {}},
    {"area", &area, false, "the area that the document covers", "520000", {}},
    {"uses", &ids, false, "packs whose names this one sees", "", {}},
    {"sources", &sources, false, "the documents that it is taken from", "", {}},
};
constexpr auto head_keys = followed_by_sections(head_only_keys);
constexpr Shape head_file = map_of("head_file", "pack", "A rule pack.", head_keys);

constexpr Key part_only_keys[] = {
    {"pack",
     &id,
     true,
     "the id of the pack that this file belongs to",
     "cn-520000-migrant-services",
     {}},
    {"part", &id, true, "the name of this further file of the pack", "services", {}},
};
constexpr auto part_keys = followed_by_sections(part_only_keys);
constexpr Shape part_file = map_of("part_file", "part of a pack",
                                   "A further file of a rule pack: sections only.", part_keys);

constexpr Shape pack_file = with_key("part", part_file, head_file);

// Worked cases

constexpr Key expectation_keys[] = {
    {"status", &outcome, true, "the outcome", "eligible", {}},
    {"missing_facts", &names_or_none, false, "exactly the facts that are missing", "", {}},
    {"missing_parameters",
     &names_or_none,
     false,
     "exactly the parameters that are missing",
     "",
     {}},
    {"earliest",
     &anything,
     false,
     "the first day on which it would be granted, or null",
     "2026-03-10",
     {}},
    {"review", &yes_no, false, "whether another reading could differ", "no", {}},
    {"amount", &locator, false, "the amount", "380", {}},
    {"note", &text, false, "why, with the clause", "", {}},
};
constexpr Shape expectation_map =
    map_of("expectation", "expectation", "What the answer must be for one rule.", expectation_keys);
constexpr Shape expectation =
    scalar_or(outcome, expectation_map, "", "A status, or a map with more.");
constexpr Shape expectations = dictionary_of(id, expectation, "expectation");
constexpr Key worked_case_keys[] = {
    {"id", &id, true, "the case's id", "dibao-one-year", {}},
    {"title", &languages, true, "what the case shows", "", {}},
    {"as_of", &date, false, "the date of the case; else that of `defaults`", "2026-03-10", {}},
    {"jurisdiction",
     &area,
     false,
     "the area of the deciding office; else that of `defaults`",
     "520000",
     {}},
    {"facts", &anything, true, "the applicant's facts, as in a profile", "", {}},
    {"parameters", &anything, false, "values of parameters for this case", "", {}},
    {"expect", &expectations, true, "the outcome for each rule that the case tests", "", {}},
};
constexpr Shape worked_case =
    map_of("worked_case", "case", "An applicant with the outcomes that follow from the text.",
           worked_case_keys);
constexpr Shape worked_cases = list_of(worked_case, "case");
constexpr Key defaults_keys[] = {
    {"as_of", &date, false, "the date of cases that give none", "2026-03-10", {}},
    {"jurisdiction",
     &area,
     false,
     "the area of the deciding office for cases that give none",
     "520000",
     {}},
};
constexpr Shape defaults =
    map_of("defaults", "defaults", "What cases have in common.", defaults_keys);
constexpr Key cases_keys[] = {
    {"cases", &id, true, "the pack that the cases belong to", "cn-520000-migrant-services", {}},
    {"defaults", &defaults, false, "what the cases have in common", "", {}},
    {"list", &worked_cases, true, "the cases", "", {}},
};
constexpr Shape cases_file =
    map_of("cases_file", "file of cases", "Worked cases beside a pack.", cases_keys);

}  // namespace

const Shape& pack_shape() noexcept { return pack_file; }
const Shape& cases_shape() noexcept { return cases_file; }

const Key* find_key(const Shape& map, std::string_view wanted) noexcept {
  for (const Key& key : map.keys) {
    if (key.name == wanted) return &key;
  }
  return nullptr;
}

}  // namespace huice::pack
