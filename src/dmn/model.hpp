// DMN models as huice reads them: DMN 1.1 to 1.5, chapters 6 to 8 and 10.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pack/model.hpp"
#include "program/program.hpp"
#include "text/source.hpp"

namespace huice::dmn {

/// A text of FEEL with its place and, once names are known, its tree.
using Expression = pack::Expression;

inline constexpr std::uint32_t nowhere = 0xFFFFFFFF;

/// A reference to a type as it is written, with its namespace where a prefix names one.
struct TypeName {
  std::string name;   ///< "number", "tPerson", "imported.tPerson"; empty: Any
  std::string space;  ///< of DMN 1.1's prefix:name; empty otherwise
  text::Place place;
  [[nodiscard]] bool empty() const noexcept { return name.empty(); }
};

struct Variable {
  std::string name;
  TypeName type;
};

struct Boxed;
using BoxedRef = std::unique_ptr<Boxed>;

/// An entry of a context, a binding of an invocation, a cell of a relation.
struct BoxedEntry {
  Variable variable;  ///< without a name: the result of the context
  BoxedRef value;
};

struct TableInput {
  Expression value;
  TypeName type;
  std::optional<Expression> allowed;  ///< unary tests
};
struct TableOutput {
  std::string name;
  TypeName type;
  std::optional<Expression> allowed;  ///< unary tests, in order of priority
  std::optional<Expression> otherwise;
};
struct TableRow {
  std::vector<Expression> when;
  std::vector<Expression> then;
  text::Place place;
};
struct DecisionTable {
  program::HitPolicy hit = program::HitPolicy::unique;
  program::Aggregate aggregate = program::Aggregate::none;
  std::vector<TableInput> inputs;
  std::vector<TableOutput> outputs;
  std::vector<TableRow> rows;
};

enum class BoxedKind : std::uint8_t {
  literal,      // literal
  table,        // table
  context,      // entries
  invocation,   // parts[0] called with entries
  relation,     // parts: rows (contexts)
  list,         // parts: items
  function,     // parameters; parts[0]: body
  conditional,  // parts: if, then, else
  filter,       // parts: in, match
  for_loop,     // iterator; parts: in, return
  some,         // iterator; parts: in, satisfies
  every,        // iterator; parts: in, satisfies
};

enum class FunctionKind : std::uint8_t { feel, java, other };

/// A boxed expression (DMN 1.5, 10.2).
struct Boxed {
  BoxedKind kind = BoxedKind::literal;
  TypeName type;
  Expression literal;
  std::unique_ptr<DecisionTable> table;
  std::vector<BoxedEntry> entries;
  std::vector<BoxedRef> parts;  ///< an absent one is null
  std::vector<Variable> parameters;
  FunctionKind function = FunctionKind::feel;
  std::string iterator;
  text::Place place;
};

/// A type of a model (7.3.2).
struct ItemDefinition {
  std::string name;
  TypeName type;  ///< what it is a kind of
  bool is_collection = false;
  std::vector<ItemDefinition> components;
  std::optional<Expression> allowed;     ///< of the value, or of each item of the collection
  std::optional<Expression> constraint;  ///< of the value or the collection as a whole
  bool is_function = false;
  std::vector<Variable> parameters;
  TypeName result;
  text::Place place;
};

enum class ElementKind : std::uint8_t { input, decision, knowledge, service };

/// A reference to an element of this model or of an imported one.
struct Reference {
  std::string space;  ///< empty: this model
  std::string id;
  text::Place place;
  std::uint32_t model = nowhere;
  std::uint32_t element = nowhere;
  [[nodiscard]] bool found() const noexcept { return element != nowhere; }
};

/// An element of the decision requirements graph.
struct Element {
  ElementKind kind = ElementKind::decision;
  std::string id;
  std::string name;
  Variable variable;
  BoxedRef logic;                   ///< of business knowledge: a function; of some decisions none
  std::vector<Reference> required;  ///< inputs, decisions and knowledge
  // decision services
  std::vector<Reference> outputs;
  std::vector<Reference> input_decisions;
  std::vector<Reference> input_data;
  text::Place place;
  /// What is wrong with it: it is null then, and so is what comes of it.
  Diagnostics problems;
};

struct Import {
  std::string space;
  std::string name;      ///< empty: its names are used without one
  std::string location;  ///< as written
  text::Place place;
  std::uint32_t model = nowhere;
};

struct Model {
  std::string space;
  std::string name;
  std::string path;
  std::vector<Import> imports;
  std::vector<ItemDefinition> types;
  std::vector<Element> elements;
  std::shared_ptr<const text::Source> source;
  Diagnostics problems;  ///< of its types: a constraint that cannot be read admits every value

  [[nodiscard]] const ItemDefinition* find_type(std::string_view name) const noexcept;
};

/// A model with everything that it imports.
struct Library {
  std::vector<Model> models;  ///< the first is the one that was asked for

  [[nodiscard]] const Element& at(std::uint32_t model, std::uint32_t element) const noexcept {
    return models[model].elements[element];
  }
};

}  // namespace huice::dmn
