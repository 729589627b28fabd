// What packs say, typed: the model that the loader fills from YAML and that `compile` turns into a
// program. Plain data; every item knows its place. Order of vectors: packs by id, then file order.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "feel/syntax.hpp"
#include "huice/calendar.hpp"
#include "huice/decimal.hpp"
#include "text/source.hpp"

namespace huice::pack {

/// A text for people, in both languages, with the place of each. Placeholders `{name}` stay in the
/// text.
struct Text {
  std::string zh;
  std::string en;
  text::Place zh_place;
  text::Place en_place;
  [[nodiscard]] bool empty() const noexcept { return zh.empty() && en.empty(); }
};

/// A FEEL text with its tree. `syntax` is null only while loading, or after a syntax error was
/// reported.
struct Expression {
  text::Decoded text;
  std::shared_ptr<const feel::Syntax> syntax;
  [[nodiscard]] bool present() const noexcept { return syntax != nullptr; }
};

/// "gz 十/s3; gz 十/s4": sources by index into Model::sources, each with its locator.
struct Citation {
  std::uint32_t source = 0;
  std::string locator;
};
using Citations = std::vector<Citation>;

enum class ForceKind : std::uint8_t { not_yet, in_force, period_ended, draft };

struct Force {
  std::optional<Date> from;
  std::optional<Date> to;
  ForceKind is = ForceKind::in_force;
};

struct SourceDocument {
  std::string pack;  ///< pack id
  std::string key;
  Text title;
  Text issuer;
  Text note;
  std::string number;
  std::optional<Date> issued;
  std::string sha256;
  std::vector<Force> force;
  text::Place place;
};

enum class FactType : std::uint8_t {
  boolean,
  integer,
  number,
  money,
  date,
  duration,
  enumeration,
  enum_set,
  code,
  text,
  members
};
enum class Change : std::uint8_t { immutable, timed, actionable };

struct EnumValue {
  std::string id;
  Text label;
};

struct Fact {
  std::string pack;
  std::string id;
  FactType type = FactType::boolean;
  std::string about;
  Text label;
  Text question;
  Text help;
  std::string unit;
  std::vector<EnumValue> values;       // enumeration, enum_set
  std::optional<Decimal> low, high;    // numbers: declared range, inclusive
  std::optional<Date> first, last;     // dates: declared range, inclusive
  std::vector<std::string> evidence;   // ids of documents
  std::vector<std::string> sensitive;  // health, financial, minor, confidential
  Change change = Change::actionable;
  std::string ask_after;
  std::vector<Fact> fields;  // members
  text::Place place;
};

struct Family {
  std::string pack;
  std::string id;
  Text title;
  std::string connecting;  ///< fact id, or "" where the jurisdiction decides alone
  text::Place place;
};

struct Paper {  // an entry of `documents`
  std::string pack;
  std::string id;
  Text label;
  text::Place place;
};

struct Area {
  std::string code;
  Text name;
  std::vector<std::string> aliases;
};

/// A FEEL value type named in a pack ("money", "duration" ...), for parameters and table columns.
enum class ValueType : std::uint8_t {
  any,
  boolean,
  integer,
  number,
  money,
  duration,
  date,
  text,
  code
};

enum class HitPolicy : std::uint8_t {
  unique,
  any,
  priority,
  first,
  rule_order,
  output_order,
  collect
};
enum class Aggregate : std::uint8_t { none, sum, min, max, count };

struct TableInput {
  Expression value;
  Text label;
};
struct TableOutput {
  std::string name;
  ValueType type = ValueType::any;
  std::vector<Expression> values;  // for priority and output order
  std::optional<Expression> default_value;
};
struct TableRow {
  std::vector<Expression> when;  // unary tests, one per input
  std::vector<Expression> then;  // expressions, one per output
  Citations source;
  text::Place place;
};
struct DecisionTable {
  HitPolicy hit = HitPolicy::unique;
  Aggregate aggregate = Aggregate::none;
  std::vector<TableInput> inputs;
  std::vector<TableOutput> outputs;
  std::vector<TableRow> rows;
  text::Place place;
};

enum class ParameterKind : std::uint8_t { value, set, table, terms };

/// One value of a parameter, for a time and an area.
struct Binding {
  std::string pack;
  Date from;
  std::optional<Date> to;
  std::string area;                ///< six digits, aliases resolved; "000000" is the nation
  std::vector<Expression> values;  // value: one; set: its items
  std::optional<DecisionTable>
      table;                         // table: its inputs are names, its one output is the parameter
  std::optional<Expression> test;    // terms
  std::optional<Expression> amount;  // terms
  std::string unit;
  std::string per;
  Text note;
  Citations source;
  bool from_caller = false;  ///< --set or the case's `parameters`
  text::Place place;
};

struct TableParameterInput {
  std::string name;
  ValueType type = ValueType::any;
};

struct Parameter {
  std::string pack;
  std::string id;
  ParameterKind kind = ParameterKind::value;
  ValueType type = ValueType::any;
  std::string unit;
  std::string set_by;
  Text title;
  Citations source;
  std::vector<TableParameterInput> inputs;  // table
  std::vector<Binding> bindings;            // of its own pack and of value packs, by from, area
  text::Place place;
};

/// A decision of a DMN model that stands in a file beside the pack.
struct ModelDecision {
  std::string path;                                        ///< of the file
  std::string name;                                        ///< of the decision
  std::vector<std::pair<std::string, Expression>> inputs;  ///< of the model, by name
  text::Place file_place, name_place;
};

struct Definition {
  std::string pack;
  std::string id;
  Text label;
  Expression value;  // or:
  std::optional<DecisionTable> table;
  std::optional<ModelDecision> decision;
  Citations source;
  text::Place place;
};

/// A condition: a test, or a group of conditions.
struct Condition {
  enum class Kind : std::uint8_t { test, all, any, negation };
  Kind kind = Kind::test;
  Expression test;
  std::vector<Condition> parts;  // all, any: one or more; negation: one
  Text text;
  Citations source;
  text::Place place;
};

enum class Verb : std::uint8_t { must, encouraged };
enum class Effect : std::uint8_t { benefit, adverse };
enum class ExceptionResult : std::uint8_t { ineligible, eligible, not_applicable };

struct Exception {
  std::string id;
  Condition when;
  ExceptionResult gives = ExceptionResult::ineligible;
  std::vector<std::string> overrides;
  Text text;
  Citations source;
  text::Place place;
};

struct Review {
  Expression when;
  bool prefer = true;
  std::vector<Text> readings;
  text::Place place;
};

struct Grant {
  std::string kind;
  Text of;
  std::optional<Expression> amount;
  std::string amount_from;  ///< id of a terms parameter
  std::string unit;
  std::string per;
  text::Place place;
};

/// An entitlement or a prohibition (`prohibition` set: `when` is the violation).
struct Rule {
  std::string pack;
  std::string id;
  bool prohibition = false;
  char grade = 'A';  ///< `class` in the pack
  std::string family;
  std::vector<std::string> beneficiaries;
  Verb verb = Verb::must;
  Text title;
  Citations source;
  std::string quote;
  std::string place_fact;  ///< `place`, or the family's connecting fact, or ""
  std::optional<Expression> applies;
  std::vector<std::string> requires_ids;
  std::optional<Condition> when;
  std::vector<Exception> exceptions;
  std::vector<std::string> needs;
  std::optional<Review> review;
  Effect effect = Effect::benefit;
  std::string for_members;  ///< id of a members fact, or ""
  std::vector<Grant> grants;
  std::vector<std::string> bring;
  Text office;
  Text appeal;
  std::string area;  ///< of the pack
  text::Place place;
};

struct Service {
  std::string pack;
  std::string id;
  std::string family;
  Text group;
  Verb verb = Verb::must;
  Text title;
  Citations source;
  Text office;
  std::string area;
  text::Place place;
};

struct Indicator {
  std::string pack;
  std::string id;
  std::string family;
  Text title;
  Citations source;
  std::string figure;
  std::string comparator;
  std::string period;
  std::string label;
  Text unit;
  std::string area;
  text::Place place;
};

struct Pack {
  std::string id;
  std::string version;
  Text title;
  std::string area;  ///< "" when the pack has none
  std::vector<std::string> uses;
  text::Place place;
};

/// Everything loaded, references resolved by name and checked.
struct Model {
  std::vector<Pack> packs;  // sorted by id
  std::vector<SourceDocument> sources;
  std::vector<Fact> facts;
  std::vector<Family> families;
  std::vector<Paper> papers;
  std::vector<Area> areas;
  std::vector<Parameter> parameters;
  std::vector<Definition> definitions;
  std::vector<Rule> rules;  // entitlements and prohibitions, sorted by id
  std::vector<Service> services;
  std::vector<Indicator> indicators;
  /// The files that it was made from: packs and their lists of areas.
  std::vector<std::shared_ptr<const text::Source>> texts;
  /// The DMN models beside packs that were given as texts; else they are read from the disk.
  std::optional<std::vector<std::shared_ptr<const text::Source>>> dmn_texts;
};

}  // namespace huice::pack
