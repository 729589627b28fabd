// The syntax tree of FEEL (DMN 1.5, chapter 10): flat, with the place of every node.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/source.hpp"

namespace huice::feel {

enum class SyntaxId : std::uint32_t {};

/// What a node is. Children in order are given behind each name; `text` means an index into
/// Syntax::texts.
enum class SyntaxKind : std::uint8_t {
  // literals
  null,        // -
  boolean,     // flag: 1 true, 0 false
  number,      // text: the digits as written
  string,      // text: the decoded string
  at_literal,  // text: the decoded string of @"..."
  // names
  name,  // text: the normalised name (blanks collapsed); "?" is the implicit value of unary tests
  path,  // operand; text: the member's name
  // arithmetic and comparison
  negate,  // operand
  add,
  subtract,
  multiply,
  divide,
  power,  // left, right
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,  // left, right
  between,        // value, low, high
  in,             // value, test, test ... (tests are unary-test nodes or expressions)
  instance_of,    // value, type
  // logic and control
  conjunction,
  disjunction,   // left, right (left-associative)
  if_then_else,  // condition, then, else
  for_loop,      // iterator, iterator ..., body
  some,
  every,     // iterator, iterator ..., condition
  iterator,  // text: variable; domain [, end of the range i in a..b]
  // structures
  filter,          // list, condition or index
  call,            // function, argument ... (all expressions or all named_argument)
  named_argument,  // text: parameter; value
  list,            // item ...
  context,         // context_entry ...
  context_entry,   // text: key; value
  function,        // parameter ..., body; flag 1: external (body is a context)
  parameter,       // text: name [, type]
  range,   // low, high; flag: bit 0 low included, bit 1 high included. Either may be `absent`: (<9)
           // as a value
  absent,  // the missing end of (<9), only inside range; its span is empty
  // unary tests (also usable in `in`)
  test_compare,  // operand; flag: 0 < 1 <= 2 > 3 >= 4 = 5 !=. As a value only (=9) and (!=9), which
                 // are no ranges
  test_any,      // the dash: matches everything
  test_not,      // test ...: not(a, b)
  tests,         // test ...: a comma-separated list of tests (the root of a unary-tests text)
  // types
  type_name,      // text
  type_list,      // element type
  type_context,   // type_entry ...
  type_entry,     // text: name; type
  type_range,     // element type
  type_function,  // parameter type ..., result type
};

struct SyntaxNode {
  SyntaxKind kind;
  std::uint8_t flag = 0;
  std::uint32_t text = 0;
  std::uint32_t first = 0;  ///< first child in Syntax::children
  std::uint32_t count = 0;
  text::Span span;  ///< bytes of the parsed text
};

/// One parsed expression. Children come before their parents in `nodes` (post-order), so passes can
/// be loops.
struct Syntax {
  std::vector<SyntaxNode> nodes;
  std::vector<SyntaxId> children;
  std::vector<std::string> texts;
  SyntaxId root{};

  [[nodiscard]] const SyntaxNode& node(SyntaxId id) const noexcept {
    return nodes[static_cast<std::uint32_t>(id)];
  }
  [[nodiscard]] SyntaxId child(const SyntaxNode& node, std::uint32_t index) const noexcept {
    return children[node.first + index];
  }
  [[nodiscard]] std::string_view text(const SyntaxNode& node) const noexcept {
    return texts[node.text];
  }
};

}  // namespace huice::feel
