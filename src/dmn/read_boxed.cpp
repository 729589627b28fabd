#include "dmn/read_boxed.hpp"

#include <array>

#include "dmn/namespaces.hpp"
#include "feel/scope.hpp"

namespace huice::dmn {

using program::Aggregate;
using program::HitPolicy;
using text::Code;

namespace {

struct KindName {
  std::string_view name;
  BoxedKind kind;
};
constexpr std::array kinds{KindName{"literalExpression", BoxedKind::literal},
                           KindName{"decisionTable", BoxedKind::table},
                           KindName{"context", BoxedKind::context},
                           KindName{"invocation", BoxedKind::invocation},
                           KindName{"relation", BoxedKind::relation},
                           KindName{"list", BoxedKind::list},
                           KindName{"functionDefinition", BoxedKind::function},
                           KindName{"conditional", BoxedKind::conditional},
                           KindName{"filter", BoxedKind::filter},
                           KindName{"for", BoxedKind::for_loop},
                           KindName{"some", BoxedKind::some},
                           KindName{"every", BoxedKind::every}};

const KindName* kind_of(const XmlElement& element, const XmlElement& parent) {
  if (element.space != parent.space) return nullptr;
  for (const KindName& row : kinds) {
    if (row.name == element.name) return &row;
  }
  return nullptr;
}

struct HitName {
  std::string_view name;
  HitPolicy hit;
};
constexpr std::array hits{
    HitName{"UNIQUE", HitPolicy::unique},         HitName{"ANY", HitPolicy::any},
    HitName{"PRIORITY", HitPolicy::priority},     HitName{"FIRST", HitPolicy::first},
    HitName{"RULE ORDER", HitPolicy::rule_order}, HitName{"OUTPUT ORDER", HitPolicy::output_order},
    HitName{"COLLECT", HitPolicy::collect}};

struct AggregateName {
  std::string_view name;
  Aggregate aggregate;
};
constexpr std::array aggregates{
    AggregateName{"SUM", Aggregate::sum}, AggregateName{"MIN", Aggregate::min},
    AggregateName{"MAX", Aggregate::max}, AggregateName{"COUNT", Aggregate::count}};

/// The language of a text: its own, else the model's.
std::string_view language_of(const XmlElement& element) {
  const std::string_view own = element.attribute("expressionLanguage");
  if (!own.empty()) return own;
  const XmlElement* root = &element;
  while (root->parent != nullptr) root = root->parent;
  return root->attribute("expressionLanguage");
}

bool means_feel(std::string_view language) {
  return language.empty() || is_feel(language) || language == "feel" || language == "FEEL";
}

}  // namespace

TypeName read_type_name(const XmlElement& element, std::string_view written,
                        const text::Place& place) {
  TypeName type;
  type.place = place;
  std::string name = feel::normalise_name(written);
  const std::size_t colon = name.find(':');
  if (colon != std::string::npos) {
    const std::string_view space = element.space_of(std::string_view(name).substr(0, colon));
    if (!space.empty()) {
      type.space = space;
      name.erase(0, colon + 1);
    }
  }
  type.name = std::move(name);
  return type;
}

Expression read_text(const XmlElement& element) {
  Expression expression;
  const XmlElement* text = element.child("text");
  expression.text = text != nullptr ? text->text : text::Decoded({}, element.place, {});
  return expression;
}

Variable read_variable(const XmlElement& element) {
  return {feel::normalise_name(element.attribute("name")),
          read_type_name(element, element.attribute("typeRef"), element.place)};
}

Expression BoxedReader::text(const XmlElement& element) {
  if (const std::string_view language = language_of(element); !means_feel(language)) {
    report_.error(Code::dmn_external, element.place,
                  "the language `" + std::string(language) + "` is not read",
                  "write the expression in FEEL");
  }
  return read_text(element);
}

BoxedRef BoxedReader::inside(const XmlElement& parent) {
  for (const auto& child : parent.children) {
    if (kind_of(*child, parent) != nullptr) return read(*child);
  }
  return nullptr;
}

BoxedRef BoxedReader::read(const XmlElement& element) {
  auto boxed = std::make_unique<Boxed>();
  boxed->kind = kind_of(element, *element.parent)->kind;
  if (boxed->kind == BoxedKind::function) return function(element);
  boxed->place = element.place;
  boxed->type = read_type_name(element, element.attribute("typeRef"), element.place);
  switch (boxed->kind) {
    case BoxedKind::literal:
      literal(element, *boxed);
      break;
    case BoxedKind::table:
      table(element, *boxed);
      break;
    case BoxedKind::context:
      context(element, *boxed);
      break;
    case BoxedKind::invocation:
      invocation(element, *boxed);
      break;
    case BoxedKind::relation:
      relation(element, *boxed);
      break;
    case BoxedKind::list:
      list(element, *boxed);
      break;
    default:
      loop(element, *boxed);
      break;
  }
  return boxed;
}

BoxedRef BoxedReader::function(const XmlElement& element) {
  auto boxed = std::make_unique<Boxed>();
  boxed->kind = BoxedKind::function;
  boxed->place = element.place;
  boxed->type = read_type_name(element, element.attribute("typeRef"), element.place);
  const std::string_view kind = element.attribute("kind");
  boxed->function = kind.empty() || kind == "FEEL" ? FunctionKind::feel
                    : kind == "Java"               ? FunctionKind::java
                                                   : FunctionKind::other;
  for (const auto& child : element.children) {
    if (child->name == "formalParameter" && child->space == element.space)
      boxed->parameters.push_back(read_variable(*child));
  }
  boxed->parts.push_back(inside(element));
  return boxed;
}

BoxedRef BoxedReader::part(const XmlElement& element, std::string_view name) {
  const XmlElement* child = element.child(name);
  BoxedRef found = child != nullptr ? inside(*child) : nullptr;
  if (!found) {
    report_.error(Code::dmn_structure, element.place,
                  "`" + element.name + "` has no expression in `" + std::string(name) + "`");
  }
  return found;
}

void BoxedReader::literal(const XmlElement& element, Boxed& boxed) {
  boxed.literal = text(element);
  if (element.child("importedValues") != nullptr) {
    report_.error(Code::dmn_structure, element.place, "values are not imported from other files",
                  "write the expression itself");
  }
}

void BoxedReader::context(const XmlElement& element, Boxed& boxed) {
  for (const auto& child : element.children) {
    if (child->name != "contextEntry" || child->space != element.space) continue;
    BoxedEntry entry;
    if (const XmlElement* variable = child->child("variable"))
      entry.variable = read_variable(*variable);
    entry.value = inside(*child);
    boxed.entries.push_back(std::move(entry));
  }
}

void BoxedReader::invocation(const XmlElement& element, Boxed& boxed) {
  boxed.parts.push_back(inside(element));
  if (!boxed.parts.front()) {
    report_.error(Code::dmn_structure, element.place, "an invocation names the function it calls");
  }
  for (const auto& child : element.children) {
    if (child->name != "binding" || child->space != element.space) continue;
    BoxedEntry entry;
    if (const XmlElement* parameter = child->child("parameter"))
      entry.variable = read_variable(*parameter);
    entry.value = inside(*child);
    boxed.entries.push_back(std::move(entry));
  }
}

void BoxedReader::relation(const XmlElement& element, Boxed& boxed) {
  std::vector<Variable> columns;
  for (const auto& child : element.children) {
    if (child->space != element.space) continue;
    if (child->name == "column") columns.push_back(read_variable(*child));
    if (child->name != "row") continue;
    auto row = std::make_unique<Boxed>();
    row->kind = BoxedKind::context;
    row->place = child->place;
    for (const auto& cell : child->children) {
      if (kind_of(*cell, *child) == nullptr) continue;
      if (row->entries.size() == columns.size()) {
        report_.error(Code::dmn_structure, cell->place, "the row has more cells than columns");
        break;
      }
      row->entries.push_back({columns[row->entries.size()], read(*cell)});
    }
    boxed.parts.push_back(std::move(row));
  }
}

void BoxedReader::list(const XmlElement& element, Boxed& boxed) {
  for (const auto& child : element.children) {
    if (kind_of(*child, element) != nullptr) boxed.parts.push_back(read(*child));
  }
}

void BoxedReader::loop(const XmlElement& element, Boxed& boxed) {
  boxed.iterator = feel::normalise_name(element.attribute("iteratorVariable"));
  std::vector<std::string_view> names;
  switch (boxed.kind) {
    case BoxedKind::conditional:
      names = {"if", "then", "else"};
      break;
    case BoxedKind::filter:
      names = {"in", "match"};
      break;
    case BoxedKind::for_loop:
      names = {"in", "return"};
      break;
    default:
      names = {"in", "satisfies"};
      break;
  }
  for (const std::string_view name : names) boxed.parts.push_back(part(element, name));
}

void BoxedReader::table(const XmlElement& element, Boxed& boxed) {
  boxed.table = std::make_unique<DecisionTable>();
  DecisionTable& table = *boxed.table;
  table_head(element, table);
  if (table.outputs.empty())
    report_.error(Code::dmn_structure, element.place, "a decision table has at least one output");
  for (const auto& child : element.children) {
    if (child->name == "rule" && child->space == element.space) table_row(*child, table);
  }
}

void BoxedReader::table_head(const XmlElement& element, DecisionTable& table) {
  const std::string_view hit = element.attribute("hitPolicy");
  bool known = hit.empty();
  for (const HitName& row : hits) {
    if (row.name != hit) continue;
    table.hit = row.hit;
    known = true;
  }
  const std::string_view aggregation = element.attribute("aggregation");
  bool known_aggregation = aggregation.empty();
  for (const AggregateName& row : aggregates) {
    if (row.name != aggregation) continue;
    table.aggregate = row.aggregate;
    known_aggregation = true;
  }
  if (!known || !known_aggregation) {
    report_.error(Code::dmn_structure, element.place,
                  "`" + std::string(known ? aggregation : hit) + "` is no " +
                      (known ? "aggregation" : "hit policy"));
  }
  if (table.hit != HitPolicy::collect) table.aggregate = Aggregate::none;
  for (const auto& child : element.children) {
    if (child->space != element.space) continue;
    if (child->name == "input") {
      TableInput input;
      if (const XmlElement* value = child->child("inputExpression")) {
        input.value = text(*value);
        input.type = read_type_name(*value, value->attribute("typeRef"), value->place);
      }
      if (const XmlElement* allowed = child->child("inputValues"))
        input.allowed = read_text(*allowed);
      table.inputs.push_back(std::move(input));
    } else if (child->name == "output") {
      TableOutput output;
      output.name = feel::normalise_name(child->attribute("name"));
      output.type = read_type_name(*child, child->attribute("typeRef"), child->place);
      if (const XmlElement* allowed = child->child("outputValues"))
        output.allowed = read_text(*allowed);
      if (const XmlElement* otherwise = child->child("defaultOutputEntry"))
        output.otherwise = text(*otherwise);
      table.outputs.push_back(std::move(output));
    }
  }
}

void BoxedReader::table_row(const XmlElement& element, DecisionTable& table) {
  TableRow row;
  row.place = element.place;
  for (const auto& child : element.children) {
    if (child->space != element.space) continue;
    if (child->name == "inputEntry") row.when.push_back(text(*child));
    if (child->name == "outputEntry") row.then.push_back(text(*child));
  }
  if (row.when.size() != table.inputs.size() || row.then.size() != table.outputs.size()) {
    report_.error(Code::dmn_structure, element.place,
                  "the rule has " + std::to_string(row.when.size()) + " and " +
                      std::to_string(row.then.size()) + " entries for " +
                      std::to_string(table.inputs.size()) + " inputs and " +
                      std::to_string(table.outputs.size()) + " outputs");
  }
  table.rows.push_back(std::move(row));
}

}  // namespace huice::dmn
