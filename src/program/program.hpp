// The program: the flat, typed, post-order form that every evaluator runs.
//
// A program has bodies. Body 0 is the household level: its nodes are numbered cells, each computed
// from cells before it. Other bodies are what loops, filters, functions and parameter values run;
// they have cells of their own, arguments, and copies of the cells that they capture.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <unordered_map>
#include <vector>

#include "huice/calendar.hpp"
#include "huice/decimal.hpp"
#include "value/builtins.hpp"
#include "value/type.hpp"
#include "value/value.hpp"

namespace huice::program {

inline constexpr std::uint32_t no_index = std::numeric_limits<std::uint32_t>::max();

enum class Op : std::uint8_t {
  constant,   // index: constants
  input,      // index: inputs
  as_of,      // the date of the case
  argument,   // index: argument (then captures) of this body
  parameter,  // index: parameters; operand 0: cell of the place, or none (the jurisdiction decides)
  parameter_call,  // the same for a table parameter; operand 0: place or no_index; operands 1..:
                   // inputs
  // logic
  negation,     // not a
  conjunction,  // a and b
  disjunction,  // a or b
  all_of,       // every operand (groups of conditions)
  any_of,       // some operand
  select,       // if a then b else c, both branches already computed
  lazy_select,  // if a then body index else body extra; captures run on demand
  // comparison
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  in_test,      // a in b
  instance_of,  // a, index: types
  // arithmetic
  add,
  subtract,
  multiply,
  divide,
  power,
  negate,
  // structures
  list,     // operands
  context,  // operands; index: keys (first of `count` strings)
  range,  // a, b; flag: bit 0 low included, 1 high included, 2 no low end, 3 no high end, 4 (=a), 5
          // (!=a)
  property,     // a; index: strings
  property_or,  // a (the item of a filter); index: strings; b: cell used when a has no such key
  element,      // a[b]: by number, or by a boolean that does not depend on the item
  filter,       // a; index: body (item); flag 2: only booleans count (boxed filters)
  for_loop,     // index: body of the result; operands: bodies of the domains; flag 1: `partial` is
                // used
  some,
  every,     // index: body of the condition; operands: bodies of the domains; flag 2: only
             // booleans count (boxed expressions)
  sequence,  // a..b as a list of whole numbers or dates
  // calls
  call_builtin,  // index: builtins; operands: arguments in order
  call_body,     // index: body; operands: arguments
  call_value,    // operand 0: function; operands 1..: arguments; index: first of `count - 1` names,
                 // or no_index
  function,      // index: body; its captures are taken now
  builtin_value,  // index: builtins
  coerce,         // a; index: types
  table,          // index: tables; operands: per row the match, then the outputs
};

/// =, !=, <, <=, > and >=.
[[nodiscard]] constexpr bool is_comparison(Op op) noexcept {
  return op >= Op::equal && op <= Op::greater_equal;
}

struct Node {
  Op op = Op::constant;
  std::uint8_t flag = 0;
  std::uint32_t index = 0;
  std::uint32_t extra = no_index;
  std::uint32_t first = 0;  ///< first operand in Body::operands
  std::uint32_t count = 0;
  friend bool operator==(const Node&, const Node&) = default;
};

struct Body {
  std::vector<Node> nodes;
  std::vector<std::uint32_t> operands;
  std::vector<value::TypeRef> types;  ///< static type of each node
  std::uint32_t arguments = 0;
  std::vector<std::string> names;              ///< of the arguments, for calls by name
  std::vector<value::TypeRef> argument_types;  ///< null: any
  std::vector<std::uint32_t> captures;  ///< cells of the enclosing body, appended to the arguments
  std::uint32_t result = 0;
  std::uint32_t enclosing = 0;  ///< body whose cells `captures` names

  [[nodiscard]] std::uint32_t operand(const Node& node, std::uint32_t i) const noexcept {
    return operands[node.first + i];
  }
};

/// What kind of values a free variable ranges over.
enum class Domain : std::uint8_t {
  boolean,
  number,
  integer,
  money,
  date,
  duration,
  enumeration,
  enum_set,
  code,
  text,
  members
};

/// A declared fact, or a field of a member.
struct Input {
  std::string name;
  Domain domain = Domain::boolean;
  value::TypeRef type;
  std::vector<value::Value> values;    ///< enumeration, enum_set: ids as strings
  value::Value low, high;              ///< declared range, or null
  value::Value unknown;                ///< the unknown of this input (with its bounds)
  std::uint32_t member_of = no_index;  ///< a field: the input of the members
  std::string field;                   ///< a field: its name within a member
  std::vector<std::uint32_t> fields;   ///< members: the inputs that are fields of theirs
};

/// How a parameter value is had: a constant, or a body (terms test, table, amount) whose captures
/// are cells of body 0.
struct BoundValue {
  Date from;
  bool has_to = false;
  Date to;
  std::string area;  ///< six digits; "000000" the nation
  value::Value constant;
  std::uint32_t body = no_index;
  std::uint32_t binding = 0;  ///< number of the binding in the model, for reasons
};

struct Parameter {
  std::string name;
  std::uint32_t declared = no_index;  ///< its number in the model; of an amount, that of its terms
  bool is_set = false;
  bool is_terms = false;
  bool is_table = false;
  value::TypeRef type;
  Domain domain = Domain::boolean;
  std::vector<BoundValue> values;  ///< nearest area first is decided by the place, not by order
};

struct TableOutput {
  std::string name;
  std::vector<value::Value> values;  ///< allowed values in order of priority
  std::uint32_t default_cell = no_index;
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

struct Table {
  HitPolicy hit = HitPolicy::unique;
  Aggregate aggregate = Aggregate::none;
  std::uint32_t rows = 0;
  std::vector<TableOutput> outputs;
};

enum class ExceptionResult : std::uint8_t { ineligible, eligible, not_applicable };

struct Exception {
  std::uint32_t when = 0;  ///< cell
  ExceptionResult gives = ExceptionResult::ineligible;
  std::vector<std::uint32_t> overrides;  ///< indices of exceptions of the same rule, transitive
};

/// An entitlement or prohibition: which cells decide it.
struct Rule {
  std::string name;
  bool prohibition = false;
  std::uint32_t place_input = no_index;  ///< connecting fact
  std::string area;
  std::vector<std::string> beneficiaries;  ///< empty: anybody
  std::uint32_t applies = no_index;
  std::uint32_t when = no_index;  ///< no_index: nothing is asked
  std::vector<Exception> exceptions;
  std::vector<std::uint32_t> requires_rules;
  std::vector<std::uint32_t> needs;  ///< cells of terms parameters
  std::uint32_t review = no_index;
  bool review_decides =
      false;  ///< no reading is preferred: while `review` holds an officer must look
  std::uint32_t members_input = no_index;  ///< `for: members`
  std::vector<std::uint32_t> cone;         ///< every cell of body 0 that the outcome can depend on,
                                           ///< ascending, with those of required rules
  std::vector<std::uint32_t>
      dated;  ///< cells of the cone that depend on as_of or on dated values, ascending
  std::vector<std::uint32_t>
      member_cells;               ///< cells of the cone that depend on a member's fields, ascending
  bool monotone_in_as_of = true;  ///< as_of is only added to, subtracted from and compared
  bool reads_as_of = false;       ///< the cone holds as_of or a parameter with dated values
};

struct Program {
  std::vector<Body> bodies;  ///< bodies[0]: household level
  std::vector<value::Value> constants;
  std::unordered_map<std::string, std::uint32_t> constant_index;  ///< by literal, while compiling
  std::vector<std::string> strings;
  std::vector<value::TypeRef> types;
  std::vector<const value::Builtin*> builtins;
  const value::ZoneRules* zones = nullptr;  ///< rules of named zones, where a library gives them
  std::vector<Input> inputs;
  std::vector<Parameter> parameters;
  std::vector<Table> tables;
  std::vector<Rule> rules;  ///< in the order of the model
  std::uint32_t as_of_cell = no_index;
  std::vector<std::uint32_t> input_cells;  ///< cell of each input in body 0, or no_index

  [[nodiscard]] const Body& household() const noexcept { return bodies.front(); }
};

}  // namespace huice::program
