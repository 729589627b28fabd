// What can be wrong with the form of an expression.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "text/source.hpp"

namespace huice::feel {

/// What would have fitted where the text went wrong.
enum class Expected : std::uint8_t {
  expression,
  operand,
  condition,
  test,
  argument,
  item,
  key,
  variable,
  parameter,
  member,
  type,
  endpoint,
  dots,
  colon,
  then_word,
  else_word,
  in_word,
  return_word,
  satisfies_word,
  between_and,
  open_parenthesis,
  close_parenthesis,
  close_arguments,
  close_tests,
  close_parameters,
  close_list,
  close_filter,
  close_context,
  close_range,
  close_type,
  arrow,
  end,
  end_of_tests,
};

enum class Problem : std::uint8_t {
  expected,  ///< something else stands where `expected` should
  unclosed_string,
  bad_escape,
  unclosed_comment,
  letters_after_number,  ///< 1_000, 18years
  bare_date,             ///< 2026-03-10 without @"..."
  at_without_quotes,     ///< @2026-03-10
  bad_at_literal,        ///< @"tomorrow"
  chained_comparison,    ///< 1 < x < 5
  mixed_arguments,       ///< f(1, b: 2)
  misplaced_test,        ///< (1, 2) + 3 behind `in`
  too_deep,
  too_many_nodes,
};

/// Ends a parse.
struct SyntaxProblem {
  Problem problem{};
  text::Span span;  ///< empty for `expected`: what is wrong begins there
  Expected expected{};
  std::optional<std::uint32_t> open_bracket;  ///< the innermost bracket that was open
  std::vector<std::string> local_names;       ///< variables, parameters and keys that were in scope
};

/// A word that no scope knows.
struct UnknownName {
  text::Span span;
  bool is_called = false;
  std::string hint;
};

}  // namespace huice::feel
