// From text to syntax tree.
#pragma once

#include <memory>

#include "feel/scope.hpp"
#include "feel/syntax.hpp"
#include "text/report.hpp"
#include "text/source.hpp"

namespace huice::feel {

struct ParseLimits {
  std::uint32_t depth = 64;
  std::uint32_t nodes = 100'000;
  std::uint32_t height = 1'000;  ///< of the tree: 1 + 1 + 1 is two high, whatever its depth
};

/// What kind of text is parsed.
enum class Goal : std::uint8_t {
  expression,   ///< one expression
  unary_tests,  ///< a decision-table cell: "-", not(...), or tests separated by commas (root is
                ///< `tests`, `test_not` or `test_any`)
  type,         ///< a type, as in `instance of`
};

/// Parses `text`; problems are reported at their exact place in the file the text came from. A
/// syntax error gives one diagnostic (with what was expected and a hint for the commonest
/// mistakes), an unknown name its own. Names that are not in scope are accepted as plain words and
/// reported as unknown (feel_unknown_name) when `report_unknown_names` is set; the tree then still
/// holds them. With it set, two texts that are FEEL but never meant are refused too (feel_literal):
/// 2026-03-10 without @"...", and @"..." that has no form of a date, time or duration. Null only
/// when the syntax is wrong. Depth counts expressions within expressions, at most 256 whatever
/// `limits` says, and takes about 0.7 KB of stack each.
[[nodiscard]] std::unique_ptr<Syntax> parse(const text::Decoded& text, const Scope& scope,
                                            Goal goal, const ParseLimits& limits,
                                            bool report_unknown_names, text::Report& report);

/// Writes a tree back as FEEL text (canonical blanks and parentheses): parse(print(t)) equals t.
[[nodiscard]] std::string print(const Syntax& syntax);

}  // namespace huice::feel
